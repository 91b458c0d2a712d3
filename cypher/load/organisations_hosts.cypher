// Which organisation hosts another: a council its public health team.
UNWIND $rows AS row
MATCH (n:Organisation {id: row.id})
CALL (n) {
    MATCH (n)-[old:HOSTED_BY]->(:Organisation)
    DELETE old
}
OPTIONAL MATCH (host:Organisation {id: row.host})
FOREACH (other IN CASE WHEN host IS NULL THEN [] ELSE [host] END | CREATE (n)-[:HOSTED_BY]->(other))
RETURN count(*) AS written
