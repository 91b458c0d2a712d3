// Every load that was before, as the record that is replaced knows of it.
UNWIND $rows AS row
CREATE (n:Revision)
SET n = row
RETURN count(n) AS written
