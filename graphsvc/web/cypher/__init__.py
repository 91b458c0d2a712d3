"""Cypher that an analyst writes on a page."""
