"""The graph in memory: built, kept on disk, refreshed, seen as at a date."""
