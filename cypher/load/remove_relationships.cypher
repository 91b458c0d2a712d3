// Removes partnerships that the new tables lack.
UNWIND $rows AS row
MATCH ()-[old:PARTNERS_WITH {id: row.id}]->()
DELETE old
RETURN count(*) AS written
