// Which place lies in which.
// Columns of a thousand in one list each: many times quicker to send than a record each.
MATCH ()-[n:WITHIN]->()
WITH collect(n) AS found
UNWIND range(0, size(found) - 1, 1000) AS start
WITH found[start..start + 1000] AS some
RETURN
    [n IN some | startNode(n).code] AS child,
    [n IN some | endNode(n).code] AS parent,
    [n IN some | n.parent_kind] AS parent_kind,
    [n IN some | n.share] AS share,
    [n IN some | n.basis] AS basis
