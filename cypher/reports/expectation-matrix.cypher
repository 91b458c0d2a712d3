// title = "Expectations of one organisation"
// question = "Which partners does the guidance expect of this trust or board, and what is recorded of each?"
// reading = "A row for each value area and partner type that is expected of the organisation, or switched off for it, on the day: the state, the reason, and the rule with the document and passage that it comes from."
// caveats = [
//     "Recorded is not existing: nobody may have asked, or nobody may have published it.",
//     "Evidence is current when somebody read it and it is dated no more than three years before the day.",
//     "Public health teams are reached through the council that hosts them; such cells are via-host, and are not counted as recorded.",
//     "Only trusts and boards that are open on the day have rows.",
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
// name = "org"
// type = "nhs-organisation"
// help = "Id of a trust or board."
//
// [[columns]]
// name = "value_area"
// title = "Value area id"
// type = "text"
//
// [[columns]]
// name = "value_area_name"
// title = "Value area"
// type = "text"
//
// [[columns]]
// name = "partner_type"
// title = "Partner type id"
// type = "text"
//
// [[columns]]
// name = "partner_type_name"
// title = "Partner type"
// type = "text"
//
// [[columns]]
// name = "state"
// title = "State"
// type = "text"
//
// [[columns]]
// name = "evidence"
// title = "Evidence of a recorded cell"
// type = "text"
//
// [[columns]]
// name = "reason"
// title = "Reason"
// type = "text"
//
// [[columns]]
// name = "rule"
// title = "Rule"
// type = "text"
//
// [[columns]]
// name = "rule_version"
// title = "Version of the rule"
// type = "whole"
//
// [[columns]]
// name = "document"
// title = "Document"
// type = "text"
//
// [[columns]]
// name = "passage"
// title = "Passage"
// type = "text"
//
// [[columns]]
// name = "records"
// title = "Records behind the state"
// type = "texts"
//
// [[columns]]
// name = "reviewed_on"
// title = "Last asked on"
// type = "date"
//
// [example]
// as_at = "2026-11-24"
// org = "GB-NHS-RR8"

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
WITH collect([record, state, succeeded, one, other]) AS counted
WITH counted, '' AS in_region, '' AS of_board, $org AS of_organisation, '' AS in_value_area
// Cells at $as_at, of the organisations and the value area that the line above names ('' for all).
CALL (counted) {
    // Each record from both of its ends, where that is a trust, a board or a network.
    UNWIND counted AS row
    UNWIND [[row[3], row[4]], [row[4], row[3]]] AS pair
    WITH row, pair[0] AS end, pair[1] AS partner
    MATCH (own:OrganisationType {id: end.type})
    WHERE end.type IN ['nhs-trust', 'icb'] OR own.side = 'convenor'
    WITH end, own, collect({
        record: row[0], state: CASE WHEN row[1] = 'active' AND row[2] THEN 'inherited' ELSE row[1] END, partner: partner
    }) AS sides
    RETURN collect({end: end, joins: own.side = 'convenor', sides: sides}) AS ends
}
CALL (ends) {
    // Whom each network joins in a value area: its own active records.
    UNWIND [one IN ends WHERE one.joins] AS one
    UNWIND [side IN one.sides WHERE side.state = 'active'] AS side
    WITH one.end AS network, side.record AS record, side.partner AS partner
    MATCH (type:OrganisationType {id: partner.type})
    WHERE NOT coalesce(partner.national, type.national)
    WITH network, record.value_area AS value_area,
        collect({id: record.id, end: network, partner: partner, type: type.id}) AS joined
    RETURN collect({network: network, value_area: value_area, joined: joined}) AS networks
}
CALL (in_value_area) {
    // The rules valid on the day, of each the highest version.
    MATCH (area:ValueArea)-[rule:EXPECTS]->(kind:PartnerType)
    WHERE coalesce(rule.valid_from, $as_at) <= $as_at AND coalesce(rule.valid_to, $as_at) >= $as_at
    WITH area, rule, kind ORDER BY rule.version DESC
    WITH rule.rule AS id, in_value_area, collect([area, rule, kind])[0] AS newest
    WITH newest[0] AS area, newest[1] AS rule, newest[2] AS kind, in_value_area
    WHERE in_value_area IN ['', area.id]
    OPTIONAL MATCH (:Place {code: rule.applies_to})<-[:WITHIN*0..]-(district:Place {kind: 'local-authority-district'})
    WITH area, rule, kind, collect(DISTINCT district.code) AS districts
    OPTIONAL MATCH (collection:Collection {partner_type: kind.id})
    RETURN collect({
        id: rule.rule, version: rule.version, expected: rule.effect = 'expected', covering: rule.scope = 'covering',
        rule: rule, area: area, kind: kind, districts: districts, applies_to: coalesce(rule.applies_to, ''),
        accepted: [(kind)-[:ACCEPTS]->(type:OrganisationType) | type.id],
        collected: coalesce(collection.partnerships, '') <> 'none'
    }) AS rules
}
MATCH (organisation:Organisation)
WHERE organisation.type IN ['nhs-trust', 'icb'] AND of_organisation IN ['', organisation.id]
    AND coalesce(organisation.opened, $as_at) <= $as_at AND coalesce(organisation.closed, $as_at) >= $as_at
// A board is its own; that of a trust counts when it is open.
OPTIONAL MATCH (board:Organisation {
    id: CASE organisation.type WHEN 'icb' THEN organisation.id ELSE 'GB-NHS-' + organisation.icb END
})
WHERE coalesce(board.opened, $as_at) <= $as_at AND coalesce(board.closed, $as_at) >= $as_at
WITH ends, networks, rules, organisation, board, in_region
WHERE of_board IN ['', board.id]
CALL (organisation, board) {
    // NHS regions: those of its board, else those of its own district.
    OPTIONAL MATCH (board)-[:COVERS]->(covered:Place)
    OPTIONAL MATCH (organisation)-[:SITS_IN]->(sits:Place)
    WITH CASE WHEN board IS NULL THEN sits ELSE covered END AS place
    MATCH (place)-[:WITHIN*0..]->(region:Place {kind: 'nhs-region'})
    WITH DISTINCT region ORDER BY region.code
    RETURN collect(region) AS regions
}
WITH ends, networks, rules, organisation, board, regions, in_region
WHERE in_region = '' OR any(region IN regions WHERE region.code = in_region)
CALL (organisation, ends, networks) {
    // Its records, with what a cell asks about the partner. They are made for one organisation after the other:
    // for all at once they would need more memory than the rest together.
    UNWIND head([one IN ends WHERE one.end = organisation | one.sides]) AS side
    WITH organisation, networks, side.record AS record, side.state AS state, side.partner AS partner
    MATCH (type:OrganisationType {id: partner.type})
    WITH organisation, networks, record, state, partner, type, coalesce(partner.national, type.national) AS national
    WITH organisation, {
        id: record.id, end: organisation, partner: partner, type: type.id, value_area: record.value_area, state: state,
        // A national body fills a cell only where its organisation type is national.
        fills: NOT national OR type.national,
        hosted: [(partner)<-[:HOSTED_BY]-(one:Organisation)
            WHERE coalesce(one.opened, $as_at) <= $as_at AND coalesce(one.closed, $as_at) >= $as_at | one],
        quality: CASE
            WHEN record.evidence_date IS NULL THEN 'undated'
            WHEN record.basis = 'read' AND record.evidence_date >= $as_at - duration({years: 3}) THEN 'current'
            ELSE 'old'
        END
    } AS link, CASE WHEN type.side = 'convenor' AND state = 'active' THEN head([
        one IN networks WHERE one.network = partner AND one.value_area = record.value_area | one.joined
    ]) END AS joined
    RETURN collect({
        link: link, members: [other IN coalesce(joined, []) WHERE other.partner <> organisation]
    }) AS own
}
WITH rules, organisation, board, regions, own
CALL (organisation, board) {
    // Its area: the districts under what it covers; else its own district and its board's area.
    OPTIONAL MATCH (organisation)-[:COVERS]->(covered:Place)
    OPTIONAL MATCH (organisation)-[:SITS_IN]->(sits:Place)
    OPTIONAL MATCH (board)-[:COVERS]->(around:Place)
    OPTIONAL MATCH (board)-[:SITS_IN]->(near:Place)
    UNWIND CASE WHEN covered IS NULL THEN [sits, coalesce(around, near)] ELSE [covered] END AS place
    MATCH (place)<-[:WITHIN*0..]-(district:Place {kind: 'local-authority-district'})
    RETURN collect(DISTINCT district) AS districts
}
CALL (organisation, districts) {
    // The types of those who cover or sit in any part of its area.
    UNWIND districts AS district
    MATCH (district)-[:WITHIN*0..]->(place:Place)
    WITH DISTINCT organisation, place
    MATCH (place)<-[:COVERS|SITS_IN]-(one:Organisation)
    WHERE one <> organisation
        AND coalesce(one.opened, $as_at) <= $as_at AND coalesce(one.closed, $as_at) >= $as_at
    RETURN collect(DISTINCT one.type) AS types_here
}
CALL (organisation, districts, rules) {
    // The rule that decides each cell: for the organisation, then for the smallest place, then for everyone.
    WITH organisation, rules, [district IN districts | district.code] AS codes
    UNWIND rules AS rule
    WITH rule, CASE
        WHEN rule.applies_to = '' THEN [3, 0, rule.id]
        WHEN rule.applies_to = organisation.id THEN [1, 0, rule.id]
        WHEN any(code IN rule.districts WHERE code IN codes) THEN [2, size(rule.districts), rule.id]
    END AS rank
    WHERE rank IS NOT NULL
    WITH rule ORDER BY rank[0], rank[1], rank[2]
    WITH rule.area AS area, rule.kind AS kind, collect(rule)[0] AS rule
    RETURN area, kind, rule
}
WITH organisation, board, regions, districts, types_here, area, kind, rule,
    [one IN own WHERE one.link.value_area = area.id | one.link] AS links,
    [one IN own WHERE one.link.value_area = area.id AND one.link.fills AND one.link.type IN rule.accepted | one.link]
        AS filling,
    [one IN own WHERE one.link.value_area = area.id AND one.members <> [] |
        one {.link, members: [other IN one.members WHERE other.type IN rule.accepted]}] AS networks
WITH organisation, board, regions, districts, types_here, area, kind, rule,
    COLLECT {
        MATCH (review:Review {organisation: organisation.id, value_area: area.id, partner_type: kind.id})
        WHERE review.asked_on <= $as_at
        RETURN review ORDER BY review.asked_on DESC LIMIT 1
    }[0] AS review,
    // The first state that records give, with the records behind it.
    head([found IN [
        ['recorded', [link IN filling WHERE link.state = 'active']],
        ['inherited', [link IN filling WHERE link.state = 'inherited']],
        ['shared-network', reduce(found = [], one IN networks |
            found + CASE WHEN size(one.members) > 0 THEN [one.link] + one.members ELSE [] END)],
        ['via-host', [link IN links WHERE link.state = 'active'
            AND any(one IN link.hosted WHERE one.type IN rule.accepted AND one <> organisation)]],
        ['proposed', [link IN filling WHERE link.state = 'proposed']],
        ['lapsed', [link IN filling WHERE link.state = 'lapsed']]
    ] WHERE size(found[1]) > 0]) AS found
WITH organisation, board, regions, area, kind, rule, review, coalesce(found[1], []) AS behind,
    CASE
        WHEN found IS NOT NULL THEN found[0]
        WHEN NOT rule.expected THEN 'not-applicable'
        WHEN rule.covering AND size(districts) > 0 AND none(type IN types_here WHERE type IN rule.accepted)
            THEN 'not-applicable'
        WHEN review.answer = 'none' THEN 'confirmed-none'
        WHEN NOT rule.collected THEN 'not-collected'
        ELSE 'unrecorded'
    END AS state
CALL (behind) {
    // Sorted first: told apart first, each would be kept beside all of them.
    UNWIND behind AS link
    WITH link.id AS id ORDER BY id
    RETURN collect(DISTINCT id) AS records
}
WITH organisation, board, regions, area, kind, rule, review, state, behind, records,
    CASE WHEN state = 'recorded' THEN head([quality IN ['current', 'old', 'undated']
        WHERE any(link IN behind WHERE link.quality = quality)]) END AS evidence
// Gathered by cell, so that each row lets go of all that made it: sorting would keep it for every row.
WITH organisation, area, kind, head(collect({
    board: board, regions: regions, rule: rule.rule, review: review, state: state, behind: behind, records: records,
    evidence: evidence, counts: rule.collected AND state <> 'not-applicable'
})) AS cell
WITH organisation, area, kind, cell.board AS board, cell.regions AS regions, cell.rule AS rule, cell.review AS review,
    cell.state AS state, cell.evidence AS evidence, cell.behind AS behind, cell.records AS records,
    cell.counts AS counts
// -- end of: cells. organisation; board: null when none is known; area, kind: value area and partner type; rule: the
// -- one that decides; review: the newest; evidence: of recorded cells; behind: the records of the state; records:
// -- their ids; counts: coverage counts the cell, for it is applicable and its partner type has been collected.
// The reason for the state, in one sentence; it never says more than what is recorded.
CALL (organisation, behind) {
    UNWIND behind AS link
    WITH link.end = organisation AS own, link.partner.name AS name ORDER BY name
    RETURN collect(DISTINCT CASE WHEN own THEN name END) AS partners,
        collect(DISTINCT CASE WHEN NOT own THEN name END) AS members
}
WITH *,
    'no recorded partnership with this partner type (' + kind.name + ') in ' + toLower(area.name) AS none_recorded
WITH *, reduce(text = '', name IN partners | text + CASE text WHEN '' THEN '' ELSE ', ' END + name) AS with_whom,
    reduce(text = '', name IN members | text + CASE text WHEN '' THEN '' ELSE ', ' END + name) AS joined
WITH *, CASE state
    WHEN 'recorded' THEN 'Recorded with ' + with_whom + '.'
    WHEN 'inherited' THEN 'Recorded with ' + with_whom + ' through a predecessor; to be reconfirmed.'
    WHEN 'shared-network' THEN 'In the same network (' + with_whom + ') as ' + joined + '; ' + none_recorded + '.'
    WHEN 'via-host' THEN 'Recorded with ' + with_whom + ', host of this partner type (' + kind.name + ').'
    WHEN 'proposed' THEN 'Proposed with ' + with_whom + '; ' + none_recorded + ' is active.'
    WHEN 'lapsed' THEN 'Lapsed with ' + with_whom + '; ' + none_recorded + ' is active.'
    WHEN 'not-applicable' THEN CASE rule.effect
        WHEN 'not-expected' THEN 'Not expected here by rule ' + rule.rule + coalesce(': ' + rule.note, '') + '.'
        ELSE 'No open organisation of this partner type (' + kind.name + ') covers or sits in any part of its area.'
    END
    WHEN 'confirmed-none' THEN
        'Somebody asked on ' + toString(review.asked_on) + ', and the answer was none; ' + none_recorded + '.'
    WHEN 'not-collected' THEN 'Partnerships with this partner type (' + kind.name + ') have not been collected.'
    ELSE 'N' + substring(none_recorded, 1) + '.'
END AS reason
// -- end of: reason.
RETURN area.id AS value_area, area.name AS value_area_name, kind.id AS partner_type, kind.name AS partner_type_name,
    state, evidence, reason, rule.rule AS rule, rule.version AS rule_version, rule.document AS document,
    rule.passage AS passage, records, review.asked_on AS reviewed_on
ORDER BY value_area, partner_type
LIMIT $row_limit
