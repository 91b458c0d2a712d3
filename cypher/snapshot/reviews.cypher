// Every review.
// Rows of a thousand in one list: many times quicker to send than a record each.
MATCH (n:Review)
WITH collect(n) AS found
UNWIND range(0, size(found) - 1, 1000) AS start
RETURN [n IN found[start..start + 1000] | [
    n.organisation, n.value_area, n.partner_type, toString(n.asked_on), n.answer, n.note
]] AS rows
