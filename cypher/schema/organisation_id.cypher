// No two organisations share id.
CREATE CONSTRAINT organisation_id IF NOT EXISTS
FOR (n:Organisation) REQUIRE n.id IS UNIQUE
