"""Paths: how to reach an organisation through those we know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise

from graphsvc.errors import BadInput
from graphsvc.questions.detour import least_hops_through, ranked_through
from graphsvc.questions.network import QUARTERS, Network, Passage, network_of
from graphsvc.questions.ranking import Aim, Ranked, best_path, ranked_paths
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.links import Link
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import KINDS, NoPath

MAX_HOPS = 6
MOST_HOPS = 10
K = 3
MOST_K = 20
ORDERS = ("hops", "evidence")


@dataclass(frozen=True, slots=True)
class PathQuestion:
    """What is asked: from any of the sources to the target, or to the nearest organisations of a type.

    Organisations are named by id. Empty filters let everything through.
    """

    sources: tuple[str, ...]
    target: str = ""
    target_type: str = ""
    target_place: str = ""
    value_areas: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    k: int = K
    max_hops: int = MAX_HOPS
    order: str = "hops"
    inherited: bool = False
    national: bool = False
    avoid: tuple[str, ...] = ()
    via: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """Two organisations that are joined, and all the records between them in the graph as asked."""

    source: Organisation
    target: Organisation
    cost: float
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """A simple path. `weakest` is the position of its costliest step, the first of equals."""

    organisations: tuple[Organisation, ...]
    steps: tuple[Step, ...]
    cost: float
    weakest: int

    @property
    def hops(self) -> int:
        """How many steps it has."""
        return len(self.steps)


@dataclass(frozen=True, slots=True)
class PathAnswer:
    """The best paths, or the reason why there is none.

    Attributes
    ----------
    paths : tuple of Path
        Best first.
    reason : NoPath or None
        Why there is none.
    shortest : int or None
        Hops of the shortest path, when none is within the limit.
    not_open : dict of Organisation to tuple of Organisation
        Organisations asked for that are not open at the date, each with its heirs.
    """

    paths: tuple[Path, ...]
    reason: NoPath | None = None
    shortest: int | None = None
    not_open: dict[Organisation, tuple[Organisation, ...]] = field(default_factory=dict)


def find_paths(view: View, question: PathQuestion) -> PathAnswer:
    """The k best paths.

    Parameters
    ----------
    view : View
        The graph as at a date.
    question : PathQuestion
        What is asked.

    Raises
    ------
    BadInput
        A name that is not known, a limit that is passed, or a contradiction in what is asked.
    """
    _check(view, question)
    index_of = view.snapshot.index_of
    sources = [index_of[source] for source in question.sources]
    named = [*sources, *(index_of[one] for one in (question.target, question.via) if one)]
    not_open = {
        view.organisations[i]: tuple(view.organisations[heir] for heir in view.heirs(i))
        for i in dict.fromkeys(named) if not view.open[i]
    }
    avoid = {index_of[one] for one in question.avoid}
    starts = [index for index in sources if view.open[index] and index not in avoid]
    if not starts or any(not view.open[index] for index in named[len(sources):]):
        return PathAnswer((), NoPath.NOT_OPEN, None, not_open)
    network = network_of(view, frozenset(question.value_areas), frozenset(question.kinds), question.inherited)
    via = index_of[question.via] if question.via else None
    passage = _passage(network, starts, avoid, via, question.national)
    if question.target:
        targets = [index_of[question.target]]
        found = list(islice(_to_one(passage, question, targets[0], via), question.k))
    else:
        targets = _of_type(view, question, set(starts) | avoid)
        found = _to_nearest(passage, question, targets, via)
    if not found:
        shortest = _shortest(passage, targets, via)
        reason = NoPath.NOT_CONNECTED if shortest is None else NoPath.NONE_WITHIN_HOPS
        return PathAnswer((), reason, shortest, not_open)
    return PathAnswer(tuple(_path(network, indices) for _, indices in found), None, None, not_open)


def _check(view: View, question: PathQuestion) -> None:
    """Refuse what cannot be answered, naming the parameter as the HTTP interface does."""
    if not question.sources:
        raise BadInput("source must name at least one organisation", "source")
    for parameter, ids in (
        ("source", question.sources), ("target", (question.target,)), ("avoid", question.avoid),
        ("via", (question.via,)),
    ):
        for one in ids:
            if (one and one not in view.snapshot.index_of) or (not one and parameter in ("source", "avoid")):
                raise BadInput(f"{parameter}: there is no organisation {one!r}", parameter, one)
    if bool(question.target) == bool(question.target_type):
        raise BadInput("give either target or target_type", "target", question.target)
    if question.target_place and not question.target_type:
        raise BadInput("target_place goes with target_type", "target_place", question.target_place)
    for parameter, values, known in (
        ("target_type", (question.target_type,), view.snapshot.organisation_types),
        ("target_place", (question.target_place,), view.snapshot.places.by_code),
        ("value_area", question.value_areas, view.snapshot.value_areas), ("kind", question.kinds, KINDS),
    ):
        for value in values:
            if value and value not in known:
                near = ", ".join(list(known)[:20])
                raise BadInput(f"{parameter}: {value!r} is not one of {near}", parameter, value)
    for parameter, number, most in (("k", question.k, MOST_K), ("max_hops", question.max_hops, MOST_HOPS)):
        if not 1 <= number <= most:
            raise BadInput(f"{parameter} must be from 1 to {most}", parameter, str(number))
    if question.order not in ORDERS:
        raise BadInput("order must be hops or evidence", "order", question.order)
    if question.target in question.sources:
        raise BadInput("the target is one of the sources", "target", question.target)
    for parameter, one in (("target", question.target), ("via", question.via)):
        if one and one in question.avoid:
            raise BadInput(f"{parameter} is among those to avoid", parameter, one)
    if set(question.sources) <= set(question.avoid):
        raise BadInput("every source is among those to avoid", "avoid", question.avoid[0])


def _passage(network: Network, starts: list[int], avoid: set[int], via: int | None, national: bool) -> Passage:
    """The network without what is avoided; a `via` in the starting set is the only place to start from."""
    if via in starts:
        return Passage(network, [via], avoid | set(starts) - {via}, (), national)
    return Passage(network, starts, avoid, () if via is None else (via,), national)


def _to_one(passage: Passage, question: PathQuestion, target: int, via: int | None) -> Iterator[Ranked]:
    aim = Aim(target, question.max_hops, question.order == "hops")
    if via is None or via == target or via in passage.sources:
        return ranked_paths(passage, aim)
    return ranked_through(passage, aim, via)


def _of_type(view: View, question: PathQuestion, without: set[int]) -> list[int]:
    """Open organisations of the type, in the place when one is given."""
    districts = view.snapshot.places.districts(question.target_place)
    return [
        index for index in view.of_types((question.target_type,))
        if index not in without and (not question.target_place or view.snapshot.footprints[index] & districts)
    ]


def _to_nearest(passage: Passage, question: PathQuestion, targets: list[int], via: int | None) -> list[Ranked]:
    """The best path to each of the k nearest targets; those further away than these are not looked at."""
    hops = passage.hops()
    aim = Aim(-1, question.max_hops, question.order == "hops")
    best: list[Ranked] = []
    for target in sorted((t for t in targets if t in hops), key=lambda t: hops[t]):
        least = aim.weight(hops[target], QUARTERS * hops[target])
        if hops[target] > question.max_hops or (len(best) == question.k and best[-1][0] < least):
            break
        found = next(_to_one(passage, question, target, via), None)
        if found is not None:
            best = sorted([*best, found])[: question.k]
    return best


def _shortest(passage: Passage, targets: Sequence[int], via: int | None) -> int | None:
    """Hops of the shortest path to any target however long; None when there is none."""
    if via is None or via in passage.sources:
        if len(targets) == 1:
            aim = Aim(targets[0], len(passage.network.view.organisations))
            way = best_path(passage, aim, (), ())
            return None if way is None else aim.hops(way[0])
        hops = passage.hops()
        return min((hops[target] for target in targets if target in hops), default=None)
    found = []
    for target in targets:
        through = passage.hops().get(target) if target == via else least_hops_through(passage, target, via)
        if through is not None:
            found.append(through)
    return min(found, default=None)


def _path(network: Network, indices: tuple[int, ...]) -> Path:
    organisations = tuple(network.view.organisations[index] for index in indices)
    costs = [network.cost(a, b) for a, b in pairwise(indices)]
    steps = tuple(
        Step(source, target, cost / QUARTERS, network.links(source.index, target.index))
        for (source, target), cost in zip(pairwise(organisations), costs, strict=True)
    )
    return Path(organisations, steps, sum(costs) / QUARTERS, costs.index(max(costs)))
