// Partnerships: one relationship a record.
// A changed one is made anew, since its ends may have changed; when it was first recorded stays.
UNWIND $rows AS row
MATCH (source:Organisation {id: row.source_org})
MATCH (target:Organisation {id: row.target_org})
OPTIONAL MATCH ()-[old:PARTNERS_WITH {id: row.id}]->()
WITH row, source, target, old, coalesce(old.first_recorded, $revision) AS first, coalesce(old.first_recorded_on, $day) AS first_on
DELETE old
CREATE (source)-[n:PARTNERS_WITH]->(target)
SET
    n.id = row.id, n.value_area = row.value_area, n.kind = row.kind, n.status = row.status,
    n.since = row.since, n.since_text = row.since_text, n.until = row.until, n.until_text = row.until_text,
    n.evidence = row.evidence, n.basis = row.evidence_basis, n.evidence_date = row.evidence_date, n.evidence_date_text = row.evidence_date_text,
    n.summary = row.summary, n.benefits = row.benefits,
    n.first_recorded = first, n.first_recorded_on = first_on, n.last_changed = $revision, n.last_changed_on = $day
RETURN count(*) AS written
