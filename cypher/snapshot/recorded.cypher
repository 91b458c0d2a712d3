// When each partnership was first recorded; it is no part of the facts and of their hash.
MATCH ()-[n:PARTNERS_WITH]->()
RETURN n.id AS id, toString(n.first_recorded_on) AS first_recorded_on
ORDER BY id
