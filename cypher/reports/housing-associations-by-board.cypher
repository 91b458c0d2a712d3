// title = "Housing associations by board"
// question = "How many housing associations does each board, or one of its trusts, have a recorded partnership with, out of those that work in its area?"
// reading = "A row for each open board. In the area are the open housing associations that cover or sit in any of the board's districts; the share says how many of those are partners. Partners are all housing associations with an active record, not inherited, with the board or with one of its open trusts, wherever they work. Value areas are given with the number of records in each."
// caveats = ["Recorded is not existing: nought means no recorded partnership.", "Where a housing association works is unknown for most: those are in no area's number, and partners among them are counted apart.", "A board whose area is unknown on the day has no number for its area, nor a share.", "Links that run through a network that both belong to are not counted."]
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
// help = "Only boards of this NHS region; all of England when empty."
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
// name = "in_area"
// title = "In the area"
// type = "whole"
// unit = "organisations"
//
// [[columns]]
// name = "in_area_partners"
// title = "Partners in the area"
// type = "whole"
// unit = "organisations"
//
// [[columns]]
// name = "share"
// title = "Share of those in the area"
// type = "share"
//
// [[columns]]
// name = "partners"
// title = "Partners"
// type = "whole"
// unit = "organisations"
//
// [[columns]]
// name = "partners_unplaced"
// title = "Partners whose place is unknown"
// type = "whole"
// unit = "organisations"
//
// [[columns]]
// name = "records"
// title = "Records"
// type = "whole"
// unit = "records"
//
// [[columns]]
// name = "value_areas"
// title = "Records by value area"
// type = "texts"
//
// [chart]
// kind = "bars"
// x = "board_name"
// y = "partners"
// title = "Housing associations that are recorded partners"
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
// Active records, not inherited, of a trust or a board.
WITH * WHERE state = 'active' AND NOT succeeded
UNWIND [[one, other], [other, one]] AS pair
WITH record, pair[0] AS ours, pair[1] AS partner
WHERE ours.type IN ['icb', 'nhs-trust']
WITH collect({ours: ours, partner: partner, record: record}) AS links
// Open organisations of the partner type; a national one counts only where its whole type is national.
CALL () {
    MATCH (:PartnerType {id: 'housing-association'})-[:ACCEPTS]->(type:OrganisationType)
    MATCH (organisation:Organisation {type: type.id})
    WHERE coalesce(organisation.opened, $as_at) <= $as_at AND coalesce(organisation.closed, $as_at) >= $as_at
        AND (type.national OR NOT coalesce(organisation.national, false))
    RETURN collect(organisation) AS accepted
}
WITH accepted, [link IN links WHERE link.partner IN accepted] AS links
MATCH (board:Organisation {type: 'icb'})
WHERE coalesce(board.opened, $as_at) <= $as_at AND coalesce(board.closed, $as_at) >= $as_at
    AND ($region = ''
        OR EXISTS { (board)-[:COVERS]->(:Place)-[:WITHIN*0..]->(:Place {code: $region, kind: 'nhs-region'}) })
CALL (board) {
    MATCH (trust:Organisation {type: 'nhs-trust'})
    WHERE 'GB-NHS-' + trust.icb = board.id
    RETURN collect(trust) AS trusts
}
// The board's districts: what it covers, else where it sits.
CALL (board) {
    MATCH (board)-[at:COVERS|SITS_IN]->(:Place)<-[:WITHIN*0..]-(district:Place {kind: 'local-authority-district'})
    WHERE type(at) = 'COVERS' OR NOT EXISTS { (board)-[:COVERS]->(:Place) }
    RETURN collect(DISTINCT district) AS area
}
CALL (area, accepted) {
    UNWIND area AS district
    MATCH (district)-[:WITHIN*0..]->(:Place)<-[:SITS_IN|COVERS]-(organisation:Organisation)
    WITH DISTINCT organisation, accepted
    WHERE organisation IN accepted
    RETURN collect(organisation) AS near
}
WITH board, area, near, [link IN links WHERE link.ours = board OR link.ours IN trusts] AS links
CALL (links) {
    UNWIND links AS link
    RETURN collect(DISTINCT link.partner) AS partners, count(DISTINCT link.record) AS records
}
CALL (links) {
    UNWIND links AS link
    MATCH (value_area:ValueArea {id: link.record.value_area})
    WITH value_area.name AS name, count(DISTINCT link.record) AS records ORDER BY name
    RETURN collect(name + ': ' + records) AS value_areas
}
WITH board, area, near, size([one IN near WHERE one IN partners]) AS in_area_partners, partners, records, value_areas
RETURN board.id AS board, board.name AS board_name,
    CASE WHEN area <> [] THEN size(near) END AS in_area,
    CASE WHEN area <> [] THEN in_area_partners END AS in_area_partners,
    CASE WHEN near <> [] THEN toFloat(in_area_partners) / size(near) END AS share,
    size(partners) AS partners,
    size([one IN partners WHERE NOT EXISTS {
        (one)-[:SITS_IN|COVERS]->(:Place)<-[:WITHIN*0..]-(:Place {kind: 'local-authority-district'})
    }]) AS partners_unplaced,
    records, value_areas
ORDER BY board_name, board
LIMIT $row_limit
