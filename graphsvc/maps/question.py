"""A question for a map: whose, how far around them, what is left of it, how it is laid out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graphsvc.errors import BadInput
from graphsvc.maps.drawing import LAYOUTS
from graphsvc.questions.neighbourhood import Passing
from graphsvc.snapshot.graph import Snapshot
from graphsvc.vocabulary import KINDS, NHS_REGION, PartnershipState


@dataclass(frozen=True, slots=True)
class MapQuestion:
    """What is asked for; the names are those of the parameters, on pages, over HTTP and in commands.

    Attributes
    ----------
    org, icb, region : tuple of str
        Ids of organisations, of boards (each with the trusts whose board it is), codes of NHS regions (their boards
        and trusts).
    england : bool
        Everyone in England who has a record at the date.
    hops : int
        How far around those asked for.
    value_area, type, kind, state : tuple of str
        Filters; empty for all.
    layout : str
        One of `LAYOUTS`; empty for the one that suits.
    hide : tuple of str
        Ids of organisations to leave out; who was asked for stays.
    open : tuple of str
        Keys of groups whose organisations are drawn themselves.
    each : bool
        Whether every organisation is drawn itself, even where that is many.
    """

    org: tuple[str, ...] = ()
    icb: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    england: bool = False
    hops: int = 1
    value_area: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    layout: str = ""
    hide: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    each: bool = False

    @property
    def hiding(self) -> Passing:
        """The question without its filters."""
        return Passing(hidden=frozenset(self.hide))

    @property
    def passing(self) -> Passing:
        """What its filters leave."""
        return Passing(self.value_area, self.type, self.kind, self.state, frozenset(self.hide))

    @property
    def filtered(self) -> bool:
        """Whether it has filters."""
        return bool(self.value_area or self.type or self.kind or self.state)

    @property
    def one_organisation(self) -> bool:
        """Whether one organisation and its partners are asked for, and nothing else."""
        return len(set(self.org)) == 1 and self.hops == 1 and not (self.icb or self.region or self.england)


def refuse_unknown_words(snapshot: Snapshot, question: MapQuestion) -> None:
    """Say which words of a question are not known, and which there are.

    Raises
    ------
    BadInput
        A filter, a region or the layout names nothing.
    """
    regions = [place.code for place in snapshot.places.by_code.values() if place.kind == NHS_REGION]
    _known("value_area", "value area", question.value_area, snapshot.value_areas)
    _known("type", "organisation type", question.type, snapshot.organisation_types)
    _known("kind", "kind of partnership", question.kind, KINDS)
    _known("state", "state", question.state, list(PartnershipState))
    _known("region", "NHS region", question.region, regions)
    _known("layout", "layout", [question.layout] if question.layout else (), LAYOUTS)


def _known(parameter: str, noun: str, values: Iterable[str], known: Iterable[str]) -> None:
    known = list(known)
    for value in values:
        if value not in known:
            raise BadInput(f"there is no {noun} {value[:80]!r}; there are {', '.join(known)}", parameter, value)
