// title = "Trusts and universities"
// question = "Which universities does each trust have a recorded partnership with, and what supports it?"
// reading = "A row for each open trust and each university that it has a record with. The state is the best that any of their records has: active, then inherited (recorded with a predecessor, to be reconfirmed), then proposed, then lapsed; value areas, records and evidence are those of the records in that state. Evidence is current when it was read and is dated no more than three years before the day. A trust without any such record has one row, with no university."
// caveats = ["Recorded is not existing: a trust without a row for a university has no recorded partnership with it.", "The trust's board is empty where the board that it belongs to now was not open on the day.", "Links that run through a network that both belong to are not counted."]
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
// help = "Only trusts of this NHS region; all of England when empty."
//
// [[parameters]]
// name = "icb"
// type = "icb"
// default = ""
// help = "Only trusts of this board; all when empty."
//
// [[columns]]
// name = "trust"
// title = "Trust id"
//
// [[columns]]
// name = "trust_name"
// title = "Trust"
//
// [[columns]]
// name = "board"
// title = "Board id"
//
// [[columns]]
// name = "board_name"
// title = "Board"
//
// [[columns]]
// name = "university"
// title = "University id"
//
// [[columns]]
// name = "university_name"
// title = "University"
//
// [[columns]]
// name = "state"
// title = "State"
//
// [[columns]]
// name = "value_areas"
// title = "Value areas"
// type = "texts"
//
// [[columns]]
// name = "records"
// title = "Records"
// type = "texts"
//
// [[columns]]
// name = "evidence"
// title = "Evidence"
//
// [[columns]]
// name = "newest_evidence"
// title = "Newest evidence"
// type = "date"
//
// [example]
// as_at = "2026-11-24"
// region = "E40000003"

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
// The records of a trust and a university, the best state first.
UNWIND [[one, other], [other, one]] AS pair
WITH record, pair[0] AS trust, pair[1] AS university,
    CASE state WHEN 'lapsed' THEN 4 WHEN 'proposed' THEN 3 ELSE CASE WHEN succeeded THEN 2 ELSE 1 END END AS rank
WHERE trust.type = 'nhs-trust'
    AND EXISTS { (:PartnerType {id: 'university'})-[:ACCEPTS]->(:OrganisationType {id: university.type}) }
WITH collect({trust: trust, university: university, rank: rank, record: record}) AS links
// Trusts without any are rows too.
MATCH (trust:Organisation {type: 'nhs-trust'})
WHERE coalesce(trust.opened, $as_at) <= $as_at AND coalesce(trust.closed, $as_at) >= $as_at
OPTIONAL MATCH (board:Organisation {id: 'GB-NHS-' + trust.icb})
WHERE coalesce(board.opened, $as_at) <= $as_at AND coalesce(board.closed, $as_at) >= $as_at
WITH links, trust, board
WHERE ($icb = '' OR board.id = $icb)
    // A trust lies in the region of its board; where that is not open, in the one where it sits.
    AND ($region = ''
        OR EXISTS { (board)-[:COVERS]->(:Place)-[:WITHIN*0..]->(:Place {code: $region, kind: 'nhs-region'}) }
        OR board IS NULL AND EXISTS {
            (trust)-[:SITS_IN]->(:Place)-[:WITHIN*0..]->(:Place {code: $region, kind: 'nhs-region'})
        })
WITH trust, board, [link IN links WHERE link.trust = trust] AS own
UNWIND CASE own WHEN [] THEN [null] ELSE own END AS link
WITH trust, board, link.university AS university, min(link.rank) AS rank, collect(link) AS own
WITH trust, board, university, rank, [link IN own WHERE link.rank = rank | link.record] AS behind
CALL (behind) {
    UNWIND behind AS record
    MATCH (area:ValueArea {id: record.value_area})
    WITH DISTINCT area.name AS name ORDER BY name
    RETURN collect(name) AS value_areas
}
CALL (behind) {
    UNWIND behind AS record
    WITH record ORDER BY record.id
    RETURN collect(record.id) AS records, max(record.evidence_date) AS newest_evidence
}
RETURN trust.id AS trust, trust.name AS trust_name, board.id AS board, board.name AS board_name,
    university.id AS university, university.name AS university_name,
    CASE rank WHEN 1 THEN 'active' WHEN 2 THEN 'inherited' WHEN 3 THEN 'proposed' WHEN 4 THEN 'lapsed'
        ELSE 'no recorded partnership' END AS state,
    value_areas, records,
    CASE
        WHEN behind = [] THEN null
        WHEN any(one IN behind WHERE one.basis = 'read' AND one.evidence_date >= $as_at - duration({years: 3}))
        THEN 'current'
        WHEN newest_evidence IS NOT NULL THEN 'old'
        ELSE 'undated'
    END AS evidence,
    newest_evidence
ORDER BY trust_name, trust, coalesce(rank, 0), university_name, university
LIMIT $row_limit
