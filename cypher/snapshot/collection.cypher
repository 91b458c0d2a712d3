// How far each partner type has been collected.
// Rows of a thousand in one list: many times quicker to send than a record each.
MATCH (n:Collection)
WITH collect(n) AS found
UNWIND range(0, size(found) - 1, 1000) AS start
RETURN [n IN found[start..start + 1000] | [
    n.partner_type, n.organisations, n.partnerships, n.note
]] AS rows
