// Every load that the record knows of.
MATCH (n:Revision)
RETURN n.number AS number, n.loaded_at AS loaded_at, n.source AS source, n.files AS files, n.hash AS hash
ORDER BY number
