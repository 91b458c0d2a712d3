// title = "Lapsed partnerships"
// question = "Which partnerships lapsed between two days?"
// reading = "A row for each record that lapsed after the first day and has lapsed on the second, by the record: between the organisations that it names, newest first. Lapsed is its last day; of a record that is marked as lapsed with no last day it is the date of its evidence, and the answer says so. Of a month or a year the last day counts for an end, the first for evidence."
// caveats = ["A record that is marked as lapsed with neither a last day nor a dated evidence is not listed: nobody knows when.", "That a record lapsed does not say why; a reorganisation may have ended it, and the next partnership may not be recorded yet."]
// version = 1
//
// [[parameters]]
// name = "as_at"
// type = "date"
// default = "today"
// help = "Day that the answer is for."
//
// [[parameters]]
// name = "since"
// type = "date"
// default = "today-1y"
// help = "The day before the span begins."
//
// [[columns]]
// name = "record"
// title = "Record"
//
// [[columns]]
// name = "lapsed"
// title = "Lapsed"
// type = "date"
//
// [[columns]]
// name = "dated_by"
// title = "Dated by"
//
// [[columns]]
// name = "source"
// title = "Organisation id"
//
// [[columns]]
// name = "source_name"
// title = "Organisation"
//
// [[columns]]
// name = "target"
// title = "Partner id"
//
// [[columns]]
// name = "target_name"
// title = "Partner"
//
// [[columns]]
// name = "value_area"
// title = "Value area id"
//
// [[columns]]
// name = "value_area_name"
// title = "Value area"
//
// [[columns]]
// name = "kind"
// title = "Kind"
//
// [[columns]]
// name = "no_longer_open"
// title = "No longer open"
// type = "texts"
//
// [[columns]]
// name = "evidence_title"
// title = "Evidence"
//
// [[columns]]
// name = "evidence_address"
// title = "Address of the evidence"
//
// [[columns]]
// name = "evidence_date"
// title = "Evidence dated"
// type = "date"
//
// [example]
// as_at = "2026-11-24"
// since = "2025-11-24"

MATCH (source:Organisation)-[record:PARTNERS_WITH]->(target:Organisation)
WHERE coalesce(record.since, record.evidence_date, $as_at) <= $as_at
WITH source, target, record,
    CASE
        WHEN record.until < $as_at THEN record.until
        WHEN record.status = 'lapsed' AND record.until IS NULL AND record.evidence_date <= $as_at
        THEN record.evidence_date
    END AS lapsed
WHERE lapsed > $since
OPTIONAL MATCH (value_area:ValueArea {id: record.value_area})
OPTIONAL MATCH (evidence:Evidence {id: record.evidence})
RETURN record.id AS record, lapsed,
    CASE WHEN record.until IS NULL THEN 'date of evidence' ELSE 'last day' END AS dated_by,
    source.id AS source, source.name AS source_name, target.id AS target, target.name AS target_name,
    value_area.id AS value_area, value_area.name AS value_area_name, record.kind AS kind,
    [end IN [source, target] WHERE end.opened > $as_at OR end.closed < $as_at | end.name] AS no_longer_open,
    evidence.title AS evidence_title, evidence.address AS evidence_address, record.evidence_date AS evidence_date
ORDER BY lapsed DESC, record
LIMIT $row_limit
