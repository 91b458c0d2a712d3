// Must be refused: the server reads no file.
LOAD CSV FROM 'file:///graphsvc' AS line
RETURN count(line) AS lines
