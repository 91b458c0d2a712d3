// How far each partner type has been collected.
// Columns of a thousand in one list each: many times quicker to send than a record each.
MATCH (n:Collection)
WITH collect(n) AS found
UNWIND range(0, size(found) - 1, 1000) AS start
WITH found[start..start + 1000] AS some
RETURN
    [n IN some | n.partner_type] AS partner_type,
    [n IN some | n.organisations] AS organisations,
    [n IN some | n.partnerships] AS partnerships,
    [n IN some | n.note] AS note
