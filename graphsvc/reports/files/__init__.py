"""A table as files to publish: the same table has the same bytes, and nothing in it runs or opens as a link."""
