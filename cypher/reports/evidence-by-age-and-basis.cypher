// title = "Evidence by age and basis"
// question = "How old is the evidence behind active partnerships, and has somebody read it?"
// reading = "A row for each age of evidence and each way it was seen, with the active records that rest on it. Ages are counted in exact days: up to 3 years means dated on the same day three years earlier or later. Records up to 3 years old whose evidence was read are those that answers call current."
// caveats = [
//   "Active counts records that are inherited too: those recorded with a predecessor, to be reconfirmed.",
//   "Evidence dated to a month or a year counts from its first day, and so looks older than it may be.",
//   "The age is that of the page or document that shows the partnership, and not of the partnership.",
//   "With a region or a board chosen, records between organisations that are neither trusts nor boards are left out.",
// ]
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
// help = "Only what concerns trusts and boards of this NHS region."
//
// [[parameters]]
// name = "icb"
// type = "icb"
// default = ""
// help = "Only what concerns this board and its trusts."
//
// [[columns]]
// name = "band"
// title = "Order of the age"
// type = "whole"
//
// [[columns]]
// name = "age"
// title = "Age of the evidence"
// type = "text"
//
// [[columns]]
// name = "basis"
// title = "How it was seen"
// type = "text"
//
// [[columns]]
// name = "records"
// title = "Active records"
// type = "whole"
// unit = "records"
//
// [[columns]]
// name = "inherited"
// title = "Of these inherited"
// type = "whole"
// unit = "records"
//
// [[columns]]
// name = "of"
// title = "All active records"
// type = "whole"
// unit = "records"
//
// [[columns]]
// name = "share"
// title = "Share of all active records"
// type = "share"
//
// [chart]
// kind = "stacked"
// x = "age"
// y = "records"
// series = "basis"
// title = "Active records by age of their evidence"
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
// -- end of: records as they count. one, other: open organisations, in the order of their ids;
// -- succeeded: reached through a succession (an active record that succeeded is inherited).
WITH record, state, succeeded, [one, other] AS concerned
// Of a region or a board: what concerns a trust or a board of it. Without one, everything.
WHERE ($region = '' AND $icb = '') OR EXISTS {
    UNWIND concerned AS end
    WITH end WHERE end.type IN ['icb', 'nhs-trust']
    OPTIONAL MATCH (board:Organisation {id: CASE end.type WHEN 'icb' THEN end.id ELSE 'GB-NHS-' + end.icb END})
    WHERE end.type = 'icb' OR (coalesce(board.opened, $as_at) <= $as_at AND coalesce(board.closed, $as_at) >= $as_at)
    WITH end, board WHERE $icb = '' OR end.id = $icb OR board.id = $icb
    // The region is the board's; a trust without an open board has that of its own district.
    OPTIONAL MATCH (board)-[:COVERS]->(covered:Place)
    OPTIONAL MATCH (end)-[:SITS_IN]->(own:Place)
    WITH CASE WHEN board IS NULL THEN own ELSE covered END AS place
    WHERE $region = '' OR $region IN [(place)-[:WITHIN*0..]->(above:Place) | above.code]
    RETURN place
}
// -- end of: of a region or a board
WITH DISTINCT record, succeeded, state WHERE state = 'active'
WITH collect({
    band: CASE
        WHEN record.evidence_date IS NULL THEN 5
        WHEN record.evidence_date >= $as_at - duration('P1Y') THEN 1
        WHEN record.evidence_date >= $as_at - duration('P3Y') THEN 2
        WHEN record.evidence_date >= $as_at - duration('P5Y') THEN 3
        ELSE 4
    END, basis: record.basis, inherited: succeeded
}) AS found
UNWIND found AS one
WITH size(found) AS of, one.band AS band, one.basis AS basis, count(*) AS records,
    count(CASE WHEN one.inherited THEN 1 END) AS inherited
RETURN band, ['up to 1 year', 'over 1, up to 3 years', 'over 3, up to 5 years', 'over 5 years', 'undated'][band - 1] AS age,
    basis, records, inherited, of, 1.0 * records / of AS share
ORDER BY band, basis
LIMIT $row_limit
