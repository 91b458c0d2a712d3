// Removes organisation types that the new tables lack.
UNWIND $rows AS row
MATCH (n:OrganisationType {id: row.organisation_type})
DETACH DELETE n
RETURN count(*) AS written
