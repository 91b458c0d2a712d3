// title = "Organisations that nobody links to"
// question = "Which organisations of the kinds that the guidance expects have no recorded partnership with anybody?"
// reading = "A row for each open organisation of a partner type that some rule expects on the day, for which no record counts, in whatever state: not active, inherited, proposed or lapsed. Collected says how far partnerships of that partner type have been collected: where it says none, nobody has asked yet."
// caveats = ["Recorded is not existing: these have no recorded partnership.", "With a region, organisations whose place is unknown are left out; without one they are in, with no place.", "A record with a predecessor of another organisation type counts for nobody."]
// version = 1
//
// [[parameters]]
// name = "as_at"
// type = "date"
// default = "today"
// help = "Day that the answer is for."
//
// [[parameters]]
// name = "partner_type"
// type = "choice"
// choices = ["all", "lep", "university", "fe-college", "school", "dwp", "local-authority", "combined-authority", "vcse", "public-health", "housing-association"]
// default = "fe-college"
// help = "Partner type of the guidance, or all."
//
// [[parameters]]
// name = "region"
// type = "region"
// default = ""
// help = "Only organisations that cover or sit in a part of this NHS region; all of England when empty."
//
// [[columns]]
// name = "partner_type"
// title = "Partner type id"
//
// [[columns]]
// name = "partner_type_name"
// title = "Partner type"
//
// [[columns]]
// name = "organisation"
// title = "Organisation id"
//
// [[columns]]
// name = "organisation_name"
// title = "Organisation"
//
// [[columns]]
// name = "type_name"
// title = "Organisation type"
//
// [[columns]]
// name = "place"
// title = "Place code"
//
// [[columns]]
// name = "place_name"
// title = "Place"
//
// [[columns]]
// name = "collected"
// title = "Partnerships collected"
//
// [example]
// as_at = "2026-11-24"
// partner_type = "fe-college"

// Whoever has a record, in whatever state.
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
// Whoever has a record that counts, in whatever state.
UNWIND [one, other] AS organisation
WITH collect(DISTINCT organisation.id) AS linked
// Whoever covers or sits in a part of the region.
CALL () {
    MATCH (district:Place {kind: 'local-authority-district'})-[:WITHIN*0..]->(:Place {code: $region, kind: 'nhs-region'})
    WITH DISTINCT district
    MATCH (district)-[:WITHIN*0..]->(:Place)<-[:SITS_IN|COVERS]-(organisation:Organisation)
    RETURN collect(DISTINCT organisation.id) AS in_region
}
// What is expected on the day: of each rule the newest version that is valid.
MATCH (:ValueArea)-[rule:EXPECTS]->(partner_type:PartnerType)
WHERE coalesce(rule.valid_from, $as_at) <= $as_at AND coalesce(rule.valid_to, $as_at) >= $as_at
WITH linked, in_region, rule, partner_type ORDER BY rule.version DESC
WITH linked, in_region, rule.rule AS name, collect({effect: rule.effect, partner_type: partner_type})[0] AS newest
WHERE newest.effect = 'expected' AND $partner_type IN ['all', newest.partner_type.id]
WITH DISTINCT linked, in_region, newest.partner_type AS partner_type
OPTIONAL MATCH (collection:Collection {partner_type: partner_type.id})
MATCH (partner_type)-[:ACCEPTS]->(type:OrganisationType)
MATCH (organisation:Organisation {type: type.id})
WHERE coalesce(organisation.opened, $as_at) <= $as_at AND coalesce(organisation.closed, $as_at) >= $as_at
    AND NOT organisation.id IN linked AND ($region = '' OR organisation.id IN in_region)
WITH partner_type, collection, type, organisation, coalesce(
    head([(organisation)-[:COVERS]->(covered:Place) | covered]), head([(organisation)-[:SITS_IN]->(seat:Place) | seat])
) AS place
RETURN partner_type.id AS partner_type, partner_type.name AS partner_type_name,
    organisation.id AS organisation, organisation.name AS organisation_name, type.name AS type_name,
    place.code AS place, place.name AS place_name,
    collection.partnerships AS collected
ORDER BY partner_type_name, partner_type, organisation_name, organisation
LIMIT $row_limit
