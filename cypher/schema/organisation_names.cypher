// Full-text search over names and aliases of organisations.
CREATE FULLTEXT INDEX organisation_names IF NOT EXISTS
FOR (n:Organisation) ON EACH [n.name, n.aliases]
