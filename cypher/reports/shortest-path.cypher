// title = "Shortest path between two organisations"
// question = "How is one organisation reached from another through those that partner each other, in the fewest steps?"
// reading = "A row for each step of one shortest path: of paths with equally few steps the one with the best evidence, then the first by its organisations' ids, as the page and the command for paths give first. A step's cost is 1, and more where its best evidence is undated or older than three years (0.25) or was read by nobody (0.5). No row: no recorded path within the steps allowed, or one of the two is not open on the day."
// caveats = [
//   "Steps are active records between open organisations; inherited, proposed and lapsed ones do not count.",
//   "A national body may be at an end and is never in the middle: everybody deals with it.",
//   "No recorded path is not the same as no way to reach somebody.",
// ]
// version = 1
//
// [[parameters]]
// name = "source"
// type = "organisation"
// help = "Organisation to start from."
//
// [[parameters]]
// name = "target"
// type = "organisation"
// help = "Organisation to reach."
//
// [[parameters]]
// name = "as_at"
// type = "date"
// default = "today"
// help = "Day that the answer is for."
//
// [[parameters]]
// name = "max_hops"
// type = "whole"
// default = 6
// minimum = 1
// maximum = 10
// help = "Most steps, from 1 to 10."
//
// [[columns]]
// name = "step"
// title = "Step"
// type = "whole"
//
// [[columns]]
// name = "from"
// title = "From"
// type = "text"
//
// [[columns]]
// name = "from_name"
// title = "From, name"
// type = "text"
//
// [[columns]]
// name = "to"
// title = "To"
// type = "text"
//
// [[columns]]
// name = "to_name"
// title = "To, name"
// type = "text"
//
// [[columns]]
// name = "records"
// title = "Records"
// type = "texts"
//
// [[columns]]
// name = "value_areas"
// title = "Value areas"
// type = "texts"
//
// [[columns]]
// name = "cost"
// title = "Cost of the step"
// type = "number"
//
// [example]
// source = "GB-NHS-RR8"
// target = "GB-UKPRN-10005790"
// as_at = "2026-11-24"

OPTIONAL MATCH (type:OrganisationType {national: true})
WITH collect(type.id) AS national_types
MATCH (source:Organisation {id: $source})
MATCH (target:Organisation {id: $target})
WHERE source <> target
// The length of a pattern takes no parameter. Conditions on all records and all organisations are looked at while
// searching; one on the length would make Neo4j look at every path there is, so it stands after the search.
MATCH path = allShortestPaths((source)-[:PARTNERS_WITH*..10]-(target))
WHERE all(record IN relationships(path) WHERE
        coalesce(record.since, record.evidence_date, $as_at) <= $as_at
        AND coalesce(record.until, $as_at) >= $as_at
        AND record.status <> 'proposed'
        AND (record.status <> 'lapsed' OR record.until IS NOT NULL OR record.evidence_date > $as_at))
    AND all(one IN nodes(path) WHERE
        coalesce(one.opened, $as_at) <= $as_at AND coalesce(one.closed, $as_at) >= $as_at
        AND (one = source OR one = target OR NOT coalesce(one.national, one.type IN national_types)))
WITH path, nodes(path) AS along, reduce(cost = 0.0, record IN relationships(path) | cost + 1
        + CASE WHEN record.evidence_date >= $as_at - duration('P3Y') THEN 0 ELSE 0.25 END
        + CASE record.basis WHEN 'read' THEN 0 ELSE 0.5 END) AS cost
WHERE length(path) <= $max_hops
WITH along, cost ORDER BY cost, [one IN along | one.id] LIMIT 1
UNWIND range(1, size(along) - 1) AS step
WITH step, along[step - 1] AS a, along[step] AS b
// All records of the step, as above.
MATCH (a)-[record:PARTNERS_WITH]-(b)
WHERE coalesce(record.since, record.evidence_date, $as_at) <= $as_at
    AND coalesce(record.until, $as_at) >= $as_at
    AND record.status <> 'proposed'
    AND (record.status <> 'lapsed' OR record.until IS NOT NULL OR record.evidence_date > $as_at)
WITH step, a, b, record ORDER BY record.id
WITH step, a, b, collect(record.id) AS records, collect(DISTINCT record.value_area) AS areas, min(1
    + CASE WHEN record.evidence_date >= $as_at - duration('P3Y') THEN 0 ELSE 0.25 END
    + CASE record.basis WHEN 'read' THEN 0 ELSE 0.5 END) AS cost
RETURN step, a.id AS `from`, a.name AS from_name, b.id AS `to`, b.name AS to_name, records,
    COLLECT { UNWIND areas AS area RETURN area ORDER BY area } AS value_areas, toFloat(cost) AS cost
ORDER BY step
LIMIT $row_limit
