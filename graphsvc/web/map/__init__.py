"""The map explorer."""
