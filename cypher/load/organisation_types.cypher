// Organisation types: the side that they are on, and whether they are national as a whole.
UNWIND $rows AS row
MERGE (n:OrganisationType {id: row.organisation_type})
ON CREATE SET n.first_recorded = $revision, n.first_recorded_on = $day
SET
    n.name = row.name, n.side = row.side, n.national = row.national,
    n.last_changed = $revision, n.last_changed_on = $day
RETURN count(*) AS written
