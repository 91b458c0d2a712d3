// Where organisations sit and what they cover.
UNWIND $rows AS row
MATCH (n:Organisation {id: row.id})
CALL (n) {
    MATCH (n)-[old:SITS_IN|COVERS]->(:Place)
    DELETE old
}
OPTIONAL MATCH (sits:Place {code: row.place_code})
OPTIONAL MATCH (covers:Place {code: row.covers_code})
FOREACH (place IN CASE WHEN sits IS NULL THEN [] ELSE [sits] END | CREATE (n)-[:SITS_IN]->(place))
FOREACH (place IN CASE WHEN covers IS NULL THEN [] ELSE [covers] END | CREATE (n)-[:COVERS]->(place))
RETURN count(*) AS written
