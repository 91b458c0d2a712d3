// Every partnership. Its ends come as the database's own numbers, for snapshot/ends to say which they are.
// Columns of a thousand in one list each: many times quicker to send than a record each. The properties of one are
// taken at once: asked for one by one, each is looked for from the first.
MATCH ()-[n:PARTNERS_WITH]->()
WITH collect(n) AS found
UNWIND range(0, size(found) - 1, 1000) AS start
WITH [n IN found[start..start + 1000] | [properties(n), id(startNode(n)), id(endNode(n))]] AS some
RETURN
    [r IN some | r[0].id] AS id,
    [r IN some | r[1]] AS source_org,
    [r IN some | r[2]] AS target_org,
    [r IN some | r[0].value_area] AS value_area,
    [r IN some | r[0].kind] AS kind,
    [r IN some | r[0].status] AS status,
    [r IN some | r[0].since_text] AS since,
    [r IN some | toString(r[0].since)] AS since_day,
    [r IN some | r[0].until_text] AS until,
    [r IN some | toString(r[0].until)] AS until_day,
    [r IN some | r[0].evidence] AS evidence,
    [r IN some | r[0].evidence_date_text] AS evidence_date,
    [r IN some | toString(r[0].evidence_date)] AS evidence_date_day,
    [r IN some | r[0].basis] AS evidence_basis,
    [r IN some | r[0].summary] AS summary,
    [r IN some | r[0].benefits] AS benefits
