"""Cypher reports: one question a file, asked of the record, and written for whoever publishes the answer."""
