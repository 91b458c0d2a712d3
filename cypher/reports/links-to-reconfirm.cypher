// title = "Links to reconfirm after a reorganisation"
// question = "Which recorded partnerships passed to an heir since a day, and must be asked about again?"
// reading = "A row for each active record that names a predecessor, with the open heir that it counts for through a succession on or after the day given, and the partner at its other end. Age is in whole years from the date of the evidence to the day of the answer."
// caveats = ["An inherited record fills no gap: whether the heir goes on with the partnership is not recorded.", "Where a predecessor has several heirs, a record counts only for those whose area meets the other end's, where both are known.", "A record whose predecessor passed to an organisation of another type counts for nobody, and is not listed: see the report on local enterprise partnerships."]
// version = 1
//
// [[parameters]]
// name = "as_at"
// type = "date"
// default = "today"
// help = "Day that the answer is for."
//
// [[parameters]]
// name = "since"
// type = "date"
// default = "2026-01-01"
// help = "Only what passed on or after this day."
//
// [[parameters]]
// name = "region"
// type = "region"
// default = ""
// help = "Only pairs with a trust or board of this NHS region; all of England when empty."
//
// [[columns]]
// name = "record"
// title = "Record"
//
// [[columns]]
// name = "predecessor"
// title = "Predecessor id"
//
// [[columns]]
// name = "predecessor_name"
// title = "Predecessor"
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
// name = "passed_on"
// title = "Passed on"
// type = "date"
//
// [[columns]]
// name = "partner"
// title = "Partner id"
//
// [[columns]]
// name = "partner_name"
// title = "Partner"
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
// [[columns]]
// name = "evidence_age"
// title = "Age of the evidence"
// type = "whole"
// unit = "years"
//
// [[columns]]
// name = "read"
// title = "Evidence was read"
// type = "truth"
//
// [example]
// as_at = "2026-11-24"

// Records as they count at $as_at: each with the pair of open organisations that it counts for.
MATCH (source:Organisation)-[record:PARTNERS_WITH]->(target:Organisation)
WHERE coalesce(record.since, record.evidence_date, $as_at) <= $as_at
WITH record, source, target,
    CASE
        WHEN record.until < $as_at THEN 'lapsed'
        WHEN record.status = 'lapsed' AND record.until IS NULL
            AND coalesce(record.evidence_date, $as_at) <= $as_at THEN 'lapsed'
        WHEN record.status = 'proposed' THEN 'proposed'
        ELSE 'active'
    END AS state
CALL (source, target) {
    // The heirs of each end that is not open: whoever followed by $as_at, to the end of the chain.
    UNWIND [[source, target], [target, source]] AS pair
    WITH pair[0] AS end, pair[1] AS other WHERE pair[0].opened > $as_at OR pair[0].closed < $as_at
    MATCH (end)
        ((gone:Organisation)-[passed:SUCCEEDED_BY]->(:Organisation)
            WHERE passed.date <= $as_at AND (gone.opened > $as_at OR gone.closed < $as_at))+
        (heir:Organisation)
    WHERE coalesce(heir.opened, $as_at) <= $as_at AND coalesce(heir.closed, $as_at) >= $as_at
    WITH end, other, collect(DISTINCT heir) AS heirs
    UNWIND heirs AS heir
    WITH end, other, heir, size(heirs) AS several
    // Of several heirs only those whose area meets the other end's, where both are known.
    CALL (other, heir, several) {
        WITH other, heir, several WHERE several > 1
        UNWIND [other, heir] AS one
        OPTIONAL MATCH (one)-[:COVERS]->(:Place)<-[:WITHIN*0..]-(covered:Place {kind: 'local-authority-district'})
        WITH several, one, collect(DISTINCT covered.code) AS covered
        OPTIONAL MATCH (one)-[:SITS_IN]->(:Place)<-[:WITHIN*0..]-(own:Place {kind: 'local-authority-district'})
        WITH several, one, covered, collect(DISTINCT own.code) AS own
        OPTIONAL MATCH (board:Organisation {id: 'GB-NHS-' + one.icb})-[:COVERS]->(:Place)<-[:WITHIN*0..]-(near:Place {kind: 'local-authority-district'})
        WHERE one.type = 'nhs-trust'
            AND coalesce(board.opened, $as_at) <= $as_at AND coalesce(board.closed, $as_at) >= $as_at
        WITH one, covered, own, collect(DISTINCT near.code) AS near
        RETURN collect(CASE WHEN covered = [] THEN own + near ELSE covered END) AS areas
    }
    WITH end, heir, several, areas
    WHERE several = 1 OR areas[0] = [] OR areas[1] = [] OR any(code IN areas[0] WHERE code IN areas[1])
    // An heir of another type than the one recorded is told of the record and counts for nothing.
    WITH end, heir WHERE heir.type = end.type
    RETURN collect([end, heir]) AS followed
}
// Who is open is its own heir.
UNWIND CASE WHEN source.opened > $as_at OR source.closed < $as_at
    THEN [pair IN followed WHERE pair[0] = source | pair[1]] ELSE [source] END AS one
UNWIND CASE WHEN target.opened > $as_at OR target.closed < $as_at
    THEN [pair IN followed WHERE pair[0] = target | pair[1]] ELSE [target] END AS other
WITH record, state, one, other, NOT (one = source AND other = target) AS succeeded
WHERE one <> other
WITH DISTINCT record, state, succeeded,
    CASE WHEN one.id < other.id THEN one ELSE other END AS one,
    CASE WHEN one.id < other.id THEN other ELSE one END AS other
// -- end of: records as they count
WITH * WHERE state = 'active' AND succeeded
WITH collect({record: record, one: one, other: other}) AS found
// Trusts and boards of the region: a trust lies in that of its board; where none is open, in the one where it sits.
CALL () {
    MATCH (ours:Organisation)
    WHERE ours.type IN ['icb', 'nhs-trust']
    OPTIONAL MATCH (board:Organisation {id: 'GB-NHS-' + ours.icb})
    WHERE ours.type = 'nhs-trust'
        AND coalesce(board.opened, $as_at) <= $as_at AND coalesce(board.closed, $as_at) >= $as_at
    WITH ours, coalesce(board, ours) AS placed,
        CASE WHEN ours.type = 'nhs-trust' AND board IS NULL THEN 'SITS_IN' ELSE 'COVERS' END AS how
    MATCH (placed)-[at:COVERS|SITS_IN]->(:Place)-[:WITHIN*0..]->(:Place {code: $region, kind: 'nhs-region'})
    WHERE type(at) = how
    RETURN collect(DISTINCT ours.id) AS in_region
}
UNWIND found AS passed_to
WITH passed_to.record AS record, passed_to.one AS one, passed_to.other AS other, in_region
WHERE $region = '' OR one.id IN in_region OR other.id IN in_region
// Which of the pair each end of the record is, or passed to, and when the last step of the way there was taken.
UNWIND [startNode(record), endNode(record)] AS end
MATCH (end)
    ((gone:Organisation)-[passed:SUCCEEDED_BY]->(:Organisation)
        WHERE passed.date <= $as_at AND (gone.opened > $as_at OR gone.closed < $as_at))*
    (heir:Organisation)
WHERE heir IN [one, other] AND heir.type = end.type
WITH record, one, other, end, heir,
    max(reduce(day = null, step IN passed | CASE WHEN step.date < day THEN day ELSE step.date END)) AS passed_on
WITH record, one, other, collect({end: end, heir: heir, passed_on: passed_on}) AS ways
UNWIND ways AS way
WITH record, ways, way.end AS predecessor, way.heir AS heir, way.passed_on AS passed_on,
    CASE WHEN way.heir = one THEN other ELSE one END AS partner
WHERE passed_on >= $since AND any(far IN ways WHERE far.end <> predecessor AND far.heir = partner)
OPTIONAL MATCH (value_area:ValueArea {id: record.value_area})
OPTIONAL MATCH (evidence:Evidence {id: record.evidence})
RETURN record.id AS record, predecessor.id AS predecessor, predecessor.name AS predecessor_name,
    heir.id AS heir, heir.name AS heir_name, passed_on, partner.id AS partner, partner.name AS partner_name,
    value_area.id AS value_area, value_area.name AS value_area_name, record.kind AS kind,
    evidence.title AS evidence_title, evidence.address AS evidence_address, record.evidence_date AS evidence_date,
    CASE
        WHEN record.evidence_date <= $as_at THEN duration.between(record.evidence_date, $as_at).years
    END AS evidence_age,
    record.basis = 'read' AS read
ORDER BY heir_name, heir, partner_name, partner, record, predecessor
LIMIT $row_limit
