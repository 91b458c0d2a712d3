// Removes value areas of the guidance that the new tables lack.
UNWIND $rows AS row
MATCH (n:ValueArea {id: row.value_area})
DETACH DELETE n
RETURN count(*) AS written
