"""Checks that need more than one cell: a noun a file."""
