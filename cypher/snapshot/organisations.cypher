// Every organisation, with where it sits, what it covers and who hosts it.
// Columns of a thousand in one list each: many times quicker to send than a record each. The properties of one are
// taken at once: asked for one by one, each is looked for from the first.
MATCH (n:Organisation)
WITH collect(n) AS found
UNWIND range(0, size(found) - 1, 1000) AS start
WITH [n IN found[start..start + 1000] | [
    properties(n), [(n)-[:SITS_IN]->(place) | place.code], [(n)-[:COVERS]->(place) | place.code],
    [(n)-[:HOSTED_BY]->(host) | host.id]
]] AS some
RETURN
    [r IN some | r[0].id] AS id,
    [r IN some | r[0].name] AS name,
    [r IN some | r[0].type] AS organisation_type,
    [r IN some | r[0].status] AS status,
    [r IN some | r[0].opened_text] AS opened,
    [r IN some | toString(r[0].opened)] AS opened_day,
    [r IN some | r[0].closed_text] AS closed,
    [r IN some | toString(r[0].closed)] AS closed_day,
    [r IN some | r[1]] AS place_code,
    [r IN some | r[2]] AS covers_code,
    [r IN some | r[0].place_basis] AS place_basis,
    [r IN some | r[0].postcode] AS postcode,
    [r IN some | r[0].longitude] AS longitude,
    [r IN some | r[0].latitude] AS latitude,
    [r IN some | r[0].aliases] AS aliases,
    [r IN some | r[0].source] AS source,
    [r IN some | r[0].icb] AS icb,
    [r IN some | r[0].tier] AS tier,
    [r IN some | r[3]] AS host,
    [r IN some | r[0].national] AS national
