// One revision for each load, in the same transaction as its changes; files is the SHA-256 of the files it was read from.
CREATE (n:Revision {number: $number, loaded_at: $loaded_at, source: $source, files: $files, hash: $hash})
RETURN n.number AS number
