"""What is behind cells: the links that give each its state, of many organisations at once, as arrays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from graphsvc.questions.fillers import filling_of, hosting_of, members_of
from graphsvc.snapshot.columns import Numbers
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.joins import sorted_once
from graphsvc.snapshot.links import ACTIVE, LAPSED, PROPOSED
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import CellState

STATES = tuple(CellState)
"""What a number among states of cells stands for."""

NO_RECORD = len(STATES)
"""In place of a state: no record gives one."""

_RECORDED, _INHERITED, _SHARED, _VIA_HOST, _PROPOSED, _LAPSED = (
    STATES.index(state) for state in (
        CellState.RECORDED, CellState.INHERITED, CellState.SHARED_NETWORK, CellState.VIA_HOST, CellState.PROPOSED,
        CellState.LAPSED,
    )
)
_BITS = 32
_POSITION = (1 << _BITS) - 1


class Behind:
    """The first state that some record gives to each cell, and the links that give it.

    Parameters
    ----------
    view : View
        The graph as at a date.
    organisations : sequence of Organisation
        Open trusts and boards.
    cells : array of int
        The cell of each of the organisations (first axis) in each value area (second axis; by number, with one more
        for those without records) and of each partner type (third axis, in order); -1 for none.
    count : int
        How many cells there are.
    """

    def __init__(self, view: View, organisations: Sequence[Organisation], cells: Numbers, count: int) -> None:
        self._view = view
        self._kinds = tuple(view.snapshot.partner_types.values())
        self._cells = cells
        links, records = view.links, view.snapshot.partnerships
        indices = np.array([one.index for one in organisations], np.int64)
        self._row = np.repeat(np.arange(len(indices)), view.links_of.counts[indices])
        self._positions = view.links_of.around(indices)
        self._own = indices[self._row]
        self._other = links.others(self._positions, self._own)
        self._area = records.value_areas[0][links.record[self._positions]]
        self._direct = links.counted(self._positions)
        self.states: Numbers = np.full(count, NO_RECORD, np.uint8)
        """The state of each cell as its place in `STATES`; `NO_RECORD` where no record gives one."""
        given = [*self._filling(), *self._hosting(organisations)]
        for cell, _, state in given:
            np.minimum.at(self.states, cell, state)
        shared = list(self._shared())
        for cell, _, state in shared:
            self.states[cell] = state
        behind = sorted_once(np.concatenate([np.empty(0, np.int64), *(
            (cell.astype(np.int64) << _BITS | positions)[self.states[cell] == state]
            for cell, positions, state in (*given, *shared)
        )]))
        self.positions: Numbers = (behind & _POSITION).astype(np.int32)
        """Positions of the links behind the first cell in the order of their records, then of the second, and so on."""
        self.bounds: Numbers = np.searchsorted(behind, np.arange(count + 1) << _BITS)
        """Where those of each cell begin, and at last where those of the last one end."""

    def _filling(self) -> Iterator[tuple[Numbers, Numbers, Numbers]]:
        """Cells, links with who fills them, and the states that these give."""
        links = self._view.links
        by_state = np.full(max(ACTIVE, PROPOSED, LAPSED) + 1, NO_RECORD, np.uint8)
        by_state[[ACTIVE, PROPOSED, LAPSED]] = _RECORDED, _PROPOSED, _LAPSED
        states = by_state[links.state[self._positions]]
        states[(states == _RECORDED) & links.inherited[self._positions]] = _INHERITED
        for number, kind in enumerate(self._kinds):
            mine, cell = self._of_kind(number, filling_of(self._view, kind)[self._other])
            yield cell, self._positions[mine], states[mine]

    def _hosting(self, organisations: Sequence[Organisation]) -> Iterator[tuple[Numbers, Numbers, Numbers]]:
        """The same with hosts of others who would fill them."""
        index_of = self._view.snapshot.index_of
        hosts = np.array([index_of[one.host] if one.host else -1 for one in organisations], np.int64)
        for number, kind in enumerate(self._kinds):
            hosting = hosting_of(self._view, kind)
            if len(hosting):
                accepted = np.array([one.type in kind.organisation_types for one in organisations], bool)
                itself = (accepted[self._row]) & (hosts[self._row] == self._other)
                mine, cell = self._of_kind(number, self._direct & (hosting[self._other] > itself))
                yield cell, self._positions[mine], np.full(len(mine), _VIA_HOST, np.uint8)

    def _shared(self) -> Iterator[tuple[Numbers, Numbers, Numbers]]:
        """The same with networks that others who would fill them are in, for cells that nothing better is behind."""
        convening = np.flatnonzero(self._direct & self._view.organisations.convenor[self._other])
        open_ends = np.append(self.states, 0)[self._cells] > _SHARED
        convening = convening[open_ends[self._row[convening], self._area[convening]].any(axis=1)]
        for link, row, area in zip(
            convening.tolist(), self._row[convening].tolist(), self._area[convening].tolist(), strict=True
        ):
            for number in np.flatnonzero(open_ends[row, area]).tolist():
                joined, who = members_of(self._view, int(self._other[link]), area, self._kinds[number])
                joined = joined[who != self._own[link]]
                if len(joined):
                    both = np.append(joined, self._positions[link])
                    cell = np.full(len(both), self._cells[row, area, number])
                    yield cell, both, np.full(len(both), _SHARED, np.uint8)

    def _of_kind(self, number: int, wanted: Numbers) -> tuple[Numbers, Numbers]:
        """Of the links that are wanted those whose organisation has a cell in their value area, and these cells."""
        mine = np.flatnonzero(wanted)
        cell = self._cells[self._row[mine], self._area[mine], number]
        return mine[cell >= 0], cell[cell >= 0]
