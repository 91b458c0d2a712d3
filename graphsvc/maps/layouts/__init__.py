"""Positions on maps."""
