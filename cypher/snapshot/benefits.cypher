// Every benefit.
// Columns of a thousand in one list each: many times quicker to send than a record each.
MATCH (n:Benefit)
WITH collect(n) AS found
UNWIND range(0, size(found) - 1, 1000) AS start
WITH found[start..start + 1000] AS some
RETURN
    [n IN some | n.id] AS benefit,
    [n IN some | n.name] AS name,
    [n IN some | n.document] AS document
