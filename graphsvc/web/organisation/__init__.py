"""One organisation, its peers, and both as files."""
