"""All checks of a folder of tables, in one go."""

from __future__ import annotations

from graphsvc.errors import Fault, FaultyTables
from graphsvc.ingest.checks import circles, expectations, organisations, partnerships, references
from graphsvc.ingest.lines import Folder
from graphsvc.ingest.overlay import OnRows, overlay, untold
from graphsvc.ingest.whole import Whole
from graphsvc.model import TABLES, Dataset

MOST_FAULTS = 1000
"""Faults that are told; the rest are counted."""

_POSITION = {(table.file, name): at for table in TABLES for at, name in enumerate(table.header)}


def check_tables(
    folder: Folder, existing: Dataset | None = None, *, replace: bool = False, on_rows: OnRows = untold
) -> Dataset:
    """Check a folder together with what is recorded, and say what the record would be.

    Parameters
    ----------
    folder : Folder
        What was read (`graphsvc.ingest.tables.read_tables`): all tables or some, whole or a few rows.
    existing : Dataset, optional
        What is recorded; rows of the folder may refer to it.
    replace : bool
        Whether recorded rows that a file of the folder lacks go. A table without a file keeps its rows.
    on_rows : callable
        Told how many more rows were checked.

    Returns
    -------
    Dataset
        Canonical rows of every table after the load.

    Raises
    ------
    FaultyTables
        With the faults in the order of files and lines.
    """
    faults, whole = _examine(folder, existing, replace=replace, on_rows=on_rows)
    if faults:
        raise FaultyTables(faults[:MOST_FAULTS], max(len(faults) - MOST_FAULTS, 0))
    return whole.dataset()


def find_faults(folder: Folder, existing: Dataset | None = None, *, replace: bool = False) -> tuple[Fault, ...]:
    """All faults, also those that `check_tables` would only count; none when there are none."""
    return _examine(folder, existing, replace=replace, on_rows=untold)[0]


def _examine(
    folder: Folder, existing: Dataset | None, *, replace: bool, on_rows: OnRows
) -> tuple[tuple[Fault, ...], Whole]:
    whole, faults = overlay(folder, existing, replace=replace, on_rows=on_rows)
    faults += folder.faults
    faults += references.references(whole, replace=replace)
    faults += organisations.organisations(whole)
    faults += organisations.tiles(whole)
    faults += partnerships.partnerships(whole)
    faults += circles.successions(whole)
    faults += circles.places(whole)
    faults += expectations.expectations(whole)
    faults.sort(key=lambda fault: (fault.file, fault.line, _POSITION.get((fault.file, fault.column), -1)))
    return tuple(faults), whole
