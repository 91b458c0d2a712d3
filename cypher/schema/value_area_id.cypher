// No two value areas share id.
CREATE CONSTRAINT value_area_id IF NOT EXISTS
FOR (n:ValueArea) REQUIRE n.id IS UNIQUE
