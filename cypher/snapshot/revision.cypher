// The newest revision: what the last load recorded.
MATCH (n:Revision)
RETURN n.number AS number, n.hash AS hash, n.loaded_at AS loaded_at, n.source AS source
ORDER BY number DESC
LIMIT 1
