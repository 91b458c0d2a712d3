"""Counting the records of an organisation against what is expected of it: why 21 records fill 6 expectations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graphsvc.questions.cells import Cell
from graphsvc.questions.names import listed
from graphsvc.questions.neighbourhood import state_of
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.links import Link
from graphsvc.vocabulary import CellState, PartnershipState


@dataclass(frozen=True, slots=True)
class RecordCounts:
    """The records of an organisation; the last four attributes add up to the first.

    Attributes
    ----------
    records, partners : int
        How many there are, and with how many organisations.
    behind : int
        Those behind expected partnerships that are recorded and that coverage counts.
    uncounted : int
        Those behind expected partnerships that it leaves out, with a kind of partner that has not been collected.
    unnamed : int
        Active ones with partners that no expectation names in their value area.
    rest : dict of PartnershipState to int
        Those that are not active in their own right, by state.
    """

    records: int
    partners: int
    behind: int
    uncounted: int
    unnamed: int
    rest: dict[PartnershipState, int]

    def sentence(self, recorded: int) -> str:
        """What the records are for one of which something is expected, of which some is recorded."""
        proper = f"{recorded} expected partnership{' that is' if recorded == 1 else 's that are'} recorded"
        parts = [
            f"{self.behind} {_are(self.behind)} behind the {proper}" if self.behind else "",
            f"{self.uncounted} {_are(self.uncounted)} with a kind of partner not yet collected, and not counted"
            if self.uncounted else "",
            f"{self.unnamed} {_are(self.unnamed)} with partners that the guidance does not name in that value area"
            if self.unnamed else "",
            *(f"{count} {_are(count)} {state}" for state, count in self.rest.items()),
        ]
        return f"{listed([part for part in parts if part], 9)}."


def counts(organisation: Organisation, links: Sequence[Link], cells: Iterable[Cell]) -> RecordCounts:
    """Count the records of an organisation against what is expected of it.

    Parameters
    ----------
    organisation : Organisation
        Any organisation.
    links : sequence of Link
        Its records.
    cells : iterable of Cell
        All that is expected of it.
    """
    recorded = [cell for cell in cells if cell.state is CellState.RECORDED]
    counted = {record for cell in recorded if cell.counts for record in cell.records}
    uncounted = {record for cell in recorded for record in cell.records} - counted
    own = [link.partnership.id for link in links if state_of(link) is PartnershipState.ACTIVE]
    states = Counter(state_of(link) for link in links)
    behind, beside = (sum(1 for record in own if record in some) for some in (counted, uncounted))
    return RecordCounts(
        len(links), len({link.other(organisation.index) for link in links}), behind, beside,
        len(own) - behind - beside,
        {state: states[state] for state in PartnershipState if state is not PartnershipState.ACTIVE and states[state]},
    )


def _are(count: int) -> str:
    return "is" if count == 1 else "are"
