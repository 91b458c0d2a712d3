// Removes evidence that the new tables lack.
UNWIND $rows AS row
MATCH (n:Evidence {id: row.id})
DETACH DELETE n
RETURN count(*) AS written
