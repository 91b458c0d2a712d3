// Every version of every expectation.
// Columns of a thousand in one list each: many times quicker to send than a record each.
MATCH ()-[n:EXPECTS]->()
WITH collect(n) AS found
UNWIND range(0, size(found) - 1, 1000) AS start
WITH found[start..start + 1000] AS some
RETURN
    [n IN some | n.rule] AS rule,
    [n IN some | n.version] AS version,
    [n IN some | startNode(n).id] AS value_area,
    [n IN some | endNode(n).id] AS partner_type,
    [n IN some | n.applies_to] AS applies_to,
    [n IN some | n.effect] AS effect,
    [n IN some | n.scope] AS scope,
    [n IN some | n.valid_from_text] AS valid_from,
    [n IN some | toString(n.valid_from)] AS valid_from_day,
    [n IN some | n.valid_to_text] AS valid_to,
    [n IN some | toString(n.valid_to)] AS valid_to_day,
    [n IN some | n.document] AS document,
    [n IN some | n.passage] AS passage,
    [n IN some | n.note] AS note
