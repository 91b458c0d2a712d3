"""Tables in: read, check, compare, load; and out again."""
