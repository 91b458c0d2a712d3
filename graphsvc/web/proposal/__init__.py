"""Proposals: rows that can be checked and loaded."""
