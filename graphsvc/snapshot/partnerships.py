"""All records of a snapshot."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from functools import cached_property

import numpy as np

from graphsvc.dates import first_day, last_day
from graphsvc.model import split_list
from graphsvc.snapshot.columns import Numbers, Rows
from graphsvc.snapshot.facts import ALWAYS, NEVER, Evidence, Partnership, ordinal
from graphsvc.snapshot.made import KeptSequence


class Partnerships(KeptSequence[Partnership]):
    """All records in the order of their ids, each made when it is asked for; what they say, as arrays, for all at once.

    Parameters
    ----------
    rows, evidence : Rows
        The tables of relationships and of evidence.
    index_of : dict of str to int
        Organisations by id.
    """

    def __init__(self, rows: Rows, evidence: Rows, index_of: dict[str, int]) -> None:
        super().__init__()
        self._rows = rows
        self._evidence = evidence
        self.source = rows.columns["source_org"].each(index_of.__getitem__, "i4")
        """For each record, the organisation that it names first."""
        self.target = rows.columns["target_org"].each(index_of.__getitem__, "i4")
        """For each record, the organisation that it names second."""

    def __len__(self) -> int:
        return len(self._rows)

    def some(self, wanted: Numbers) -> list[Partnership]:
        """Those that are wanted, of all."""
        return list(map(self.make, np.flatnonzero(wanted).tolist()))

    def ids(self) -> Sequence[str]:
        """Ids of all."""
        return self._rows.columns["id"]

    @property
    def starts(self) -> Numbers:
        """The first day of each, as its ordinal; `NEVER` when unknown."""
        return self._rows.columns["since"].each(lambda text: ordinal(first_day(text), NEVER), "i4")

    @property
    def ends(self) -> Numbers:
        """The last day of each, as its ordinal; `ALWAYS` when it has not ended."""
        return self._rows.columns["until"].each(lambda text: ordinal(last_day(text), ALWAYS), "i4")

    @property
    def seen(self) -> Numbers:
        """The day of the evidence of each, as its ordinal; `NEVER` when unknown."""
        return self._rows.columns["evidence_date"].each(lambda text: ordinal(first_day(text), NEVER), "i4")

    def has(self, column: str, values: Collection[str]) -> Numbers:
        """Whether a column of each has one of some values."""
        return self._rows.columns[column].each(values.__contains__, "?")

    @cached_property
    def value_areas(self) -> tuple[Numbers, Sequence[str]]:
        """The value area of each as a number, and the ids that these stand for."""
        return self.numbered("value_area")

    def numbered(self, column: str) -> tuple[Numbers, Sequence[str]]:
        """A column of each as numbers, and the texts that these stand for."""
        return self._rows.columns[column].numbered()

    def fresh(self, index: int) -> Partnership:
        """The record at a place, made now."""
        row = self._rows[index]
        pages = self._evidence.columns
        page = bisect_left(pages["id"], row["evidence"])
        return Partnership(
            id=row["id"], source=int(self.source[index]), target=int(self.target[index]),
            value_area=row["value_area"], kind=row["kind"], status=row["status"],
            since=row["since"], until=row["until"], starts=first_day(row["since"]), ends=last_day(row["until"]),
            evidence=Evidence(
                id=row["evidence"], title=pages["title"][page], address=pages["address"][page],
                date=row["evidence_date"], basis=row["evidence_basis"], first_day=first_day(row["evidence_date"]),
            ),
            summary=row["summary"], benefits=split_list(row["benefits"]),
        )
