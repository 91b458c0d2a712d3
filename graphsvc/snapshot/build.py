"""Reading the record out of the graph: accepted only when it is whole and what the last load left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import zip_longest
from typing import TYPE_CHECKING

from graphsvc.database.revision import Revision, revision_of
from graphsvc.errors import RecordChangedOutsideLoad
from graphsvc.model import TABLE, TABLES, Dataset
from graphsvc.snapshot.columns import Rows
from graphsvc.snapshot.gather import gathered
from graphsvc.snapshot.graph import Snapshot
from graphsvc.snapshot.hash import dataset_hash
from graphsvc.snapshot.read import Reader, read_columns

if TYPE_CHECKING:
    from graphsvc.database.session import Database

_ATTEMPTS = 3

CHANGED_OUTSIDE = "the record was changed outside `load`"

_LARGEST = ("relationships", "organisations", "evidence")

_IN_TURN = (*map(TABLE.__getitem__, _LARGEST), *(table for table in TABLES if table.name not in _LARGEST))
"""Tables as they are read: the largest first, so that the server looks for one while another is taken."""


def build_snapshot(database: Database, *, after_rows: Callable[[], None] = lambda: None) -> Snapshot:
    """A snapshot of the record as it stands.

    Parameters
    ----------
    database : Database
        The record.
    after_rows : callable, optional
        Called between the rows and the second look at the revision.

    Raises
    ------
    RecordChangedOutsideLoad, DatabaseAway
        See `read_dataset`.
    """
    dataset, revision = read_dataset(database, after_rows=after_rows)
    number, hash_ = (revision.number, revision.hash) if revision else (0, "")
    return Snapshot(dataset, revision=number, taken_at=datetime.now(UTC), hash_=hash_)


def read_dataset(
    database: Database, *, after_rows: Callable[[], None] = lambda: None
) -> tuple[Dataset, Revision | None]:
    """All rows of the record and the revision that they are.

    The database gives what is committed at each moment, so that rows read one after another may come from two
    loads. Rows are accepted only when the revision is the same before and after, and its hash is theirs.

    Parameters
    ----------
    database : Database
        The record.
    after_rows : callable, optional
        Called between the rows and the second look at the revision.

    Returns
    -------
    dataset : Dataset
        Canonical rows.
    revision : Revision or None
        The load that made them; None when nothing was loaded yet.

    Raises
    ------
    RecordChangedOutsideLoad
        When three attempts failed.
    DatabaseAway
        When the database does not answer.
    """
    for _ in range(_ATTEMPTS):
        before = _revision(database)
        dataset = read_rows(database.read_stream)
        after_rows()
        after = _revision(database)
        if before == after and dataset_hash(dataset) == (after.hash if after else _EMPTY):
            return dataset, after
    raise RecordChangedOutsideLoad(
        f"{CHANGED_OUTSIDE}: its rows are not those that the last load left. "
        "`load DIR --replace` with a whole folder puts it right."
    )


def _revision(database: Database) -> Revision | None:
    """The newest load. Unlike `Database.revision` it waits for a busy server as long as for any other statement."""
    rows = database.read("snapshot/revision")
    return revision_of(rows[0]) if rows else None


def read_rows(run: Reader) -> dict[str, Rows]:
    """All rows, whatever their hash; `run` gives the rows of a statement by its name."""
    found: dict[str, Rows] = {}
    asked = read_columns(run, _IN_TURN[0])
    for table, following in zip_longest(_IN_TURN, _IN_TURN[1:]):
        chunks = asked
        if following:
            # Asked for before this one is taken, so that the server looks for it meanwhile.
            asked = read_columns(run, following)
        found[table.name] = gathered(table, chunks)
    return found


_EMPTY = dataset_hash({table.name: () for table in TABLES})
