// Must be refused: the server fetches nothing from an address.
LOAD CSV FROM $address AS line
RETURN count(line) AS lines
