// The organisation types that a partner type accepts, in the order in which it names them.
UNWIND $rows AS row
MATCH (n:PartnerType {id: row.partner_type})
CALL (n) {
    MATCH (n)-[old:ACCEPTS]->(:OrganisationType)
    DELETE old
}
CALL (n, row) {
    UNWIND range(1, size(row.organisation_types)) AS position
    MATCH (type:OrganisationType {id: row.organisation_types[position - 1]})
    CREATE (n)-[:ACCEPTS {position: position}]->(type)
    RETURN count(*) AS accepted
}
WITH row, accepted
WHERE accepted = size(row.organisation_types)
RETURN count(*) AS written
