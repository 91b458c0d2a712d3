"""What would keep the service from working, and how to mend it."""
