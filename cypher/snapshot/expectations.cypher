// Every version of every expectation.
// Rows of a thousand in one list: many times quicker to send than a record each.
MATCH ()-[n:EXPECTS]->()
WITH collect(n) AS found
UNWIND range(0, size(found) - 1, 1000) AS start
RETURN [n IN found[start..start + 1000] | [
    n.rule, n.version, startNode(n).id, endNode(n).id, n.applies_to, n.effect, n.scope,
    n.valid_from_text, toString(n.valid_from), n.valid_to_text, toString(n.valid_to), n.document,
    n.passage, n.note
]] AS rows
