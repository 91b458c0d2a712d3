// How far each partner type has been collected.
UNWIND $rows AS row
MERGE (n:Collection {partner_type: row.partner_type})
ON CREATE SET n.first_recorded = $revision, n.first_recorded_on = $day
SET
    n.organisations = row.organisations, n.partnerships = row.partnerships, n.note = row.note,
    n.last_changed = $revision, n.last_changed_on = $day
RETURN count(*) AS written
