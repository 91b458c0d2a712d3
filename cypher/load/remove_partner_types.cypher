// Removes partner types that the new tables lack.
UNWIND $rows AS row
MATCH (n:PartnerType {id: row.partner_type})
DETACH DELETE n
RETURN count(*) AS written
