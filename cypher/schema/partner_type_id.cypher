// No two partner types share id.
CREATE CONSTRAINT partner_type_id IF NOT EXISTS
FOR (n:PartnerType) REQUIRE n.id IS UNIQUE
