// Organisations; their type is a second label too, so that a browser of the graph colours them.
UNWIND $rows AS row
MERGE (n:Organisation {id: row.id})
ON CREATE SET n.first_recorded = $revision, n.first_recorded_on = $day
SET
    n.name = row.name, n.type = row.organisation_type, n.status = row.status, n.opened = row.opened,
    n.opened_text = row.opened_text, n.closed = row.closed, n.closed_text = row.closed_text, n.place_basis = row.place_basis,
    n.postcode = row.postcode, n.longitude = row.longitude, n.latitude = row.latitude, n.aliases = row.aliases,
    n.source = row.source, n.icb = row.icb, n.tier = row.tier, n.national = row.national,
    n.last_changed = $revision, n.last_changed_on = $day
REMOVE n:$([label IN labels(n) WHERE label <> 'Organisation'])
SET n:$(row.label)
RETURN count(*) AS written
