// Removes sources that the new tables lack.
UNWIND $rows AS row
MATCH (n:Source {id: row.id})
DETACH DELETE n
RETURN count(*) AS written
