// Removes organisations that the new tables lack.
UNWIND $rows AS row
MATCH (n:Organisation {id: row.id})
DETACH DELETE n
RETURN count(*) AS written
