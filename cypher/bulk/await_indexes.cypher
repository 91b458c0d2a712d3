// Wait until every index is filled, so that a reader finds what it is asked for.
CALL db.awaitIndexes(3600)
