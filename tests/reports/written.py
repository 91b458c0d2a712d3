"""Report files that a user might write."""

from __future__ import annotations

from pathlib import Path

HEADER = """\
title = "Names"
question = "Which organisations are called so?"
reading = "A row for each organisation."
caveats = ["Only the record is asked."]
version = 3

[[parameters]]
name = "text"
type = "text"
default = ""
help = "What the name holds."

[[columns]]
name = "id"
title = "Id"

[[columns]]
name = "name"
title = "Name"

[example]
text = "Leeds"
"""
STATEMENT = """\
MATCH (o:Organisation) WHERE o.name CONTAINS $text // not $this
RETURN o.id AS id, o.name AS name ORDER BY id LIMIT $row_limit
"""


def file_text(header: str = HEADER, statement: str = STATEMENT) -> str:
    """A report's file, of its header without the comment signs and its statement."""
    lines = "".join(f"// {line}".rstrip() + "\n" for line in header.rstrip("\n").split("\n"))
    return f"{lines}\n{statement}"


def write_report(folder: Path, name: str = "names", header: str = HEADER, statement: str = STATEMENT) -> Path:
    """Write a report into a folder."""
    file = folder / f"{name}.cypher"
    file.write_text(file_text(header, statement), encoding="utf-8")
    return file


def parameter(kind: str, **more: str) -> str:
    """A header with one parameter `x` of a type; `more` are lines of TOML by key."""
    start, _, rest = HEADER.partition("[[parameters]]")
    columns = rest[rest.index("[[columns]]") : rest.index("[example]")]
    lines = "".join(f"{name} = {value}\n" for name, value in more.items())
    return f'{start}[[parameters]]\nname = "x"\ntype = "{kind}"\nhelp = "Anything."\n{lines}\n{columns}'


ANYTHING = "RETURN toString($x) AS id, 'x' AS name LIMIT $row_limit\n"
"""A statement with the parameter `x`."""
