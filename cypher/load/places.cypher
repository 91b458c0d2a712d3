// Places of the official geography.
UNWIND $rows AS row
MERGE (n:Place {code: row.code})
ON CREATE SET n.first_recorded = $revision, n.first_recorded_on = $day
SET
    n.name = row.name, n.kind = row.kind,
    n.last_changed = $revision, n.last_changed_on = $day
RETURN count(*) AS written
