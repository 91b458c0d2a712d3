// Value areas of the guidance.
UNWIND $rows AS row
MERGE (n:ValueArea {id: row.value_area})
ON CREATE SET n.first_recorded = $revision, n.first_recorded_on = $day
SET
    n.name = row.name, n.document = row.document, n.passage = row.passage,
    n.last_changed = $revision, n.last_changed_on = $day
RETURN count(*) AS written
