// No two organisation types share id.
CREATE CONSTRAINT organisation_type_id IF NOT EXISTS
FOR (n:OrganisationType) REQUIRE n.id IS UNIQUE
