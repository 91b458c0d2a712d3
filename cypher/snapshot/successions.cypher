// Every succession.
// Rows of a thousand in one list: many times quicker to send than a record each.
MATCH ()-[n:SUCCEEDED_BY]->()
WITH collect(n) AS found
UNWIND range(0, size(found) - 1, 1000) AS start
RETURN [n IN found[start..start + 1000] | [
    startNode(n).id, endNode(n).id, n.date_text, toString(n.date), n.kind, n.basis, n.source
]] AS rows
