// No two partnerships share an id.
CREATE CONSTRAINT partnership_id IF NOT EXISTS
FOR ()-[r:PARTNERS_WITH]-() REQUIRE r.id IS UNIQUE
