// How many nodes and relationships there are that no load wrote: they would not be in a store made of the tables.
MATCH (n)
WHERE NOT (n:Source OR n:OrganisationType OR n:PartnerType OR n:ValueArea OR n:Benefit OR n:Place OR n:Organisation
    OR n:Tile OR n:Evidence OR n:Collection OR n:Review OR n:Revision OR n:LoadLock)
WITH count(n) AS nodes
OPTIONAL MATCH ()-[r]->()
WHERE NOT type(r) IN ['ACCEPTS', 'WITHIN', 'SITS_IN', 'COVERS', 'HOSTED_BY', 'SUCCEEDED_BY', 'PARTNERS_WITH', 'EXPECTS']
RETURN nodes, count(r) AS relationships
