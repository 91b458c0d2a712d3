"""How a trust or board stands beside its peers, in a few figures."""

from __future__ import annotations

from dataclasses import dataclass

from graphsvc.questions.names import listed
from graphsvc.questions.peers import Peers
from graphsvc.snapshot.view import View


@dataclass(frozen=True, slots=True)
class Standing:
    """An organisation among its peers.

    Attributes
    ----------
    where : str
        Where the peers are: `the NHS region London`, or `England`.
    larger, same, of : int
        How many peers have a larger share of their expected partnerships recorded, how many the same, and among how
        many that is counted.
    """

    where: str
    larger: int
    same: int
    of: int


def standing(view: View, peers: Peers) -> Standing:
    """Where an organisation's peers are, and how many have more of what is expected of them recorded.

    Parameters
    ----------
    view : View
        The graph as at a date.
    peers : Peers
        The organisation and its peers.
    """
    own, others = peers.coverage, [peer.coverage for peer in peers.peers if peer.coverage.of]
    names = [view.snapshot.places.by_code[code].name for code in peers.regions]
    where = f"the NHS region{'s' if len(names) > 1 else ''} {listed(names, 9)}" if names else "England"
    larger = sum(1 for one in others if one.recorded * own.of > own.recorded * one.of)
    same = sum(1 for one in others if one.recorded * own.of == own.recorded * one.of)
    return Standing(where, larger, same, len(others))
