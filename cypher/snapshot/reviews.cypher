// Every review.
// Columns of a thousand in one list each: many times quicker to send than a record each.
MATCH (n:Review)
WITH collect(n) AS found
UNWIND range(0, size(found) - 1, 1000) AS start
WITH found[start..start + 1000] AS some
RETURN
    [n IN some | n.organisation] AS organisation,
    [n IN some | n.value_area] AS value_area,
    [n IN some | n.partner_type] AS partner_type,
    [n IN some | toString(n.asked_on)] AS asked_on,
    [n IN some | n.answer] AS answer,
    [n IN some | n.note] AS note
