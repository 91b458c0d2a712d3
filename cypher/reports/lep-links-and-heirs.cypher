// title = "Local enterprise partnerships: links and heirs"
// question = "What was recorded with each local enterprise partnership, and who inherited it?"
// reading = "A row for each record that names a local enterprise partnership and each open organisation that followed it by the day, to the end of the chain. The state is the record's own on the day. A record counts for an heir, as inherited, only where the heir is a local enterprise partnership too; any other heir is told of it and it counts for nothing: councils and combined authorities took over functions, not partnerships. Succession says whether the local enterprise partnership is open, whom it passed to, that no heir is recorded, or that no heir works where the other end does."
// caveats = ["Most successions are inferred from geography, as their basis says: confirm locally.", "Where it has several heirs, only those whose area meets the other end's are named, where both are known.", "Recorded is not existing: an heir may have a partnership of its own with the other end."]
// version = 1
//
// [[parameters]]
// name = "as_at"
// type = "date"
// default = "today"
// help = "Day that the answer is for."
//
// [[columns]]
// name = "record"
// title = "Record"
//
// [[columns]]
// name = "lep"
// title = "Local enterprise partnership id"
//
// [[columns]]
// name = "lep_name"
// title = "Local enterprise partnership"
//
// [[columns]]
// name = "partner"
// title = "Other end id"
//
// [[columns]]
// name = "partner_name"
// title = "Other end"
//
// [[columns]]
// name = "value_area"
// title = "Value area id"
//
// [[columns]]
// name = "value_area_name"
// title = "Value area"
//
// [[columns]]
// name = "kind"
// title = "Kind"
//
// [[columns]]
// name = "state"
// title = "State of the record"
//
// [[columns]]
// name = "succession"
// title = "Succession"
//
// [[columns]]
// name = "heir"
// title = "Heir id"
//
// [[columns]]
// name = "heir_name"
// title = "Heir"
//
// [[columns]]
// name = "heir_type"
// title = "Type of the heir"
//
// [[columns]]
// name = "counts"
// title = "Counts for the heir"
// type = "truth"
//
// [[columns]]
// name = "passed_on"
// title = "Passed on"
// type = "date"
//
// [[columns]]
// name = "basis"
// title = "Basis of the succession"
// type = "texts"
//
// [[columns]]
// name = "evidence_title"
// title = "Evidence"
//
// [[columns]]
// name = "evidence_address"
// title = "Address of the evidence"
//
// [[columns]]
// name = "evidence_date"
// title = "Evidence dated"
// type = "date"
//
// [example]
// as_at = "2026-11-24"

MATCH (:PartnerType {id: 'lep'})-[:ACCEPTS]->(type:OrganisationType)
MATCH (lep:Organisation {type: type.id})-[record:PARTNERS_WITH]-(partner:Organisation)
WHERE coalesce(record.since, record.evidence_date, $as_at) <= $as_at
// Everybody who is open and followed it; nobody while it is open itself.
CALL (lep) {
    MATCH (lep)
        ((gone:Organisation)-[passed:SUCCEEDED_BY]->(:Organisation)
            WHERE passed.date <= $as_at AND (gone.opened > $as_at OR gone.closed < $as_at))+
        (heir:Organisation)
    WHERE coalesce(heir.opened, $as_at) <= $as_at AND coalesce(heir.closed, $as_at) >= $as_at
    UNWIND passed AS step
    WITH heir, max(step.date) AS passed_on, collect(DISTINCT step.basis) AS bases
    WITH heir, passed_on, COLLECT { UNWIND bases AS basis RETURN basis ORDER BY basis } AS basis
    RETURN collect({heir: heir, passed_on: passed_on, basis: basis}) AS followed
}
// Of several heirs only those whose area meets the other end's, where both are known.
CALL (partner, followed) {
    UNWIND CASE WHEN size(followed) > 1 THEN followed ELSE [] END AS step
    UNWIND [[partner, 'other end'], [step.heir, 'heir']] AS end
    // An heir may be the other end itself: the word keeps the two apart.
    WITH step, end[0] AS one, end[1] AS role
    OPTIONAL MATCH (one)-[:COVERS]->(:Place)<-[:WITHIN*0..]-(covered:Place {kind: 'local-authority-district'})
    WITH step, one, role, collect(DISTINCT covered.code) AS covered
    OPTIONAL MATCH (one)-[:SITS_IN]->(:Place)<-[:WITHIN*0..]-(own:Place {kind: 'local-authority-district'})
    WITH step, one, role, covered, collect(DISTINCT own.code) AS own
    OPTIONAL MATCH (board:Organisation {id: 'GB-NHS-' + one.icb})-[:COVERS]->(:Place)
        <-[:WITHIN*0..]-(near:Place {kind: 'local-authority-district'})
    WHERE one.type = 'nhs-trust'
        AND coalesce(board.opened, $as_at) <= $as_at AND coalesce(board.closed, $as_at) >= $as_at
    WITH step, one, role, covered, own, collect(DISTINCT near.code) AS near
    WITH step, collect(CASE WHEN covered = [] THEN own + near ELSE covered END) AS areas
    WHERE areas[0] = [] OR areas[1] = [] OR any(code IN areas[0] WHERE code IN areas[1])
    RETURN collect(step) AS near
}
WITH *, CASE WHEN size(followed) > 1 THEN near ELSE followed END AS told
UNWIND CASE told WHEN [] THEN [null] ELSE told END AS step
WITH lep, record, partner, followed, step, step.heir AS heir
OPTIONAL MATCH (heir_type:OrganisationType {id: heir.type})
OPTIONAL MATCH (value_area:ValueArea {id: record.value_area})
OPTIONAL MATCH (evidence:Evidence {id: record.evidence})
RETURN record.id AS record, lep.id AS lep, lep.name AS lep_name, partner.id AS partner, partner.name AS partner_name,
    value_area.id AS value_area, value_area.name AS value_area_name, record.kind AS kind,
    CASE
        WHEN record.until < $as_at THEN 'lapsed'
        WHEN record.status = 'lapsed' AND record.until IS NULL
            AND coalesce(record.evidence_date, $as_at) <= $as_at THEN 'lapsed'
        WHEN record.status = 'proposed' THEN 'proposed'
        ELSE 'active'
    END AS state,
    CASE
        WHEN heir IS NOT NULL THEN 'passed on'
        WHEN followed <> [] THEN 'no heir in the area'
        WHEN lep.opened > $as_at OR lep.closed < $as_at THEN 'no heir recorded'
        ELSE 'open'
    END AS succession,
    heir.id AS heir, heir.name AS heir_name, heir_type.name AS heir_type, heir.type = lep.type AS counts,
    step.passed_on AS passed_on, step.basis AS basis,
    evidence.title AS evidence_title, evidence.address AS evidence_address, record.evidence_date AS evidence_date
ORDER BY lep_name, lep, partner_name, partner, record, heir_name, heir
LIMIT $row_limit
