"""What a page of gaps found, in sentences: the gaps by their state, and what is recorded most and least."""

from __future__ import annotations

from graphsvc.questions.cells import Cell
from graphsvc.questions.gaps import Coverage
from graphsvc.questions.matrix import Column, Matrix
from graphsvc.questions.names import in_sentence, listed
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import CellState
from graphsvc.web.gaps.asked import by_state

_WORDS = {
    CellState.UNRECORDED: "with nothing recorded",
    CellState.CONFIRMED_NONE: "where somebody asked and was told none",
    CellState.INHERITED: "inherited, to be reconfirmed",
    CellState.SHARED_NETWORK: "joined by a shared network only",
    CellState.VIA_HOST: "through a host only",
    CellState.PROPOSED: "proposed only",
    CellState.LAPSED: "lapsed",
}


def gaps_sentence(cells: list[Cell]) -> str:
    """`3,964 gaps: 3,791 with nothing recorded, 46 …`.

    Parameters
    ----------
    cells : list of Cell
        In every state.
    """
    counted = by_state(cells)
    total = sum(count for state, count in counted.items() if state.is_gap)
    told = [f"{counted[state]:,} {words}" for state, words in _WORDS.items() if state in counted]
    return f"{total:,} gap{'' if total == 1 else 's'}: {listed(told, len(told))}." if total else "No gaps."


def left_out_sentence(cells: list[Cell]) -> str:
    """What coverage leaves out of all that was looked at, so that the numbers of a page add up; empty for nothing.

    Parameters
    ----------
    cells : list of Cell
        In every state.
    """
    left = [cell for cell in cells if not cell.counts]
    if not left:
        return ""
    none_applies = sum(1 for cell in left if cell.state is CellState.NOT_APPLICABLE)
    uncollected = [cell for cell in left if cell.state is not CellState.NOT_APPLICABLE]
    parts = [f"{none_applies:,} that do{'es' if none_applies == 1 else ''} not apply"] if none_applies else []
    parts += [f"{len(uncollected):,} with a kind of partner that has not been collected"] if uncollected else []
    recorded = sum(1 for cell in uncollected if cell.state is CellState.RECORDED)
    gaps = sum(1 for cell in uncollected if cell.state.is_gap)
    among = f" Of these, {recorded:,} {_are(recorded)} recorded all the same" if recorded else ""
    if gaps:
        among += f" and {gaps:,} {_are(gaps)} among the gaps" if among else f" Of these, {gaps:,} {_are(gaps)} a gap"
    return (
        f"Looked at: {len(cells):,} expectation{'' if len(cells) == 1 else 's'}. Coverage counts "
        f"{len(cells) - len(left):,} and leaves out {listed(parts)}.{among}{'.' if among else ''}"
    )


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def most_and_least(view: View, matrix: Matrix) -> str:
    """Which expectations are recorded most and least; empty where there are not two shares to compare.

    Parameters
    ----------
    view : View
        The graph as at a date.
    matrix : Matrix
        Coverage by board and expectation.
    """
    found = [
        (cell.recorded / cell.of, column, cell)
        for column, cell in zip(matrix.columns, matrix.total.cells, strict=True) if cell
    ]
    if len({share for share, _, _ in found}) < 2:
        return ""
    least, most = (pick(found, key=lambda one: one[0]) for pick in (min, max))

    def told(one: tuple[float, Column, Coverage]) -> str:
        _, column, cell = one
        kind = in_sentence(view.snapshot.partner_types[column.partner_type].name)
        area = in_sentence(view.snapshot.value_areas[column.value_area])
        equal = sum(1 for share, _, _ in found if share == one[0]) - 1
        more = f", and {equal} more with the same share" if equal else ""
        return f"{kind} in {area} ({cell.recorded:,} of {cell.of:,}{more})"

    return f"Recorded most: {told(most)}. Least: {told(least)}."
