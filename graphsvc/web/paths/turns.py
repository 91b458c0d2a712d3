"""What to try when no path was found: what would give one, worked out before it is offered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from graphsvc.errors import BadInput
from graphsvc.questions.paths import PathAnswer, PathQuestion, find_paths
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import NoPath


@dataclass(frozen=True, slots=True)
class Turn:
    """Something else to ask.

    Attributes
    ----------
    says : str
        What it is, as the text of a link.
    changes : dict of str to object
        Parameters of the address that change; None takes one out.
    hops : int
        How many the shortest path then has.
    """

    says: str
    changes: dict[str, object]
    hops: int


@dataclass(frozen=True, slots=True)
class Heir:
    """Who can stand in for an organisation that is not open, and the parameters that ask so."""

    organisation: Organisation
    changes: dict[str, object]


def turns(view: View, question: PathQuestion, answer: PathAnswer, most_hops: int) -> tuple[Turn, ...]:
    """What would give a path where there is none, those that change the least first.

    Parameters
    ----------
    view : View
        The graph as at a date.
    question : PathQuestion
        What was asked.
    answer : PathAnswer
        The answer, without a path.
    most_hops : int
        The most that may be asked for.
    """
    if answer.reason is NoPath.NOT_OPEN:
        return ()
    found = [turn for turn in (_turn(view, *one) for one in _tries(question, answer, most_hops)) if turn]
    if found:
        return tuple(found)
    turn = _turn(view, *_widest(question, most_hops))
    return (turn,) if turn else ()


def heirs_to_ask(question: PathQuestion, answer: PathAnswer) -> dict[Organisation, tuple[Heir, ...]]:
    """Who can stand in for each organisation asked for that is not open."""
    found: dict[Organisation, tuple[Heir, ...]] = {}
    for gone, heirs in answer.not_open.items():
        found[gone] = tuple(Heir(heir, _instead(question, gone.id, heir.id)) for heir in heirs)
    return found


def _instead(question: PathQuestion, gone: str, heir: str) -> dict[str, object]:
    if gone in question.sources:
        return {"source": list(dict.fromkeys(heir if one == gone else one for one in question.sources))}
    return {"target" if gone == question.target else "via": heir}


def _turn(view: View, says: str, changes: dict[str, object], question: PathQuestion) -> Turn | None:
    """What is found when one asks so; None for nothing."""
    try:
        found = find_paths(view, replace(question, k=1)).paths
    except BadInput:  # what the change takes out had kept the question from contradicting itself
        return None
    return Turn(says, changes, found[0].hops) if found else None


def _tries(
    question: PathQuestion, answer: PathAnswer, most_hops: int
) -> Iterator[tuple[str, dict[str, object], PathQuestion]]:
    """Ways to ask for more: what the link says, what changes in the address, and the question then."""
    if answer.shortest is not None and answer.shortest <= most_hops:
        longer = replace(question, max_hops=answer.shortest)
        yield f"Allow {answer.shortest} hops", {"max_hops": answer.shortest}, longer
    if not question.inherited:
        yield "Count inherited partnerships too", {"inherited": "true"}, replace(question, inherited=True)
    if not question.national:
        yield "Go through national bodies too", {"national": "true"}, replace(question, national=True)
    if question.value_areas:
        yield "Count every value area", {"value_area": None}, replace(question, value_areas=())
    if question.kinds:
        yield "Count every kind of partnership", {"kind": None}, replace(question, kinds=())
    if question.avoid:
        yield "Avoid nobody", {"avoid": None}, replace(question, avoid=())
    if question.via:
        yield "Go through anybody", {"via": None}, replace(question, via="")
    if question.target_place:
        yield "Look for the nearest in all of England", {"target_place": None}, replace(question, target_place="")


def _widest(question: PathQuestion, most_hops: int) -> tuple[str, dict[str, object], PathQuestion]:
    """The same ends without any filter and with all that a path may pass over."""
    changes: dict[str, object] = {
        "max_hops": most_hops, "inherited": "true", "national": "true",
        **dict.fromkeys(("value_area", "kind", "avoid", "via")),
    }
    return "Ask as widely as possible", changes, replace(
        question, max_hops=most_hops, inherited=True, national=True, value_areas=(), kinds=(), avoid=(), via=""
    )
