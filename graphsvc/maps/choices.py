"""What a map can be filtered by, with counts, and the filters in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from graphsvc.maps.drawing import Choice, Choices
from graphsvc.questions.names import listed
from graphsvc.questions.neighbourhood import Passing, state_of
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.graph import Snapshot
from graphsvc.snapshot.links import Link
from graphsvc.vocabulary import KINDS, PartnershipState

_MOST_NAMED = 5


def choices_of(
    snapshot: Snapshot, around: Iterable[Organisation], links: Iterable[Link], passing: Passing
) -> Choices:
    """What occurs on a map without filters, and whatever is filtered by.

    Parameters
    ----------
    snapshot : Snapshot
        Whose words are used.
    around : iterable of Organisation
        Who is there without having been asked for.
    links : iterable of Link
        The records.
    passing : Passing
        The filters.
    """
    links = list(links)
    areas = Counter(link.partnership.value_area for link in links)
    kinds = Counter(link.partnership.kind for link in links)
    states = Counter(str(state_of(link)) for link in links)
    types = Counter(kind for kind, _ in {(organisation.type, organisation.id) for organisation in around})
    return Choices(
        value_area=_choices(snapshot.value_areas, areas, passing.value_areas),
        type=_choices(snapshot.organisation_types, types, passing.types),
        kind=_choices(KINDS, kinds, passing.kinds),
        state=_choices({str(state): str(state).capitalize() for state in PartnershipState}, states, passing.states),
    )


def in_words(snapshot: Snapshot, passing: Passing, hidden: Iterable[Organisation] = ()) -> str:
    """Filters as a sentence; empty without.

    Parameters
    ----------
    snapshot : Snapshot
        Whose words are used.
    passing : Passing
        The filters.
    hidden : iterable of Organisation
        Who was left out on request.
    """
    said = []
    if passing.value_areas:
        said.append(f"in {_names(passing.value_areas, snapshot.value_areas)}")
    if passing.kinds:
        said.append(f"of the kind {_names(passing.kinds, KINDS)}")
    if passing.states:
        said.append(f"that are {_names(passing.states, {str(state): str(state) for state in PartnershipState})}")
    sentences = [f"Only records {', '.join(said)}."] if said else []
    if passing.types:
        sentences.append(f"Of those around only: {_names(passing.types, snapshot.organisation_types)}.")
    away = [organisation.name for organisation in hidden]
    if away:
        sentences.append(f"Left out on request: {listed(away, _MOST_NAMED)}.")
    return " ".join(sentences)


def _names(ids: Collection[str], names: Mapping[str, str]) -> str:
    told = [name for one, name in names.items() if one in ids]
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} or {told[-1]}"


def _choices(names: Mapping[str, str], counts: Mapping[str, int], chosen: Collection[str]) -> tuple[Choice, ...]:
    return tuple(Choice(one, name, counts[one]) for one, name in names.items() if counts[one] or one in chosen)
