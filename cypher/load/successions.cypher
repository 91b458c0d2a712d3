// Successions: on a date, one organisation's life or functions pass to another.
// A changed one is made anew, since its ends may have changed; when it was first recorded stays.
UNWIND $rows AS row
MATCH (predecessor:Organisation {id: row.predecessor})
MATCH (successor:Organisation {id: row.successor})
OPTIONAL MATCH (predecessor)-[old:SUCCEEDED_BY]->(successor)
WITH row, predecessor, successor, old, coalesce(old.first_recorded, $revision) AS first, coalesce(old.first_recorded_on, $day) AS first_on
DELETE old
CREATE (predecessor)-[n:SUCCEEDED_BY]->(successor)
SET
    n.date = row.date, n.date_text = row.date_text, n.kind = row.kind, n.basis = row.basis,
    n.source = row.source,
    n.first_recorded = first, n.first_recorded_on = first_on, n.last_changed = $revision, n.last_changed_on = $day
RETURN count(*) AS written
