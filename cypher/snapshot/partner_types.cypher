// Every partner type, with the organisation types that it accepts.
// Columns of a thousand in one list each: many times quicker to send than a record each.
MATCH (n:PartnerType)
WITH collect(n) AS found
UNWIND range(0, size(found) - 1, 1000) AS start
WITH found[start..start + 1000] AS some
RETURN
    [n IN some | n.id] AS partner_type,
    [n IN some | n.name] AS name,
    [
        n IN some | COLLECT { MATCH (n)-[accepts:ACCEPTS]->(type) RETURN type.id ORDER BY accepts.position }
    ] AS organisation_types
