// One revision for each load, in the same transaction as its changes.
CREATE (n:Revision {number: $number, loaded_at: $loaded_at, source: $source, hash: $hash})
RETURN n.number AS number
