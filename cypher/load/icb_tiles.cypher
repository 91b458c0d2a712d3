// Boards' tiles on the tile map: column and row.
UNWIND $rows AS row
MERGE (n:Tile {ods_code: row.ods_code})
ON CREATE SET n.first_recorded = $revision, n.first_recorded_on = $day
SET
    n.name = row.name, n.col = row.col, n.row = row.row,
    n.last_changed = $revision, n.last_changed_on = $day
RETURN count(*) AS written
