// Removes expectations that the new tables lack.
UNWIND $rows AS row
MATCH ()-[old:EXPECTS {rule: row.rule, version: row.version}]->()
DELETE old
RETURN count(*) AS written
