"""All organisations of a snapshot."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from functools import cached_property

import numpy as np

from graphsvc.dates import first_day, last_day
from graphsvc.model import Row, split_list
from graphsvc.snapshot.columns import Numbers, Rows
from graphsvc.snapshot.facts import ALWAYS, NEVER, Organisation, ordinal
from graphsvc.snapshot.made import MadeSequence
from graphsvc.vocabulary import CONVENOR_SIDE


class Organisations(MadeSequence[Organisation]):
    """All organisations in the order of their ids, each made when it is first asked for.

    Parameters
    ----------
    rows : Rows
        The table of organisations.
    types : iterable of Row
        The table of their types.
    """

    def __init__(self, rows: Rows, types: Iterable[Row]) -> None:
        self._rows = rows
        self._types = {row["organisation_type"]: row for row in types}
        self._made: list[Organisation | None] = [None] * len(rows)

    def __len__(self) -> int:
        return len(self._made)

    def make(self, index: int) -> Organisation:
        """The organisation at a place: always the same one."""
        found = self._made[index]
        if found is None:
            found = self._made[index] = self._organisation(index)
        return found

    @property
    def first_open(self) -> Numbers:
        """The first day, as its ordinal, on which each is open."""
        return self._rows.columns["opened"].each(lambda text: ordinal(first_day(text), NEVER), "i4")

    @property
    def last_open(self) -> Numbers:
        """The last day, as its ordinal, on which each is open."""
        return self._rows.columns["closed"].each(lambda text: ordinal(last_day(text), ALWAYS), "i4")

    @cached_property
    def convenor(self) -> Numbers:
        """Whether each is a convenor."""
        return self.of_type([kind for kind, row in self._types.items() if row["side"] == CONVENOR_SIDE])

    @cached_property
    def national(self) -> Numbers:
        """Whether each is a national body."""
        types, flags = (self._rows.columns[name] for name in ("organisation_type", "national"))
        pairs = zip(flags, types, strict=True)
        known: dict[tuple[str, str], bool] = {}
        return np.fromiter((
            known[pair] if pair in known else known.setdefault(pair, _national(
                {"national": pair[0], "organisation_type": pair[1]}, self._types
            )) for pair in pairs
        ), bool, len(self))

    def of_type(self, types: Collection[str]) -> Numbers:
        """Whether each is of one of some types."""
        return self._rows.columns["organisation_type"].each(types.__contains__, "?")

    def _organisation(self, index: int) -> Organisation:
        row = self._rows[index]
        return Organisation(
            index=index, id=row["id"], name=row["name"], type=row["organisation_type"],
            opened=row["opened"], closed=row["closed"],
            first_open=first_day(row["opened"]) or datetime.date.min,
            last_open=last_day(row["closed"]) or datetime.date.max,
            place_code=row["place_code"], covers_code=row["covers_code"], place_basis=row["place_basis"],
            postcode=row["postcode"], longitude=_number(row["longitude"]), latitude=_number(row["latitude"]),
            aliases=split_list(row["aliases"]), source=row["source"], board=row["icb"], tier=row["tier"],
            host=row["host"], status=row["status"], national=_national(row, self._types),
            convenor=self._types[row["organisation_type"]]["side"] == CONVENOR_SIDE,
        )


def _national(row: Row, kinds: dict[str, Row]) -> bool:
    """Whether an organisation is a national body: by its own column, else by its type's."""
    return (row["national"] or kinds[row["organisation_type"]]["national"]) == "yes"


def _number(text: str) -> float | None:
    return float(text) if text else None
