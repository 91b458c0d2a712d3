// Removes successions that the new tables lack.
UNWIND $rows AS row
MATCH (:Organisation {id: row.predecessor})-[old:SUCCEEDED_BY]->(:Organisation {id: row.successor})
DELETE old
RETURN count(*) AS written
