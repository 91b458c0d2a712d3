// Sources: who published what, under which licence.
UNWIND $rows AS row
MERGE (n:Source {id: row.id})
ON CREATE SET n.first_recorded = $revision, n.first_recorded_on = $day
SET
    n.title = row.title, n.publisher = row.publisher, n.vintage = row.vintage, n.licence = row.licence,
    n.note = row.note,
    n.last_changed = $revision, n.last_changed_on = $day
RETURN count(*) AS written
