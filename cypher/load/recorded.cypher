// Puts back when each partnership was first recorded, in the record that a brief is made of again.
UNWIND $rows AS row
MATCH ()-[n:PARTNERS_WITH {id: row.id}]->()
SET n.first_recorded_on = row.first_recorded_on
RETURN count(*) AS written
