"""Gaps of many: coverage by board and expectation, and the cells behind it."""
