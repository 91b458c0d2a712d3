// Benefits that a partnership can be tagged with.
UNWIND $rows AS row
MERGE (n:Benefit {id: row.benefit})
ON CREATE SET n.first_recorded = $revision, n.first_recorded_on = $day
SET
    n.name = row.name, n.document = row.document,
    n.last_changed = $revision, n.last_changed_on = $day
RETURN count(*) AS written
