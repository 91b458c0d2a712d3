// title = "Partnerships by benefit"
// question = "Which benefits are the active partnerships of each value area tagged with?"
// reading = "A row for each benefit and value area with at least one active record that is tagged with the benefit, and how many active records the value area has. A record may be tagged with several benefits or with none: shares do not add up to one."
// caveats = [
//   "Recorded is not existing: what nobody has recorded is not counted, and the record is fuller for some places and kinds than for others.",
//   "Active counts records that are inherited too: those recorded with a predecessor, to be reconfirmed.",
//   "A record without a tag says nothing of what the partnership brings.",
//   "With a region or a board chosen, records between organisations that are neither trusts nor boards are left out.",
// ]
// version = 1
// empty = "No record of the seed is tagged with a benefit: the column benefits of relationships.csv may be left out."
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
// name = "benefit"
// title = "Benefit"
// type = "text"
//
// [[columns]]
// name = "benefit_name"
// title = "Benefit, name"
// type = "text"
//
// [[columns]]
// name = "value_area"
// title = "Value area"
// type = "text"
//
// [[columns]]
// name = "value_area_name"
// title = "Value area, name"
// type = "text"
//
// [[columns]]
// name = "records"
// title = "Active records with this benefit"
// type = "whole"
// unit = "records"
//
// [[columns]]
// name = "tagged"
// title = "Active records with any benefit"
// type = "whole"
// unit = "records"
//
// [[columns]]
// name = "of"
// title = "Active records"
// type = "whole"
// unit = "records"
//
// [[columns]]
// name = "share"
// title = "Share of the active records"
// type = "share"
//
// [[columns]]
// name = "organisations"
// title = "Trusts and boards that they join"
// type = "whole"
// unit = "organisations"
//
// [chart]
// kind = "heat"
// x = "value_area_name"
// y = "benefit_name"
// series = "records"
// title = "Active records by benefit and value area"
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
WITH record, state, one, other, [one, other] AS concerned
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
WITH record, [end IN concerned WHERE end.type IN ['icb', 'nhs-trust']] AS nhs WHERE state = 'active'
WITH record.value_area AS value_area, collect({id: record.id, benefits: coalesce(record.benefits, []), nhs: nhs}) AS found
WITH value_area, found, COUNT { UNWIND found AS one RETURN DISTINCT one.id } AS of,
    COUNT { UNWIND found AS one WITH one WHERE one.benefits <> [] RETURN DISTINCT one.id } AS tagged
MATCH (benefit:Benefit)
CALL (found, benefit) {
    UNWIND found AS one
    WITH one WHERE benefit.id IN one.benefits
    UNWIND CASE one.nhs WHEN [] THEN [null] ELSE one.nhs END AS end
    RETURN count(DISTINCT one.id) AS records, count(DISTINCT end) AS organisations
}
WITH benefit, value_area, records, tagged, of, organisations WHERE records > 0
MATCH (area:ValueArea {id: value_area})
RETURN benefit.id AS benefit, benefit.name AS benefit_name, value_area, area.name AS value_area_name,
    records, tagged, of, 1.0 * records / of AS share, organisations
ORDER BY benefit, value_area
LIMIT $row_limit
