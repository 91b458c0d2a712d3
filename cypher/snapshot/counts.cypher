// How many of each the graph holds, by the name of their table.
MATCH (n:Source) WITH count(n) AS found RETURN 'sources' AS name, found
UNION ALL
MATCH (n:OrganisationType) WITH count(n) AS found RETURN 'organisation_types' AS name, found
UNION ALL
MATCH (n:PartnerType) WITH count(n) AS found RETURN 'partner_types' AS name, found
UNION ALL
MATCH (n:ValueArea) WITH count(n) AS found RETURN 'value_areas' AS name, found
UNION ALL
MATCH (n:Benefit) WITH count(n) AS found RETURN 'benefits' AS name, found
UNION ALL
MATCH (n:Place) WITH count(n) AS found RETURN 'places' AS name, found
UNION ALL
MATCH ()-[n:WITHIN]->() WITH count(n) AS found RETURN 'within' AS name, found
UNION ALL
MATCH (n:Organisation) WITH count(n) AS found RETURN 'organisations' AS name, found
UNION ALL
MATCH (n:Tile) WITH count(n) AS found RETURN 'icb_tiles' AS name, found
UNION ALL
MATCH ()-[n:SUCCEEDED_BY]->() WITH count(n) AS found RETURN 'successions' AS name, found
UNION ALL
MATCH (n:Evidence) WITH count(n) AS found RETURN 'evidence' AS name, found
UNION ALL
MATCH ()-[n:PARTNERS_WITH]->() WITH count(n) AS found RETURN 'relationships' AS name, found
UNION ALL
MATCH ()-[n:EXPECTS]->() WITH count(n) AS found RETURN 'expectations' AS name, found
UNION ALL
MATCH (n:Collection) WITH count(n) AS found RETURN 'collection' AS name, found
UNION ALL
MATCH (n:Review) WITH count(n) AS found RETURN 'reviews' AS name, found
