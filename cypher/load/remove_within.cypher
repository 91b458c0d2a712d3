// Removes lines of what lies in what that the new tables lack.
UNWIND $rows AS row
MATCH (:Place {code: row.child})-[old:WITHIN]->(:Place {code: row.parent})
WHERE coalesce(old.basis, '') = coalesce(row.basis, '')
DELETE old
RETURN count(*) AS written
