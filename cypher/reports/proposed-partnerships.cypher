// title = "Proposed partnerships"
// question = "Which partnerships are recorded as proposed, and what says so?"
// reading = "A row for each record that is proposed on the day and each pair of open organisations for which it counts, the trust or board first. Where it says so, the proposal was made by or to a predecessor of one of the two."
// caveats = ["A proposed partnership fills no gap.", "Evidence of a proposal may be older than what became of it: ask before relying on it.", "A proposal with a predecessor of another organisation type counts for nobody, and is not listed."]
// version = 1
//
// [[parameters]]
// name = "as_at"
// type = "date"
// default = "today"
// help = "Day that the answer is for."
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
// name = "organisation"
// title = "Organisation id"
//
// [[columns]]
// name = "organisation_name"
// title = "Organisation"
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
// name = "since"
// title = "Planned from"
// type = "date"
//
// [[columns]]
// name = "predecessors"
// title = "Made with a predecessor"
// type = "truth"
//
// [[columns]]
// name = "summary"
// title = "What is proposed"
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
WITH * WHERE state = 'proposed'
// The trust or board comes first.
WITH record, succeeded,
    CASE
        WHEN other.type IN ['icb', 'nhs-trust'] AND NOT one.type IN ['icb', 'nhs-trust'] THEN [other, one]
        ELSE [one, other]
    END AS pair
WITH collect({record: record, succeeded: succeeded, pair: pair}) AS found
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
UNWIND found AS one
WITH one.record AS record, one.succeeded AS succeeded, one.pair[0] AS organisation, one.pair[1] AS partner
WHERE $region = '' OR organisation.id IN in_region OR partner.id IN in_region
OPTIONAL MATCH (value_area:ValueArea {id: record.value_area})
OPTIONAL MATCH (evidence:Evidence {id: record.evidence})
RETURN record.id AS record, organisation.id AS organisation, organisation.name AS organisation_name,
    partner.id AS partner, partner.name AS partner_name,
    value_area.id AS value_area, value_area.name AS value_area_name, record.kind AS kind,
    record.since AS since, succeeded AS predecessors, record.summary AS summary,
    evidence.title AS evidence_title, evidence.address AS evidence_address, record.evidence_date AS evidence_date
ORDER BY organisation_name, organisation, partner_name, partner, record
LIMIT $row_limit
