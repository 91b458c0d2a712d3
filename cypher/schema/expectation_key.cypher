// A version of a rule is recorded once.
CREATE CONSTRAINT expectation_key IF NOT EXISTS
FOR ()-[r:EXPECTS]-() REQUIRE (r.rule, r.version) IS UNIQUE
