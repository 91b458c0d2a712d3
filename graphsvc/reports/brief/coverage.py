"""A share of expectations that are recorded, as a number of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graphsvc.reports.brief.material import Material
from graphsvc.reports.brief.phrases import counted
from graphsvc.reports.brief.rows import ExpectationCell
from graphsvc.reports.brief.suppression import Key


@dataclass(frozen=True, slots=True)
class Coverage:
    """Keys of its three numbers: expectations that are counted, recorded, and recorded on current evidence."""

    of: Key
    recorded: Key
    current: Key


def enter_coverage(
    material: Material, key: tuple[str, str, str], title: str, cells: Sequence[ExpectationCell], current: bool
) -> Coverage:
    """Enter the coverage of some expectations, with one trace for its numbers: those that are counted.

    Parameters
    ----------
    material : Material
        Where it is entered.
    key : tuple of str
        Table, row and column; a total's are empty.
    title : str
        Whose coverage it is.
    cells : sequence of ExpectationCell
        Those that coverage counts.
    current : bool
        Whether current evidence is shown of it as well.
    """
    numbers, rows = material.numbers, material.rows
    recorded, fresh = sum(cell.recorded for cell in cells), sum(cell.current for cell in cells)
    said = f"{recorded:,} of {len(cells):,} recorded{f', {fresh:,} on current evidence' if current else ''}"
    sentence = (
        f"Coverage counts {counted(len(cells), 'expectation')} here, a row for each: the denominator. "
        f"{counted(recorded, 'row is', 'rows are')} recorded"
        + (f", {fresh:,} of them with current evidence." if current else ".")
    )
    parts = (key[0], *(part or "all" for part in key[1:]))
    trace = numbers.trace(parts, f"{title}: {said}", sentence, rows.cells, rows.of_cells(cells))
    return Coverage(
        numbers.count((*key, "of"), len(cells), trace), numbers.count((*key, "recorded"), recorded, trace),
        numbers.count((*key, "current"), fresh, trace) if current else (),
    )
