"""The snapshot: the whole record in memory, immutable, named by its hash."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Any

from graphsvc.model import Dataset, canonical_dataset
from graphsvc.snapshot import small_tables
from graphsvc.snapshot.footprints import Footprints
from graphsvc.snapshot.gather import gathered_dataset
from graphsvc.snapshot.hash import dataset_hash
from graphsvc.snapshot.organisations import Organisations
from graphsvc.snapshot.partnerships import Partnerships
from graphsvc.snapshot.places import Places

if TYPE_CHECKING:
    from graphsvc.snapshot.view import View

_VIEWS_KEPT = 8
"""Dates for which a view is kept: enough for the dates that advisers compare, at about 1 MB each for England."""

_LINKS_KEPT = 4_000_000
"""Links, at most, of all views that are kept beside the one asked for: a million take about 40 MB."""


class Snapshot:
    """All facts of one revision of the record.

    Parameters
    ----------
    dataset : Dataset
        Canonical rows that have passed the checks.
    revision : int
        Number of the load that made them.
    taken_at : datetime
        When they were read from the database.
    hash_ : str, optional
        Their hash, when the caller has just computed it.
    """

    def __init__(self, dataset: Dataset, revision: int = 0, taken_at: datetime | None = None, hash_: str = "") -> None:
        self.dataset = tables = gathered_dataset(dataset)
        self.revision = revision
        self.taken_at = taken_at or datetime.now(UTC)
        self.hash = hash_ or dataset_hash(tables)
        self.organisations = Organisations(tables["organisations"], tables["organisation_types"])
        self.index_of = {id_: index for index, id_ in enumerate(tables["organisations"].columns["id"])}
        self.partnerships = Partnerships(tables["relationships"], tables["evidence"], self.index_of)
        self.successions = small_tables.successions(tables["successions"], self.index_of)
        self.rules = small_tables.rules(tables["expectations"])
        self.partner_types = small_tables.partner_types(tables["partner_types"], tables["collection"])
        self.reviews = small_tables.reviews(tables["reviews"])
        self.places = Places(tables["places"], tables["within"])
        self.footprints = Footprints(tables["organisations"], self.places)
        self.kept: dict[object, Any] = {}
        """What questions have worked out for this snapshot, kept as long as it is."""
        self._views: OrderedDict[date, View] = OrderedDict()
        self._lock = Lock()

    @classmethod
    def from_rows(cls, tables: Mapping[str, Iterable[Mapping[str, str]]]) -> Snapshot:
        """A snapshot of rows in the seed layout that have passed the checks; missing tables are empty."""
        return cls(canonical_dataset(tables))

    @cached_property
    def value_areas(self) -> dict[str, str]:
        """Names of the value areas by id, in the order in which the guidance gives them."""
        rows = sorted(self.dataset["value_areas"], key=lambda row: (_number_first(row["passage"]), row["value_area"]))
        return {row["value_area"]: row["name"] for row in rows}

    @cached_property
    def organisation_types(self) -> dict[str, str]:
        """Names of the organisation types by id."""
        return {row["organisation_type"]: row["name"] for row in self.dataset["organisation_types"]}

    @cached_property
    def national_types(self) -> frozenset[str]:
        """Organisation types that are national as a whole."""
        rows = self.dataset["organisation_types"]
        return frozenset(row["organisation_type"] for row in rows if row["national"] == "yes")

    def view(self, day: date) -> View:
        """The graph as at a date; the last few dates asked are kept."""
        from graphsvc.snapshot.view import View

        with self._lock:
            view = self._views.get(day)
            if view is None:
                view = self._views[day] = View(self, day)
                while len(self._views) > _VIEWS_KEPT or (
                    len(self._views) > 1 and sum(len(one.links) for one in self._views.values()) > _LINKS_KEPT
                ):
                    self._views.popitem(last=False)
            self._views.move_to_end(day)
            return view


def _number_first(text: str) -> tuple[int, str]:
    return (int(text), "") if text.isdecimal() else (10**9, text)
