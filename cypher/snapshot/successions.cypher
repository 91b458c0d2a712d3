// Every succession.
// Columns of a thousand in one list each: many times quicker to send than a record each.
MATCH ()-[n:SUCCEEDED_BY]->()
WITH collect(n) AS found
UNWIND range(0, size(found) - 1, 1000) AS start
WITH found[start..start + 1000] AS some
RETURN
    [n IN some | startNode(n).id] AS predecessor,
    [n IN some | endNode(n).id] AS successor,
    [n IN some | n.date_text] AS date,
    [n IN some | toString(n.date)] AS date_day,
    [n IN some | n.kind] AS kind,
    [n IN some | n.basis] AS basis,
    [n IN some | n.source] AS source
