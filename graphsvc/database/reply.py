"""What a statement answered, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from graphsvc.database.driver import neo4j
from graphsvc.errors import QueryRefused, QueryTooLarge


@dataclass(frozen=True, slots=True)
class Reply:
    """Rows of a statement.

    Attributes
    ----------
    columns : tuple of str
        Their names, as the statement returns them.
    rows : tuple of tuple
        Plain values: texts, numbers, truth values, dates, None, lists and maps of these.
    truncated : bool
        Whether there were more rows than the limit.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    truncated: bool


_DEEPEST = 50
"""Lists and maps in each other that an answer may have: more cannot be written as JSON everywhere."""
TOO_DEEP = f"the statement returns lists or maps that are nested more than {_DEEPEST} deep"
UNREADABLE = "the statement returns a value that cannot be read, such as a date outside the years 1 to 9999"


def plain_value(value: object, depth: int = 0) -> object:
    """A value of the graph without the driver's types.

    Organisations and other things of the graph are maps of what they hold, with `labels`, or `type`, `source` and
    `target` of a link; a path is a list of these, in turn. Dates are dates; other times are texts in ISO form.

    Raises
    ------
    QueryTooLarge
        It is nested too deep.
    QueryRefused
        The driver cannot read it, such as a date before the year 1.
    """
    if depth > _DEEPEST:
        raise QueryTooLarge(TOO_DEEP)
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, neo4j.graph.Node):
        return {"labels": sorted(value.labels), "properties": _mapped(dict(value), depth)}
    if isinstance(value, neo4j.graph.Relationship):
        ends = [node.get("id") if node is not None else None for node in (value.start_node, value.end_node)]
        return {"type": value.type, "source": ends[0], "target": ends[1], "properties": _mapped(dict(value), depth)}
    if isinstance(value, neo4j.graph.Path):
        steps: list[object] = [plain_value(value.nodes[0])]
        for link, node in zip(value.relationships, value.nodes[1:], strict=True):
            steps += [plain_value(link), plain_value(node)]
        return steps
    if isinstance(value, dict):
        return _mapped(value, depth)
    if isinstance(value, list | tuple) and not isinstance(value, neo4j.spatial.Point | neo4j.time.Duration):
        return [plain_value(one, depth + 1) for one in value]
    if isinstance(value, neo4j.time.Date):
        return value.to_native()
    if isinstance(value, neo4j.time.DateTime | neo4j.time.Time | neo4j.time.Duration):
        return value.iso_format()
    if isinstance(value, neo4j.spatial.Point):
        return {"srid": value.srid, "coordinates": [float(one) for one in value]}
    if isinstance(value, date | datetime | time):
        return value
    raise QueryRefused(UNREADABLE)


def _mapped(values: dict[str, object], depth: int) -> dict[str, object]:
    return {str(name): plain_value(one, depth + 1) for name, one in values.items()}
