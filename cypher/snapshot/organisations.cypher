// Every organisation, with where it sits, what it covers and who hosts it.
// Rows of a thousand in one list: many times quicker to send than a record each.
MATCH (n:Organisation)
WITH collect(n) AS found
UNWIND range(0, size(found) - 1, 1000) AS start
RETURN [n IN found[start..start + 1000] | [
    n.id, n.name, n.type, n.status, n.opened_text, toString(n.opened), n.closed_text,
    toString(n.closed), [(n)-[:SITS_IN]->(place) | place.code],
    [(n)-[:COVERS]->(place) | place.code], n.place_basis, n.postcode, n.longitude, n.latitude,
    n.aliases, n.source, n.icb, n.tier, [(n)-[:HOSTED_BY]->(host) | host.id], n.national
]] AS rows
