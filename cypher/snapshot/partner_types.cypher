// Every partner type, with the organisation types that it accepts.
// Rows of a thousand in one list: many times quicker to send than a record each.
MATCH (n:PartnerType)
WITH collect(n) AS found
UNWIND range(0, size(found) - 1, 1000) AS start
RETURN [n IN found[start..start + 1000] | [
    n.id, n.name,
    COLLECT { MATCH (n)-[accepts:ACCEPTS]->(type) RETURN type.id ORDER BY accepts.position }
]] AS rows
