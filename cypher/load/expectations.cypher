// Expectations: in this value area, engage this partner type; or do not.
// A changed one is made anew, since its ends may have changed; when it was first recorded stays.
UNWIND $rows AS row
MATCH (area:ValueArea {id: row.value_area})
MATCH (partner:PartnerType {id: row.partner_type})
OPTIONAL MATCH ()-[old:EXPECTS {rule: row.rule, version: row.version}]->()
WITH row, area, partner, old, coalesce(old.first_recorded, $revision) AS first, coalesce(old.first_recorded_on, $day) AS first_on
DELETE old
CREATE (area)-[n:EXPECTS]->(partner)
SET
    n.rule = row.rule, n.version = row.version, n.applies_to = row.applies_to, n.effect = row.effect,
    n.scope = row.scope, n.valid_from = row.valid_from, n.valid_from_text = row.valid_from_text, n.valid_to = row.valid_to,
    n.valid_to_text = row.valid_to_text, n.document = row.document, n.passage = row.passage, n.note = row.note,
    n.first_recorded = first, n.first_recorded_on = first_on, n.last_changed = $revision, n.last_changed_on = $day
RETURN count(*) AS written
