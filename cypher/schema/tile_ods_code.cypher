// No two boards' tiles share ods_code.
CREATE CONSTRAINT tile_ods_code IF NOT EXISTS
FOR (n:Tile) REQUIRE n.ods_code IS UNIQUE
