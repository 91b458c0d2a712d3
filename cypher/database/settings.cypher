// What is in force, of the settings that we set.
SHOW SETTINGS YIELD name, value WHERE name IN $names
RETURN name, value
