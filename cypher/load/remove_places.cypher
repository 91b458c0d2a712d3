// Removes places of the official geography that the new tables lack.
UNWIND $rows AS row
MATCH (n:Place {code: row.code})
DETACH DELETE n
RETURN count(*) AS written
