// Reviews: somebody asked on a day, and was told.
UNWIND $rows AS row
MERGE (n:Review {organisation: row.organisation, value_area: row.value_area, partner_type: row.partner_type, asked_on: row.asked_on})
ON CREATE SET n.first_recorded = $revision, n.first_recorded_on = $day
SET
    n.answer = row.answer, n.note = row.note,
    n.last_changed = $revision, n.last_changed_on = $day
RETURN count(*) AS written
