"""Rows as the graph holds them, read as columns of canonical text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from graphsvc.dates import first_day, last_day
from graphsvc.model import Column, Kind, Table, written_number
from graphsvc.snapshot.columns import Coded
from graphsvc.snapshot.gather import texts_of

LAST_DAYS = frozenset({"until", "closed", "valid_to"})
"""Columns whose partial dates mean their last day; all others mean their first."""

ENDS = frozenset({"source_org", "target_org"})
"""Columns that come as the database's own numbers of organisations."""

_GAPS = 16
"""Numbers that a database leaves out between two organisations, on average, up to which a list of all is kept."""

Reader = Callable[[str], Iterable[Mapping[str, Any]]]
"""Runs a statement by its name and gives its rows."""


def read_columns(run: Reader, table: Table) -> Iterator[list[Sequence[str]]]:
    """The rows of a table in no order, some at a time, as the canonical texts of each column; asked for at once."""
    days = _Days(last=False), _Days(last=True)
    ends = _Ends(run) if table.name == "relationships" else None
    return (
        [
            ends.of(chunk[column.name]) if ends and column.name in ENDS else _texts(column, chunk, days)
            for column in table.columns
        ]
        for chunk in run(f"snapshot/{table.name}")
        # An empty table may come as one chunk of no rows.
        if chunk[table.header[0]]
    )


class _Ends:
    """The organisations that the database's own numbers stand for.

    Parameters
    ----------
    run : callable
        Gives the rows of a statement by its name.
    """

    def __init__(self, run: Reader) -> None:
        found = sorted(
            pair for chunk in run("snapshot/ends")
            for pair in zip(_written(chunk["id"]), chunk["number"], strict=True)
        )
        self._texts = texts_of(["", *(id_ for id_, _ in found)])
        numbers = np.array([number for _, number in found], np.int64)
        self._ranks = numbers.argsort()
        self._numbers = numbers[self._ranks]
        self._most = int(numbers.max(initial=-1))
        # Numbers of an embedded database begin at 0 and leave few out: each is a place in a list.
        self._listed = np.zeros(self._most + 2, np.int32) if self._most <= _GAPS * len(numbers) else None
        if self._listed is not None:
            self._listed[numbers] = np.arange(1, len(numbers) + 1)

    def of(self, numbers: Sequence[int]) -> Coded:
        """Their ids; none for one that came meanwhile, which no revision's hash has: all is read again then."""
        asked = np.minimum(np.array(numbers, np.int64), self._most + 1)
        if self._listed is not None:
            return Coded(self._listed[asked], self._texts)
        places = np.searchsorted(self._numbers, asked).clip(max=len(self._numbers) - 1)
        return Coded(np.where(self._numbers[places] == asked, self._ranks[places] + 1, 0), self._texts)


class _Days(dict[str, str | None]):
    """The day that each partial date means, looked at when it is first asked for.

    Parameters
    ----------
    last : bool
        Whether the last day of a year or month is meant, or the first.
    """

    def __init__(self, *, last: bool) -> None:
        super().__init__()
        self._day = last_day if last else first_day

    def __missing__(self, text: str) -> str | None:
        try:
            meant = self._day(text)
            said = meant.isoformat() if meant else None
        except ValueError:
            said = "no date"
        self[text] = said
        return said


def _texts(column: Column, chunk: Mapping[str, Any], days: tuple[_Days, _Days]) -> Sequence[str]:
    """Some rows of a column as canonical text."""
    texts = (_joined if column.kind is Kind.LIST else _written)(chunk[column.name])
    if column.kind is Kind.PARTIAL_DATE:
        meant = list(map(days[column.name in LAST_DAYS].__getitem__, texts))
        stored = chunk[f"{column.name}_day"]
        if meant != stored:
            # Somebody changed one of the two: no load wrote this, and no hash has it.
            return [
                text if here == there else f"{text} ({there or ''})"
                for text, here, there in zip(texts, meant, stored, strict=True)
            ]
    return texts


def _written(values: Sequence[Any]) -> Sequence[str]:
    """Values as text, whatever somebody made of them by hand."""
    try:
        # The quickest way to learn that all are text.
        "".join(values)
    except TypeError:
        return ["" if value is None else value if type(value) is str else _text(value) for value in values]
    return values


def _joined(values: Sequence[Any]) -> Sequence[str]:
    """Lists of texts as text, whatever somebody made of them by hand."""
    try:
        return ["; ".join(value) if type(value) is list else "" if value is None else _text(value) for value in values]
    except TypeError:
        return _written(values)


def _text(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(map(_text, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return written_number(value)
    return str(value)
