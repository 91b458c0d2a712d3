"""Reading the record out of the graph: accepted only when it is whole and what the last load left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from graphsvc.database.revision import Revision, revision_of
from graphsvc.dates import first_day, last_day
from graphsvc.errors import RecordChangedOutsideLoad
from graphsvc.model import TABLES, Dataset, Kind, Table, written_number
from graphsvc.snapshot.columns import Rows
from graphsvc.snapshot.gather import gathered
from graphsvc.snapshot.graph import Snapshot
from graphsvc.snapshot.hash import dataset_hash

if TYPE_CHECKING:
    from graphsvc.database.session import Database

LAST_DAYS = frozenset({"until", "closed", "valid_to"})
"""Columns whose partial dates mean their last day; all others mean their first."""

_ATTEMPTS = 3

CHANGED_OUTSIDE = "the record was changed outside `load`"

Reader = Callable[[str], Iterable[Mapping[str, Any]]]
"""Runs a statement by its name and gives its rows."""


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
    return {table.name: gathered(table, read_columns(run, table)) for table in TABLES}


def read_columns(run: Reader, table: Table) -> Iterator[list[list[str]]]:
    """The rows of a table in no order, some at a time, as the canonical texts of each column in turn."""
    # An empty table may come as one chunk of no rows.
    return (_texts(table, chunk["rows"]) for chunk in run(f"snapshot/{table.name}") if chunk["rows"])


def _texts(table: Table, rows: Sequence[Sequence[Any]]) -> list[list[str]]:
    """Some rows as columns of canonical text. A partial date comes as its text and its day, one after the other."""
    columns = []
    following = iter(zip(*rows, strict=True))
    for column in table.columns:
        texts = [value if type(value) is str else _text(value) for value in next(following)]
        if column.kind is Kind.PARTIAL_DATE:
            last = column.name in LAST_DAYS
            texts = [
                # Somebody changed one of the two: no load wrote this, and no hash has it.
                text if (day or "") == _day(text, last) else f"{text} ({day or ''})"
                for text, day in zip(texts, next(following), strict=True)
            ]
        columns.append(texts)
    return columns


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return written_number(value)
    if isinstance(value, list):
        return "; ".join(map(_text, value))
    return str(value)


@lru_cache(maxsize=20_000)
def _day(text: str, last: bool) -> str:
    try:
        day = last_day(text) if last else first_day(text)
    except ValueError:
        return "no day"
    return day.isoformat() if day else ""


_EMPTY = dataset_hash({table.name: () for table in TABLES})
