// title = "Changes between two dates"
// question = "What changed in the record of partnerships after one day and up to another, and what only became known?"
// reading = "A row for each thing, part by part and newest first. Changed: a partnership began, is planned (proposed) or ended, or somebody was asked. Reorganised: an organisation opened or closed, or its life or functions passed to another (followed). Became known: a record was first recorded in that time though the partnership is older, or nobody knows when it began. Beginnings count by the first day of their date; what ended or closed by the last."
// caveats = [
//   "The first load of a record makes everything in it known on its day: became-known rows of that day are no news of partnerships.",
//   "When a record was first recorded is kept by the database that holds it, and differs between databases that were loaded at different times.",
//   "A record that has lapsed nobody knows when is not told as ended.",
//   "With a region or a board chosen, what concerns none of its trusts and boards is left out; a record counts for them when it was recorded with a predecessor.",
// ]
// version = 1
//
// [[parameters]]
// name = "since"
// type = "date"
// default = "today-1y"
// help = "Day before the first that is looked at."
//
// [[parameters]]
// name = "as_at"
// type = "date"
// default = "today"
// help = "Last day that is looked at."
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
// name = "part"
// title = "Part"
// type = "text"
//
// [[columns]]
// name = "what"
// title = "What happened"
// type = "text"
//
// [[columns]]
// name = "day"
// title = "Day by which it counts"
// type = "date"
//
// [[columns]]
// name = "recorded_day"
// title = "Date as recorded"
// type = "text"
//
// [[columns]]
// name = "organisations"
// title = "Organisations"
// type = "texts"
//
// [[columns]]
// name = "names"
// title = "Organisations, names"
// type = "texts"
//
// [[columns]]
// name = "heirs"
// title = "Heirs for whom it counts"
// type = "texts"
//
// [[columns]]
// name = "record"
// title = "Record"
// type = "text"
//
// [[columns]]
// name = "value_area"
// title = "Value area"
// type = "text"
//
// [[columns]]
// name = "detail"
// title = "Detail"
// type = "text"
//
// [example]
// since = "2025-11-24"
// as_at = "2026-11-24"

CALL () {
    CALL () {
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
        RETURN record, [one, other] AS pair
        UNION ALL
        // And those that count for nobody on the day.
        MATCH (:Organisation)-[record:PARTNERS_WITH]->(:Organisation)
        RETURN record, [] AS pair
    }
    WITH record, startNode(record) AS source, endNode(record) AS target,
        reduce(ends = [], pair IN collect(pair) | ends + pair) AS ends
    UNWIND [
        ['changed', CASE record.status WHEN 'proposed' THEN 'proposed' ELSE 'began' END, record.since, record.since_text],
        ['changed', 'ended', record.until, record.until_text],
        // Older than the span, or nobody knows when it began; and it counts for somebody on the day.
        ['became-known', 'first-recorded', CASE WHEN ends <> [] AND coalesce(record.since, $since) <= $since
            THEN record.first_recorded_on END, toString(record.first_recorded_on)]
    ] AS told
    WITH told, record, source, target, ends WHERE $since < told[2] <= $as_at
    RETURN told[0] AS part, told[1] AS what, told[2] AS day, told[3] AS recorded_day,
        [source, target] AS named, ends, record.id AS record, record.value_area AS value_area, record.kind AS detail
    UNION ALL
    MATCH (one:Organisation)
    UNWIND [['opened', one.opened, one.opened_text], ['closed', one.closed, one.closed_text]] AS told
    WITH told, one WHERE $since < told[1] <= $as_at
    RETURN 'reorganised' AS part, told[0] AS what, told[1] AS day, told[2] AS recorded_day, [one] AS named, [] AS ends,
        null AS record, null AS value_area, one.type AS detail
    UNION ALL
    MATCH (predecessor:Organisation)-[passed:SUCCEEDED_BY]->(successor:Organisation)
    WHERE $since < passed.date <= $as_at
    RETURN 'reorganised' AS part, 'followed' AS what, passed.date AS day, passed.date_text AS recorded_day,
        [successor, predecessor] AS named, [] AS ends, null AS record, null AS value_area,
        passed.kind + '; ' + passed.basis AS detail
    UNION ALL
    MATCH (review:Review) WHERE $since < review.asked_on <= $as_at
    MATCH (one:Organisation {id: review.organisation})
    MATCH (partner:PartnerType {id: review.partner_type})
    RETURN 'changed' AS part, 'asked' AS what, review.asked_on AS day, toString(review.asked_on) AS recorded_day,
        [one] AS named, [] AS ends, null AS record, review.value_area AS value_area,
        partner.name + ': the answer was ' + review.answer AS detail
}
WITH part, what, day, recorded_day, named, ends, record, value_area, detail, named + ends AS concerned
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
RETURN part, what, day, recorded_day, [one IN named | one.id] AS organisations, [one IN named | one.name] AS names,
    COLLECT { UNWIND ends AS heir WITH DISTINCT heir WHERE NOT heir IN named RETURN heir.id ORDER BY heir.id } AS heirs,
    coalesce(record, '') AS record, coalesce(value_area, '') AS value_area, detail
ORDER BY CASE part WHEN 'changed' THEN 1 WHEN 'reorganised' THEN 2 ELSE 3 END, day DESC, what, organisations, record, value_area, detail
LIMIT $row_limit
