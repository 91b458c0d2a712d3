// When each node of a label was first recorded and last changed, by its key.
// Rows of a thousand in one list: many times quicker to send than a record each.
MATCH (n:$($label))
WITH collect(n) AS found
UNWIND range(0, size(found) - 1, 1000) AS start
RETURN [n IN found[start..start + 1000] | [
    [property IN $key | toString(n[property])],
    n.first_recorded, toString(n.first_recorded_on), n.last_changed, toString(n.last_changed_on)
]] AS rows
