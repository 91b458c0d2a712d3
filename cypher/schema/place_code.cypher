// No two places share code.
CREATE CONSTRAINT place_code IF NOT EXISTS
FOR (n:Place) REQUIRE n.code IS UNIQUE
