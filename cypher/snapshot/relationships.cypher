// Every partnership.
// Rows of a thousand in one list: many times quicker to send than a record each.
MATCH ()-[n:PARTNERS_WITH]->()
WITH collect(n) AS found
UNWIND range(0, size(found) - 1, 1000) AS start
RETURN [n IN found[start..start + 1000] | [
    n.id, startNode(n).id, endNode(n).id, n.value_area, n.kind, n.status, n.since_text,
    toString(n.since), n.until_text, toString(n.until), n.evidence, n.evidence_date_text,
    toString(n.evidence_date), n.basis, n.summary, n.benefits
]] AS rows
