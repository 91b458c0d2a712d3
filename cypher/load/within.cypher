// Which place lies in which.
// A changed one is made anew, since its ends may have changed; when it was first recorded stays.
UNWIND $rows AS row
MATCH (child:Place {code: row.child})
MATCH (parent:Place {code: row.parent})
OPTIONAL MATCH (child)-[old:WITHIN]->(parent)
WHERE coalesce(old.basis, '') = coalesce(row.basis, '')
WITH row, child, parent, old, coalesce(old.first_recorded, $revision) AS first, coalesce(old.first_recorded_on, $day) AS first_on
DELETE old
CREATE (child)-[n:WITHIN]->(parent)
SET
    n.parent_kind = row.parent_kind, n.share = row.share, n.basis = row.basis,
    n.first_recorded = first, n.first_recorded_on = first_on, n.last_changed = $revision, n.last_changed_on = $day
RETURN count(*) AS written
