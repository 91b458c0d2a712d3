// title = "Boards without their combined authority"
// question = "Which boards have no recorded partnership with a combined authority that covers part of their area?"
// reading = "A row for each board and combined authority that share districts and have, in no value area, an active record of their own. Records that are inherited, proposed or lapsed are named, and so are trusts of the board that have an active one."
// caveats = [
//     "Recorded is not existing: nobody may have asked, or nobody may have published it.",
//     "A record that is inherited is active and is to be reconfirmed: it does not count as recorded.",
//     "A district counts wholly in each place that it lies in.",
//     "Boards of which no area is known have no row; nor has a combined authority that covers no known district.",
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
// help = "Code of an NHS region: only its trusts and boards. All regions when not given."
//
// [[columns]]
// name = "board"
// title = "Board id"
// type = "text"
//
// [[columns]]
// name = "board_name"
// title = "Board"
// type = "text"
//
// [[columns]]
// name = "authority"
// title = "Combined authority id"
// type = "text"
//
// [[columns]]
// name = "authority_name"
// title = "Combined authority"
// type = "text"
//
// [[columns]]
// name = "shared_districts"
// title = "Districts in both"
// type = "whole"
// unit = "districts"
//
// [[columns]]
// name = "districts"
// title = "Districts of the board"
// type = "whole"
// unit = "districts"
//
// [[columns]]
// name = "states"
// title = "States of other records"
// type = "texts"
//
// [[columns]]
// name = "records"
// title = "Other records"
// type = "texts"
//
// [[columns]]
// name = "trusts_with_one"
// title = "Trusts of the board with an active record"
// type = "texts"
//
// [[columns]]
// name = "trusts_recorded"
// title = "Number of these trusts"
// type = "whole"
// unit = "organisations"
//
// [[columns]]
// name = "trusts"
// title = "Trusts of the board"
// type = "whole"
// unit = "organisations"
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
WITH record, one, other, CASE WHEN state = 'active' AND succeeded THEN 'inherited' ELSE state END AS state
WITH collect([record, state, one, other]) AS counted
MATCH (board:Organisation {type: 'icb'})
WHERE coalesce(board.opened, $as_at) <= $as_at AND coalesce(board.closed, $as_at) >= $as_at
    AND ($region = '' OR EXISTS {
        (board)-[:COVERS]->(:Place)-[:WITHIN*0..]->(:Place {kind: 'nhs-region', code: $region})
    })
// Its area: the districts under what it covers, else its own.
OPTIONAL MATCH (board)-[:COVERS]->(covered:Place)
OPTIONAL MATCH (board)-[:SITS_IN]->(sits:Place)
WITH counted, board, coalesce(covered, sits) AS place
MATCH (place)<-[:WITHIN*0..]-(district:Place {kind: 'local-authority-district'})
WITH counted, board, collect(DISTINCT district) AS districts
CALL (districts) {
    UNWIND districts AS district
    MATCH (district)-[:WITHIN*0..]->(:Place)<-[:COVERS]-(authority:Organisation {type: 'combined-authority'})
    WHERE coalesce(authority.opened, $as_at) <= $as_at AND coalesce(authority.closed, $as_at) >= $as_at
    RETURN authority, count(DISTINCT district) AS shared_districts
}
WITH board, districts, authority, shared_districts, [row IN counted WHERE authority IN [row[2], row[3]]] AS known
WITH *, [row IN known WHERE board IN [row[2], row[3]]] AS between
WHERE none(row IN between WHERE row[1] = 'active')
WITH board, districts, authority, shared_districts, known, between, COLLECT {
    MATCH (trust:Organisation {type: 'nhs-trust'})
    WHERE 'GB-NHS-' + trust.icb = board.id
        AND coalesce(trust.opened, $as_at) <= $as_at AND coalesce(trust.closed, $as_at) >= $as_at
    RETURN trust ORDER BY trust.id
} AS trusts
WITH *, [trust IN trusts
    WHERE any(row IN known WHERE row[1] = 'active' AND trust IN [row[2], row[3]]) | trust.id] AS recorded
RETURN board.id AS board, board.name AS board_name, authority.id AS authority, authority.name AS authority_name,
    shared_districts, size(districts) AS districts,
    [state IN ['inherited', 'proposed', 'lapsed'] WHERE any(row IN between WHERE row[1] = state)] AS states,
    COLLECT { UNWIND between AS row RETURN DISTINCT row[0].id AS id ORDER BY id } AS records,
    recorded AS trusts_with_one, size(recorded) AS trusts_recorded, size(trusts) AS trusts
ORDER BY board_name, board, authority_name, authority
LIMIT $row_limit
