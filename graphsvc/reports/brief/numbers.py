"""The numbers of a brief: what each counts, how they add up, and the rows that each opens."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graphsvc.reports.brief.contents import Trace
from graphsvc.reports.brief.suppression import Key, Sum, hidden
from graphsvc.reports.report import Column, Value


@dataclass(frozen=True, slots=True)
class Count:
    """A number, and the id of the trace that it opens."""

    value: int
    trace: str


@dataclass(frozen=True, slots=True)
class RowsOf:
    """The report whose rows are counted, and what is told of each row."""

    report: str
    version: int
    columns: tuple[Column, ...]


class Numbers:
    """Collects the numbers of a brief while its tables are made.

    Every number is entered with its key and its trace, and every way in which shown numbers add up, so that what may
    not be published cannot be worked out from the rest.
    """

    def __init__(self) -> None:
        self.counts: dict[Key, Count] = {}
        self.sums: list[Sum] = []
        self.traces: dict[str, Trace] = {}

    def trace(
        self, parts: Sequence[str], title: str, sentence: str, of: RowsOf, rows: Iterable[tuple[Value, ...]]
    ) -> str:
        """Keep the rows that a number comes from.

        Parameters
        ----------
        parts : sequence of str
            Make its id: the table, figure or finding first. An id that is taken is numbered.
        title, sentence : str
            Which number it is, and how it comes from the rows.
        of : RowsOf
            Whose rows.
        rows : iterable of tuple
            The rows.

        Returns
        -------
        str
            Its id.
        """
        first = "-".join(filter(None, map(slug, parts)))
        name, taken = first, 1
        while name in self.traces:
            taken += 1
            name = f"{first}-{taken}"
        self.traces[name] = Trace(name, title, sentence, of.report, of.version, of.columns, tuple(rows))
        return name

    def count(self, key: Key, value: int, trace: str) -> Key:
        """Enter a number."""
        self.counts[key] = Count(value, trace)
        return key

    def adds_up(self, total: Key, parts: Iterable[Key]) -> None:
        """Say that a number is the sum of others, but for what everybody may know."""
        self.sums.append(Sum(total, tuple(parts)))

    def hidden(self, below: int) -> frozenset[Key]:
        """What may not be shown when counts below a threshold may not."""
        return hidden({key: one.value for key, one in self.counts.items()}, self.sums, below)


def slug(text: str) -> str:
    """An id in small letters, digits and hyphens: `GB-NHS-QE1` → `qe1`."""
    return re.sub(r"[^a-z0-9]+", "-", text.removeprefix("GB-NHS-").lower()).strip("-")
