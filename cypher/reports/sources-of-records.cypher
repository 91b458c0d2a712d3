// title = "Where the evidence comes from"
// question = "Which sites does the evidence of recorded partnerships come from, and has somebody read it?"
// reading = "A row for each site that evidence was published on and each way it was seen: how many records rest on it, how many pages they name, and the dates of the newest and the oldest. A record that rests on one site alone is lost when the site changes."
// caveats = [
//   "Recorded is not existing: what nobody has recorded is not counted, and the record is fuller for some places and kinds than for others.",
//   "A site is the host in the address of the evidence, without www; one publisher may have several, and a site may show what somebody else published.",
//   "Records that play no part on the day, since they begin later or count for no open organisation, are left out.",
// ]
// version = 1
//
// [[parameters]]
// name = "as_at"
// type = "date"
// default = "today"
// help = "Day that the answer is for."
//
// [[columns]]
// name = "site"
// title = "Site"
// type = "text"
//
// [[columns]]
// name = "basis"
// title = "How it was seen"
// type = "text"
//
// [[columns]]
// name = "records"
// title = "Records"
// type = "whole"
// unit = "records"
//
// [[columns]]
// name = "active"
// title = "Of these active"
// type = "whole"
// unit = "records"
//
// [[columns]]
// name = "of"
// title = "All records"
// type = "whole"
// unit = "records"
//
// [[columns]]
// name = "share"
// title = "Share of all records"
// type = "share"
//
// [[columns]]
// name = "pages"
// title = "Pages"
// type = "whole"
//
// [[columns]]
// name = "newest"
// title = "Newest evidence"
// type = "date"
//
// [[columns]]
// name = "oldest"
// title = "Oldest evidence"
// type = "date"
//
// [[columns]]
// name = "undated"
// title = "Records with undated evidence"
// type = "whole"
// unit = "records"
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
WITH DISTINCT record, state
MATCH (evidence:Evidence {id: record.evidence})
WITH record, state, evidence,
    // The host of the address: what stands between // and the next mark, without a port.
    toLower(split(split(last(split(evidence.address, '://')), ['/', '?', '#'])[0], ':')[0]) AS host
WITH record, state, evidence, CASE WHEN host STARTS WITH 'www.' THEN substring(host, 4) ELSE host END AS site
WITH collect({record: record, state: state, page: evidence.id, site: site}) AS found
UNWIND found AS one
WITH one, one.record AS record, size(found) AS of
RETURN one.site AS site, record.basis AS basis, count(*) AS records, count(CASE one.state WHEN 'active' THEN 1 END) AS active,
    of, 1.0 * count(*) / of AS share, count(DISTINCT one.page) AS pages,
    max(record.evidence_date) AS newest, min(record.evidence_date) AS oldest,
    count(CASE WHEN record.evidence_date IS NULL THEN 1 END) AS undated
ORDER BY records DESC, site, basis
LIMIT $row_limit
