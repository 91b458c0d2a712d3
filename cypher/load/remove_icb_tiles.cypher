// Removes boards' tiles on the tile map that the new tables lack.
UNWIND $rows AS row
MATCH (n:Tile {ods_code: row.ods_code})
DETACH DELETE n
RETURN count(*) AS written
