"""England at a glance: figures of the record, each with what it is counted of."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graphsvc.questions.cell_states import CellStates
from graphsvc.questions.gaps import nhs_organisations
from graphsvc.questions.matrix import Matrix, coverage_matrix
from graphsvc.questions.qualities import QUALITIES, qualities
from graphsvc.snapshot.columns import Numbers
from graphsvc.snapshot.facts import NEVER
from graphsvc.snapshot.kept import once_for_a_view
from graphsvc.snapshot.links import ACTIVE
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import ICB, NHS_TYPES, READ, Quality
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


@once_for_a_view
def glance(view: View) -> Glance:
    """England at the date of a view, worked out once for each snapshot and date."""
    matrix = coverage_matrix(view)
    links, records = view.links, view.snapshot.partnerships
    active = links.state == ACTIVE
    now = active & ~links.inherited & (qualities(view)[links.record] == QUALITIES.index(Quality.CURRENT))
    joined, joined_now = (_ends(view, some) for some in (active, now))
    nhs, boards = (np.array(view.of_types(types), np.int64) for types in (NHS_TYPES, (ICB,)))
    recorded, current = (_records(view, some) for some in (active, now))
    dated = records.has("evidence_basis", (READ,)) & (records.seen != NEVER)
    cells = CellStates(view, nhs_organisations(view))
    uncollected = cells.applicable & ~cells.counted
    return Glance(
        matrix, tile_map(view, matrix),
        int(view.is_open.sum()), int((view.is_open & joined).sum()), int((view.is_open & joined_now).sum()),
        len(nhs), int(joined[nhs].sum()), int(joined_now[nhs].sum()),
        len(boards), int(joined[boards].sum()), int(joined_now[boards].sum()),
        len(cells), int(uncollected.sum()), int((uncollected & cells.recorded).sum()),
        int(recorded.sum()), int((recorded & dated).sum()), int(current.sum()),
    )


def _ends(view: View, some: Numbers) -> Numbers:
    """For each organisation, whether some of the links join it."""
    found = np.zeros(len(view.organisations), bool)
    found[view.links.source[some]] = found[view.links.target[some]] = True
    return found


def _records(view: View, some: Numbers) -> Numbers:
    """For each record, whether it counts for some of the links."""
    found = np.zeros(len(view.snapshot.partnerships), bool)
    found[view.links.record[some]] = True
    return found
