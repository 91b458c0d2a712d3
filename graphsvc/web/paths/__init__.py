"""Paths between organisations."""
