"""Loads too large for one transaction: a fresh store made of files, looked at and put in the record's place."""
