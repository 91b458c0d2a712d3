// title = "Organisations that many depend on"
// question = "Which organisations are the only partner recorded for trusts and boards, and for how many of them?"
// reading = "A row for each organisation that is, in at least one value area, the only organisation of any kind that a trust or a board has an active record with. Depending counts those trusts and boards; sole places counts them once for each such value area; share is depending of all trusts and boards that it partners. Much rests on the first rows: were the partnership to end, nobody else would be recorded there."
// caveats = [
//   "Recorded is not existing: what nobody has recorded is not counted, and the record is fuller for some places and kinds than for others.",
//   "Inherited, proposed and lapsed records do not count, neither for the organisation nor as an alternative to it.",
//   "National bodies have no row, since everybody deals with them; where one is recorded too, the other partner is not the only one.",
//   "The only partner recorded need not be the only partner: many trusts have few records.",
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
// help = "Only trusts and boards of this NHS region as those who depend."
//
// [[parameters]]
// name = "icb"
// type = "icb"
// default = ""
// help = "Only this board and its trusts as those who depend."
//
// [[parameters]]
// name = "organisation_type"
// type = "organisation-type"
// default = ""
// help = "Only organisations of this type, such as university."
//
// [[columns]]
// name = "organisation"
// title = "Organisation"
// type = "text"
//
// [[columns]]
// name = "organisation_name"
// title = "Organisation, name"
// type = "text"
//
// [[columns]]
// name = "organisation_type"
// title = "Type"
// type = "text"
//
// [[columns]]
// name = "depending"
// title = "Trusts and boards with no other partner recorded in a value area"
// type = "whole"
// unit = "organisations"
//
// [[columns]]
// name = "sole_places"
// title = "Trust or board and value area with no other partner recorded"
// type = "whole"
// unit = "cells"
//
// [[columns]]
// name = "nhs_partners"
// title = "Trusts and boards that it partners"
// type = "whole"
// unit = "organisations"
//
// [[columns]]
// name = "share"
// title = "Share depending"
// type = "share"
//
// [[columns]]
// name = "partners"
// title = "All its partners"
// type = "whole"
// unit = "organisations"
//
// [[columns]]
// name = "value_areas"
// title = "Value areas where it is the only one"
// type = "texts"
//
// [[columns]]
// name = "who"
// title = "Who depends"
// type = "texts"
//
// [chart]
// kind = "bars"
// x = "organisation_name"
// y = "depending"
// title = "Trusts and boards with no other partner recorded in a value area"
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
WITH DISTINCT record.value_area AS area, one, other, state, succeeded WHERE state = 'active' AND NOT succeeded
UNWIND [[one, other], [other, one]] AS pair
WITH pair[0] AS one, pair[1] AS partner, area
WITH one, area, collect(partner) AS partners
UNWIND partners AS partner
// Where it is the only partner of the other; and how many partners it has, whoever is chosen below.
WITH partner, one, collect(CASE WHEN size(partners) = 1 THEN area END) AS sole
WITH partner, collect([one, sole]) AS known
UNWIND known AS each
WITH partner, size(known) AS partners, each[0] AS one, each[1] AS sole
WITH *, [one] AS concerned
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
WITH * WHERE one.type IN ['icb', 'nhs-trust']
WITH partner, partners, count(*) AS nhs_partners, collect(CASE WHEN sole <> [] THEN [one, sole] END) AS depending
WHERE depending <> [] AND ($organisation_type = '' OR partner.type = $organisation_type)
MATCH (type:OrganisationType {id: partner.type})
WHERE NOT coalesce(partner.national, type.national)
CALL (depending) {
    UNWIND depending AS one
    UNWIND one[1] AS area
    WITH one[0].id AS who, area ORDER BY who, area
    RETURN count(*) AS sole_places, collect(DISTINCT who) AS who, collect(DISTINCT area) AS areas
}
RETURN partner.id AS organisation, partner.name AS organisation_name, partner.type AS organisation_type,
    size(who) AS depending, sole_places, nhs_partners, 1.0 * size(who) / nhs_partners AS share, partners,
    COLLECT { UNWIND areas AS area RETURN area ORDER BY area } AS value_areas, who
ORDER BY depending DESC, sole_places DESC, organisation
LIMIT $row_limit
