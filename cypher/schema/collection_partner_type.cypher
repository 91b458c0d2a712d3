// No two states of collection share partner_type.
CREATE CONSTRAINT collection_partner_type IF NOT EXISTS
FOR (n:Collection) REQUIRE n.partner_type IS UNIQUE
