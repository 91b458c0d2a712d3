// Held to the end of the transaction, so that a second load waits for the first.
MERGE (n:LoadLock {name: 'load'})
SET n.taken_at = datetime()
RETURN n.name AS name
