// Statements as analysts write them, all with rows on the seed; parameters stand before a statement as JSON.

MATCH (o:Organisation) RETURN count(*) AS organisations

MATCH (o:Organisation) RETURN o.type AS type, count(*) AS n ORDER BY n DESC, type

MATCH ()-[p:PARTNERS_WITH]->() RETURN count(p) AS records

MATCH ()-[p:PARTNERS_WITH]->() RETURN p.value_area, p.kind, count(*) AS n ORDER BY n DESC SKIP 2 LIMIT 5

MATCH (o:University|FeCollege) RETURN o.status, count(o.postcode) AS placed

MATCH (o:Organisation&!University) RETURN count(DISTINCT o.source) AS sources

MATCH (o) RETURN labels(o)[0] AS label, count(*) AS n

MATCH ()-[r]->() RETURN type(r) AS type, count(*) AS n

MATCH (o:Organisation) RETURN min(o.latitude), max(o.latitude), avg(o.longitude), stdev(o.latitude)

MATCH (o:Organisation)-[p:PARTNERS_WITH]-() WITH o, count(p) AS n RETURN percentileCont(n, 0.5) AS median,
percentileDisc(n, 0.9) AS ninetieth, sum(n) AS ends

MATCH (o:Organisation) RETURN o.type, COUNT { (o)-[:PARTNERS_WITH]-() } AS n ORDER BY n DESC LIMIT 10

MATCH (o:NhsTrust) WHERE COUNT { (o)-[:PARTNERS_WITH]-(:University) } > 1 RETURN o.name

// {"id": "GB-NHS-RR8"}
MATCH (o:Organisation {id: $id}) RETURN o

// {"id": "GB-NHS-RR8"}
MATCH (o:Organisation {id: $id})-[p:PARTNERS_WITH]-(other) RETURN other.name, p.summary, p.since ORDER BY
p.since

// {"ids": ["GB-NHS-RR8", "GB-NHS-QWO"]}
MATCH (o:Organisation) WHERE o.id IN $ids RETURN o.id, o.name

MATCH (o:Organisation) WHERE o.id STARTS WITH 'GB-NHS-RR' RETURN o.name

MATCH (o:Organisation) WHERE toLower(o.name) CONTAINS 'leeds' AND NOT o.name ENDS WITH 'Trust' RETURN o.name

MATCH (o:Organisation) WHERE o.name =~ '(?i).*teaching hospitals.*' RETURN o.name

// {"id": "GB-NHS-RR8"}
MATCH (o:Organisation {id: $id}) RETURN o {.id, .name, partners: [(o)-[:PARTNERS_WITH]-(p) | p.name]} AS card

// {"id": "GB-NHS-RR8"}
MATCH (o:Organisation {id: $id}) RETURN properties(o), keys(o), elementId(o), size(o.aliases)

// {"id": "GB-NHS-RR8"}
MATCH (o:Organisation {id: $id}) OPTIONAL MATCH (o)-[:HOSTED_BY]->(host) RETURN o.name, host.name

// {"id": "P00001"}
MATCH ()-[p:PARTNERS_WITH {id: $id}]->() RETURN p

// {"id": "P00001"}
MATCH (a)-[p:PARTNERS_WITH {id: $id}]-(b) RETURN a.name, startNode(p) = a AS forth, b.name

// {"id": "4:x:1", "other": "GB-NHS-RR8"}
MATCH (o) WHERE elementId(o) = $id OR o.id = $other RETURN o.name

// {"day": "2024-04-01"}
MATCH ()-[p:PARTNERS_WITH]->() WHERE p.since >= date($day) RETURN p.id, p.since ORDER BY p.since LIMIT 20

MATCH ()-[p:PARTNERS_WITH]->() WHERE p.since IS NOT NULL RETURN p.since.year AS year, count(*) AS n ORDER BY
year

MATCH ()-[p:PARTNERS_WITH]->() WHERE p.evidence_date IS NOT NULL RETURN date.truncate('quarter',
p.evidence_date) AS quarter, count(*) AS n

MATCH ()-[p:PARTNERS_WITH]->() WHERE p.evidence_date < date() - duration({years: 3}) RETURN count(p) AS old

MATCH ()-[p:PARTNERS_WITH]->() WHERE p.until > p.since RETURN p.id, duration.inDays(p.since, p.until).days AS
days ORDER BY days DESC LIMIT 3

RETURN date('2026-04-01') AS day, datetime('2026-04-01T09:00:00Z') AS then, localtime('12:00') AS noon,
duration.between(date('2026-01-01'), date('2026-04-01')) AS between

MATCH (o:NhsTrust) WHERE NOT (o)-[:PARTNERS_WITH]-(:HousingAssociation) RETURN o.name LIMIT 10

MATCH (o:Organisation) WHERE NOT EXISTS { (o)-[:PARTNERS_WITH]-() } AND o.status = 'open' RETURN count(o)

MATCH (o:NhsTrust) WHERE EXISTS { MATCH (o)-[p:PARTNERS_WITH]-(u:University) WHERE p.status = 'active' } OR
o.name CONTAINS 'Mental' RETURN o.name LIMIT 10

MATCH (o:NhsTrust) RETURN o.name, CASE WHEN EXISTS { (o)-[:PARTNERS_WITH]-(:Vcse) } THEN 'yes' ELSE 'no
recorded partnership' END AS voluntary LIMIT 10

MATCH (o:NhsTrust) WHERE (o)-[:PARTNERS_WITH]-(:University) XOR (o)-[:PARTNERS_WITH]-(:FeCollege) RETURN
count(o)

MATCH (o:Organisation) RETURN CASE o.type WHEN 'icb' THEN 'board' WHEN 'nhs-trust' THEN 'trust' ELSE 'other'
END AS kind, count(*) AS n

MATCH (o:NhsTrust)-[:PARTNERS_WITH]-(u:University) RETURN o.name, collect(DISTINCT u.name)[..3] AS first LIMIT
5

MATCH (o:IntegratedCareBoard|NhsTrust)-[p:PARTNERS_WITH]-() WITH o, collect(p.kind) AS kinds RETURN o.name, [k
IN kinds WHERE k <> 'membership' | toUpper(k)] AS others, reduce(n = 0, k IN kinds | n + size(k)) AS letters
LIMIT 5

// {"rows": [{"id": "GB-NHS-RR8", "label": "ours"}, {"id": "GB-NHS-QWO", "label": "theirs"}]}
UNWIND $rows AS row MATCH (o:Organisation {id: row.id}) RETURN row.label AS label, o.name AS name

MATCH (v:ValueArea) CALL (v) { MATCH ()-[p:PARTNERS_WITH {value_area: v.id}]->() RETURN count(p) AS n } RETURN
v.name, n ORDER BY n DESC

MATCH (v:ValueArea) CALL { WITH v MATCH (v)-[e:EXPECTS]->(t:PartnerType) RETURN collect(t.name) AS types }
RETURN v.id, types

// {"id": "GB-NHS-RR8"}
MATCH (o:Organisation {id: $id}) RETURN COLLECT { MATCH (o)-[:PARTNERS_WITH]-(p) RETURN DISTINCT p.type } AS
types

MATCH (o:NhsTrust) OPTIONAL CALL (o) { MATCH (o)-[p:PARTNERS_WITH]-(u:University) RETURN u.name AS name LIMIT
1 } RETURN o.id, name LIMIT 20

MATCH (o:NhsTrust) WHERE none(a IN coalesce(o.aliases, []) WHERE size(a) > 30) RETURN o.name, o.aliases LIMIT 5

UNWIND range(1, 12) AS month RETURN month, [n IN range(1, month) | n * n][-1] AS square

MATCH (o:University) RETURN o.name AS name, 'university' AS kind UNION MATCH (o:FeCollege) RETURN o.name AS
name, 'college' AS kind

MATCH (o:Lep) RETURN o.id AS id UNION ALL MATCH (o:CombinedAuthority) RETURN o.id AS id

MATCH (o:NhsTrust) WITH count(*) AS trusts MATCH (b:Organisation {type: 'icb'}) RETURN trusts, count(b) AS
boards

MATCH (a:Organisation)-[p:PARTNERS_WITH]-(b) WITH a, count(DISTINCT b) AS partners ORDER BY partners DESC
LIMIT 10 MATCH (a)-[q:PARTNERS_WITH]-() RETURN a.name, partners, collect(DISTINCT q.value_area) AS areas

MATCH ()-[p:PARTNERS_WITH]->() MATCH (e:Evidence {id: p.evidence}) RETURN e.title, count(p) AS records ORDER
BY records DESC LIMIT 10

MATCH (o:NhsTrust)-[:SITS_IN]->(d:Place)-[:WITHIN]->(w:Place {kind: 'region'}) RETURN w.name, count(DISTINCT
o) AS n ORDER BY n DESC

MATCH (o:Organisation)-[:SITS_IN|COVERS]->(p:Place)-[:WITHIN*1..3]->(r:Place {kind: 'nhs-region'}) RETURN
r.name, count(DISTINCT o) AS n

MATCH (old)-[s:SUCCEEDED_BY]->(heir) WHERE s.date >= date('2026-01-01') RETURN old.name, heir.name, s.date

MATCH path = (old:Organisation)-[:SUCCEEDED_BY*]->(heir) WHERE NOT (heir)-[:SUCCEEDED_BY]->() RETURN [o IN
nodes(path) | o.name] AS chain ORDER BY size(chain) DESC LIMIT 5

// {"a": "GB-NHS-RR8", "b": "GB-LAE-LDS"}
MATCH (a:Organisation {id: $a}), (b:Organisation {id: $b}) MATCH p =
shortestPath((a)-[:PARTNERS_WITH*..6]-(b)) RETURN p, length(p)

// {"a": "GB-NHS-RR8", "b": "GB-NHS-QWO"}
MATCH p = ALL SHORTEST (a:Organisation {id: $a})-[:PARTNERS_WITH]-{1,4}(b:Organisation {id: $b}) RETURN [o IN
nodes(p) | o.name] AS names LIMIT 5

// {"a": "GB-NHS-RR8"}
MATCH (a:Organisation {id: $a}) (()-[p:PARTNERS_WITH WHERE p.status = 'active']-(x)){1,2} (b:University)
RETURN DISTINCT b.name LIMIT 10

// {"a": "GB-NHS-RR8"}
MATCH (a:Organisation {id: $a})-[:PARTNERS_WITH]-(x)-[:PARTNERS_WITH]-(b) WHERE NOT (a)-[:PARTNERS_WITH]-(b)
RETURN b.name, count(DISTINCT x) AS introducers ORDER BY introducers DESC LIMIT 10

// {"a": "GB-NHS-RR8", "b": "GB-LAE-LDS"}
MATCH p = allShortestPaths((a:Organisation {id: $a})-[*..4]-(b:Organisation {id: $b})) WHERE length(p) > 1
RETURN count(p)

// {"text": "leeds hospital"}
CALL db.index.fulltext.queryNodes('organisation_names', $text) YIELD node, score RETURN node.id, node.name,
score ORDER BY score DESC LIMIT 5

CALL db.labels() YIELD label WHERE label STARTS WITH 'N' RETURN label

CALL db.relationshipTypes()

CALL db.propertyKeys() YIELD propertyKey AS use RETURN use ORDER BY use;

// how old is what we know?
MATCH (r:Revision) /* the newest */ RETURN r.number, r.hash ORDER BY r.number DESC
