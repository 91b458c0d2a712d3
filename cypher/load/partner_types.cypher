// Partner types: what the guidance calls a partner.
UNWIND $rows AS row
MERGE (n:PartnerType {id: row.partner_type})
ON CREATE SET n.first_recorded = $revision, n.first_recorded_on = $day
SET
    n.name = row.name,
    n.last_changed = $revision, n.last_changed_on = $day
RETURN count(*) AS written
