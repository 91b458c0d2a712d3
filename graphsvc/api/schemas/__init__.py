"""What answers look like, a noun a file. Field names and shapes are a promise to users' scripts."""
