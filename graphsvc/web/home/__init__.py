"""The start: England at a glance, worked examples, what changed lately."""
