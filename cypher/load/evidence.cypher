// Evidence: what a reader can open; partnerships name it by id.
UNWIND $rows AS row
MERGE (n:Evidence {id: row.id})
ON CREATE SET n.first_recorded = $revision, n.first_recorded_on = $day
SET
    n.title = row.title, n.address = row.address,
    n.last_changed = $revision, n.last_changed_on = $day
RETURN count(*) AS written
