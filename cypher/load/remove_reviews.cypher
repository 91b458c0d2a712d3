// Removes reviews that the new tables lack.
UNWIND $rows AS row
MATCH (n:Review {organisation: row.organisation, value_area: row.value_area, partner_type: row.partner_type, asked_on: row.asked_on})
DETACH DELETE n
RETURN count(*) AS written
