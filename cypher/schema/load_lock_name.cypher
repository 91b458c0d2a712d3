// No two load locks share name.
CREATE CONSTRAINT load_lock_name IF NOT EXISTS
FOR (n:LoadLock) REQUIRE n.name IS UNIQUE
