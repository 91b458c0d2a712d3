"""The header of a report's file: TOML in the comments above its statement."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from graphsvc.dates import parse_day
from graphsvc.errors import BadInput
from graphsvc.reports.bounds import span, within
from graphsvc.reports.report import Chart, ChartKind, Column, ColumnType, Parameter, ParameterType

ROW_LIMIT = "row_limit"
"""Parameter of every report that the runner fills in: one row more than may be given."""

RESERVED = (ROW_LIMIT, "format", "limit", "page", "patch")
"""Names that no parameter of a report may have: they are asked for beside its own."""

_NAME = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
_SAID = Annotated[str, Field(min_length=1)]
_FIXED = ("today", "today-1y")


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class ParameterHeader(_Part):
    """`[[parameters]]`."""

    name: _NAME
    type: ParameterType
    help: _SAID
    default: str | int | float | bool | None = None
    choices: list[str] = []
    minimum: int | None = None
    maximum: int | None = None


class ColumnHeader(_Part):
    """`[[columns]]`."""

    name: _NAME
    title: _SAID
    type: ColumnType = "text"
    unit: str = ""


class ChartHeader(_Part):
    """`[chart]`."""

    kind: ChartKind
    x: _NAME
    y: _NAME
    series: str = ""
    title: str = ""


class Header(_Part):
    """All that a report says of itself."""

    title: _SAID
    question: _SAID
    reading: _SAID
    version: int = Field(ge=1)
    caveats: list[str] = []
    empty: str = ""
    parameters: list[ParameterHeader] = []
    columns: list[ColumnHeader] = Field(min_length=1)
    chart: ChartHeader | None = None
    example: dict[str, str | int | float | bool] = {}

    def all_parameters(self) -> tuple[Parameter, ...]:
        """As the package uses them."""
        return tuple(
            Parameter(one.name, one.type, one.help, one.default, tuple(one.choices), one.minimum, one.maximum)
            for one in self.parameters
        )

    def all_columns(self) -> tuple[Column, ...]:
        """As the package uses them."""
        return tuple(Column(one.name, one.title, one.type, one.unit) for one in self.columns)

    def drawn(self) -> Chart | None:
        """As the package uses it."""
        one = self.chart
        return Chart(one.kind, one.x, one.y, one.series, one.title) if one else None


def read_header(text: str) -> Header:
    """Read and check the header of a report's file.

    Parameters
    ----------
    text : str
        The whole file.

    Raises
    ------
    BadInput
        What is wrong, every fault on a line of its own; a slip in the TOML names the line of the file.
    """
    lines = []
    for line in text.splitlines():
        if not line.startswith("//"):
            break
        lines.append(line[2:].removeprefix(" "))
    if not lines:
        raise BadInput("line 1: the file begins with no header in // comments")
    try:
        values = tomllib.loads("\n".join(lines))
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"the header is not valid TOML: {error}") from None
    try:
        header = Header.model_validate(values)
    except ValidationError as error:
        raise BadInput("\n".join(map(_fault, error.errors()))) from None
    faults = list(_contradictions(header, text))
    if faults:
        raise BadInput("\n".join(faults))
    return header


def named_in(statement: str) -> frozenset[str]:
    """Parameters that a statement uses; what stands in comments and quotes is none."""
    code = re.sub(r"//[^\n]*|/\*.*?\*/|'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|`[^`]*`", " ", statement, flags=re.DOTALL)
    return frozenset(re.findall(r"\$([A-Za-z_]\w*)", code))


def _fault(error: Any) -> str:  # noqa: ANN401 - pydantic's own
    place = ".".join(str(part + 1 if isinstance(part, int) else part) for part in error["loc"])
    if error["type"] == "extra_forbidden":
        return f"{place}: there is no such key"
    return f"{place}: {str(error['msg'])[0].lower()}{str(error['msg'])[1:]}"


def _contradictions(header: Header, text: str) -> Iterator[str]:
    """What is well written by itself and wrong beside the rest."""
    names = [one.name for one in header.parameters]
    columns = [one.name for one in header.columns]
    for noun, given in (("parameter", names), ("column", columns)):
        yield from (f"{noun} {one} is declared twice" for one in sorted({n for n in given if given.count(n) > 1}))
    used = named_in(text) - {ROW_LIMIT}
    yield from (f"the statement uses ${one}, which is not declared" for one in sorted(used - set(names)))
    yield from (f"parameter {one} is declared and not used" for one in sorted(set(names) - used - set(RESERVED)))
    for one in header.parameters:
        yield from _of_parameter(one)
    yield from (f"example.{one}: there is no such parameter" for one in header.example if one not in names)
    if header.chart:
        if header.chart.kind != "bars" and not header.chart.series:
            yield f"chart.series: a chart of the kind {header.chart.kind} has one"
        for role in ("x", "y", "series"):
            column = getattr(header.chart, role)
            if column and column not in columns:
                yield f"chart.{role}: there is no column {column}"


def _of_parameter(one: ParameterHeader) -> Iterator[str]:
    place = f"parameter {one.name}"
    if one.name in RESERVED:
        yield f"{place}: no parameter may be called {', '.join(RESERVED)}"
    if (one.type == "choice") != bool(one.choices):
        yield f"{place}: choices belong to the type choice, and to it alone"
    if one.type != "whole" and (one.minimum, one.maximum) != (None, None):
        yield f"{place}: minimum and maximum belong to the type whole, and to it alone"
    elif one.minimum is not None and one.maximum is not None and one.minimum > one.maximum:
        yield f"{place}: the minimum is larger than the maximum"
    kinds: dict[str, type | tuple[type, ...]] = {"whole": int, "number": (int, float), "truth": bool}
    wanted = kinds.get(one.type, str)
    if one.default is not None and (
        not isinstance(one.default, wanted) or (isinstance(one.default, bool) and one.type != "truth")
    ):
        yield f"{place}: the default {one.default!r} is no {one.type}"
    elif one.type == "whole" and isinstance(one.default, int) and not within(one.default, one.minimum, one.maximum):
        yield f"{place}: the default must be {span(one.minimum, one.maximum)}"
    elif one.type == "choice" and one.default is not None and one.default not in one.choices:
        yield f"{place}: the default is none of its choices"
    elif one.type == "date" and one.default not in (None, *_FIXED):
        try:
            parse_day(str(one.default))
        except BadInput:
            yield f"{place}: the default of a date is a day such as 2026-04-01, today or today-1y"
