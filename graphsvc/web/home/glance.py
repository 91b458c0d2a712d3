"""England at a glance: figures of the record, each with what it is counted of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from graphsvc.questions.matrix import Matrix, coverage_matrix
from graphsvc.questions.qualities import quality
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import ICB, NHS_TYPES, READ, CellState, Quality
from graphsvc.web.gaps.asked import cells_by_organisation
from graphsvc.web.home.tiles import TileMap, tile_map


@dataclass(frozen=True, slots=True)
class Glance:
    """The figures.

    Attributes
    ----------
    matrix : Matrix
        Coverage by board.
    tiles : TileMap or None
        The same as a map; None without a table of tiles.
    organisations, joined, joined_now : int
        Open organisations; those of them with an active record; and those with one whose evidence is current.
    nhs, nhs_joined, nhs_joined_now : int
        The same of trusts and boards.
    boards, boards_joined, boards_joined_now : int
        The same of boards.
    looked_at, uncollected, uncollected_recorded : int
        Expectations of all trusts and boards; those that coverage leaves out although they apply, for nobody has
        collected such partners; and those of them that are recorded all the same.
    records, read, current : int
        Active records; those of them whose evidence somebody read and has a date; and those where it is current.
    """

    matrix: Matrix
    tiles: TileMap | None
    organisations: int
    joined: int
    joined_now: int
    nhs: int
    nhs_joined: int
    nhs_joined_now: int
    boards: int
    boards_joined: int
    boards_joined_now: int
    looked_at: int
    uncollected: int
    uncollected_recorded: int
    records: int
    read: int
    current: int


@lru_cache(maxsize=8)
def glance(view: View) -> Glance:
    """England at the date of a view, worked out once for each snapshot and date."""
    matrix = coverage_matrix(view)
    active = [link for link in view.links if link.active]
    current = [link for link in active if not link.inherited and quality(view, [link]) is Quality.CURRENT]
    joined = {index for link in active for index in (link.source, link.target)}
    joined_now = {index for link in current for index in (link.source, link.target)}
    everybody = {index for index, is_open in enumerate(view.open) if is_open}
    nhs, boards = set(view.of_types(NHS_TYPES)), set(view.of_types((ICB,)))
    records = {link.partnership.id: link.partnership.evidence for link in active}
    cells = [cell for some in cells_by_organisation(view).values() for cell in some]
    uncollected = [cell for cell in cells if cell.state is not CellState.NOT_APPLICABLE and not cell.counts]
    return Glance(
        matrix, tile_map(view, matrix),
        len(everybody), len(everybody & joined), len(everybody & joined_now),
        len(nhs), len(nhs & joined), len(nhs & joined_now),
        len(boards), len(boards & joined), len(boards & joined_now),
        len(cells), len(uncollected), sum(1 for cell in uncollected if cell.state is CellState.RECORDED),
        len(records), sum(1 for seen in records.values() if seen.basis == READ and seen.first_day is not None),
        len({link.partnership.id for link in current}),
    )
