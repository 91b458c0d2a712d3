// Whether a load was ever read from files with this SHA-256.
MATCH (n:Revision {files: $files})
RETURN count(n) > 0 AS loaded
