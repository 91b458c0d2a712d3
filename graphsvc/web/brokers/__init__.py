"""Brokers, and who would lose whom without one."""
