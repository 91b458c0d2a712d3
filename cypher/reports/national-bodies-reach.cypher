// title = "Reach of national bodies"
// question = "How many trusts and boards does each national body have a recorded partnership with, and where?"
// reading = "A row for each open national body. Partners are all organisations with an active record, not inherited, with it; reached are the trusts and boards among them, out of all that are open, in England and in each NHS region. Value areas are given with the number of records in each. Current records are those whose evidence was read and is dated no more than three years before the day."
// caveats = ["Recorded is not existing: a national body deals with everyone, and nought means no recorded partnership.", "A trust belongs to the region of its board; where that board was not open, to the one where it sits.", "Links that run through a network that both belong to are not counted."]
// version = 1
//
// [[parameters]]
// name = "as_at"
// type = "date"
// default = "today"
// help = "Day that the answer is for."
//
// [[columns]]
// name = "body"
// title = "National body id"
//
// [[columns]]
// name = "body_name"
// title = "National body"
//
// [[columns]]
// name = "type_name"
// title = "Type"
//
// [[columns]]
// name = "partners"
// title = "Partners"
// type = "whole"
// unit = "organisations"
//
// [[columns]]
// name = "reached"
// title = "Trusts and boards reached"
// type = "whole"
// unit = "organisations"
//
// [[columns]]
// name = "nhs_open"
// title = "Trusts and boards open"
// type = "whole"
// unit = "organisations"
//
// [[columns]]
// name = "share"
// title = "Share reached"
// type = "share"
//
// [[columns]]
// name = "by_region"
// title = "Reached by NHS region"
// type = "texts"
//
// [[columns]]
// name = "value_areas"
// title = "Records by value area"
// type = "texts"
//
// [[columns]]
// name = "records"
// title = "Records"
// type = "whole"
// unit = "records"
//
// [[columns]]
// name = "current_records"
// title = "Records on current evidence"
// type = "whole"
// unit = "records"
//
// [chart]
// kind = "bars"
// x = "body_name"
// y = "reached"
// title = "Trusts and boards with a recorded partnership, by national body"
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
// Active records, not inherited, of a national body.
WITH * WHERE state = 'active' AND NOT succeeded
UNWIND [[one, other], [other, one]] AS pair
WITH record, pair[0] AS body, pair[1] AS partner
WITH collect({
    body: body, partner: partner, record: record,
    current: coalesce(record.basis = 'read' AND record.evidence_date >= $as_at - duration({years: 3}), false)
}) AS links
// Open trusts and boards with their NHS region, unknown for some.
CALL () {
    MATCH (ours:Organisation)
    WHERE ours.type IN ['icb', 'nhs-trust']
        AND coalesce(ours.opened, $as_at) <= $as_at AND coalesce(ours.closed, $as_at) >= $as_at
    OPTIONAL MATCH (board:Organisation {id: 'GB-NHS-' + ours.icb})
    WHERE ours.type = 'nhs-trust'
        AND coalesce(board.opened, $as_at) <= $as_at AND coalesce(board.closed, $as_at) >= $as_at
    OPTIONAL MATCH (ours)-[:SITS_IN]->(seat:Place) WHERE ours.type = 'nhs-trust' AND board IS NULL
    OPTIONAL MATCH (covering:Organisation {id: coalesce(board.id, ours.id)})-[:COVERS]->(covered:Place)
    WHERE ours.type = 'icb' OR board IS NOT NULL
    OPTIONAL MATCH (at:Place {code: coalesce(seat.code, covered.code)})-[:WITHIN*0..]->(region:Place {kind: 'nhs-region'})
    WITH DISTINCT ours, region
    WITH region, collect(ours) AS members ORDER BY region.name, region.code
    RETURN collect({name: coalesce(region.name, 'Region not known'), members: members}) AS regions
}
WITH links, regions, reduce(all = [], region IN regions | all + region.members) AS members
CALL (members) {
    UNWIND members AS member
    RETURN collect(DISTINCT member) AS nhs
}
MATCH (body:Organisation)
MATCH (type:OrganisationType {id: body.type})
WHERE coalesce(body.national, type.national)
    AND coalesce(body.opened, $as_at) <= $as_at AND coalesce(body.closed, $as_at) >= $as_at
WITH body, type, regions, nhs, [link IN links WHERE link.body = body] AS links
CALL (links, nhs) {
    UNWIND links AS link
    RETURN collect(DISTINCT link.partner) AS partners, count(DISTINCT link.record) AS records,
        count(DISTINCT CASE WHEN link.current THEN link.record END) AS current_records
}
CALL (links) {
    UNWIND links AS link
    MATCH (value_area:ValueArea {id: link.record.value_area})
    WITH value_area.name AS name, count(DISTINCT link.record) AS records ORDER BY name
    RETURN collect(name + ': ' + records) AS value_areas
}
WITH *, size([one IN nhs WHERE one IN partners]) AS reached
RETURN body.id AS body, body.name AS body_name, type.name AS type_name, size(partners) AS partners,
    reached, size(nhs) AS nhs_open,
    CASE WHEN nhs <> [] THEN toFloat(reached) / size(nhs) END AS share,
    [region IN regions |
        region.name + ': ' + size([one IN region.members WHERE one IN partners]) + ' of ' + size(region.members)
    ] AS by_region,
    value_areas, records, current_records
ORDER BY reached DESC, body_name, body
LIMIT $row_limit
