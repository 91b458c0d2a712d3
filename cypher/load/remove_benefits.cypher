// Removes benefits that a partnership can be tagged with that the new tables lack.
UNWIND $rows AS row
MATCH (n:Benefit {id: row.benefit})
DETACH DELETE n
RETURN count(*) AS written
