"""How fast the questions are answered, beside Cypher and plain NetworkX: `make bench`."""
