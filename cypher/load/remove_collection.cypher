// Removes how far each partner type has been collected that the new tables lack.
UNWIND $rows AS row
MATCH (n:Collection {partner_type: row.partner_type})
DETACH DELETE n
RETURN count(*) AS written
