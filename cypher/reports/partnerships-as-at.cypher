// title = "Partnerships as at a date"
// question = "Which partnerships were recorded on a day, between whom, in which state, and what supports each?"
// reading = "A row for each record and each pair of open organisations that it counts for. Active is as recorded; inherited was recorded with a predecessor of one of the two and is to be reconfirmed; proposed has not begun; lapsed has ended. Current means that somebody has read the evidence and that it is dated no more than three years before the day."
// caveats = [
//   "Recorded is not existing: what nobody has recorded is not counted, and the record is fuller for some places and kinds than for others.",
//   "A record whose organisations have closed without an heir of the same type counts for nobody and has no row.",
//   "After a split a record can count for several pairs: count records by their ids.",
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
// [[parameters]]
// name = "org"
// type = "organisation"
// default = ""
// help = "Only what is recorded of this organisation."
//
// [[parameters]]
// name = "value_area"
// type = "value-area"
// default = ""
// help = "Only this value area."
//
// [[parameters]]
// name = "state"
// type = "choice"
// default = "all"
// choices = ["all", "active", "inherited", "proposed", "lapsed"]
// help = "Only records in this state."
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
// name = "value_area_name"
// title = "Value area, name"
// type = "text"
//
// [[columns]]
// name = "kind"
// title = "Kind"
// type = "text"
//
// [[columns]]
// name = "state"
// title = "State"
// type = "text"
//
// [[columns]]
// name = "since"
// title = "Since"
// type = "text"
//
// [[columns]]
// name = "until"
// title = "Until"
// type = "text"
//
// [[columns]]
// name = "one"
// title = "Organisation"
// type = "text"
//
// [[columns]]
// name = "one_name"
// title = "Organisation, name"
// type = "text"
//
// [[columns]]
// name = "one_type"
// title = "Organisation, type"
// type = "text"
//
// [[columns]]
// name = "other"
// title = "Other organisation"
// type = "text"
//
// [[columns]]
// name = "other_name"
// title = "Other organisation, name"
// type = "text"
//
// [[columns]]
// name = "other_type"
// title = "Other organisation, type"
// type = "text"
//
// [[columns]]
// name = "recorded_with"
// title = "Recorded with"
// type = "texts"
//
// [[columns]]
// name = "national_end"
// title = "Has a national body at an end"
// type = "truth"
//
// [[columns]]
// name = "evidence_title"
// title = "Evidence"
// type = "text"
//
// [[columns]]
// name = "evidence_address"
// title = "Address of the evidence"
// type = "text"
//
// [[columns]]
// name = "evidence_date"
// title = "Date of the evidence"
// type = "text"
//
// [[columns]]
// name = "basis"
// title = "How it was seen"
// type = "text"
//
// [[columns]]
// name = "current"
// title = "Evidence is current"
// type = "truth"
//
// [[columns]]
// name = "age"
// title = "Age of the evidence"
// type = "number"
// unit = "years"
//
// [[columns]]
// name = "summary"
// title = "Summary"
// type = "text"
//
// [example]
// as_at = "2026-11-24"
// icb = "GB-NHS-QWO"

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
WITH record, one, other, [one, other] AS concerned,
    CASE WHEN state = 'active' AND succeeded THEN 'inherited' ELSE state END AS state
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
WITH * WHERE ($org = '' OR one.id = $org OR other.id = $org)
    AND ($value_area = '' OR record.value_area = $value_area)
    AND ($state = 'all' OR state = $state)
MATCH (area:ValueArea {id: record.value_area})
MATCH (evidence:Evidence {id: record.evidence})
MATCH (one_type:OrganisationType {id: one.type})
MATCH (other_type:OrganisationType {id: other.type})
RETURN record.id AS record, area.id AS value_area, area.name AS value_area_name, record.kind AS kind, state,
    record.since_text AS since, record.until_text AS until,
    one.id AS one, one.name AS one_name, one.type AS one_type,
    other.id AS other, other.name AS other_name, other.type AS other_type,
    // Whom the record itself names, where that is not these two.
    [end IN [startNode(record), endNode(record)] WHERE NOT end IN [one, other] | end.id] AS recorded_with,
    coalesce(one.national, one_type.national) OR coalesce(other.national, other_type.national) AS national_end,
    evidence.title AS evidence_title, evidence.address AS evidence_address,
    record.evidence_date_text AS evidence_date, record.basis AS basis,
    record.basis = 'read' AND coalesce(record.evidence_date >= $as_at - duration('P3Y'), false) AS current,
    // Evidence of after the day is not old.
    round(CASE WHEN record.evidence_date > $as_at THEN 0.0
        ELSE duration.inDays(record.evidence_date, $as_at).days / 365.25 END, 1) AS age,
    record.summary AS summary
ORDER BY record, one, other
LIMIT $row_limit
