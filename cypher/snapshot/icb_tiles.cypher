// Every board's tile.
// Columns of a thousand in one list each: many times quicker to send than a record each.
MATCH (n:Tile)
WITH collect(n) AS found
UNWIND range(0, size(found) - 1, 1000) AS start
WITH found[start..start + 1000] AS some
RETURN
    [n IN some | n.ods_code] AS ods_code,
    [n IN some | n.name] AS name,
    [n IN some | n.col] AS col,
    [n IN some | n.row] AS row
