"""All that knows Neo4j: the embedded server, and asking and writing the record."""

from graphsvc.database.connect import open_database

__all__ = ["open_database"]
