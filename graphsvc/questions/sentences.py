"""A path as the sentence that a person would say."""

from __future__ import annotations

from graphsvc.dates import in_words
from graphsvc.questions.names import at_start, in_sentence, listed, predecessors, spoken
from graphsvc.questions.network import link_cost
from graphsvc.questions.paths import Path, PathAnswer, PathQuestion, Step
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import READ, NoPath


def path_sentence(view: View, path: Path) -> str:
    """`Leeds Teaching Hospitals reaches whg through …`, with what joins the ends when they are partners."""
    names = [spoken(organisation) for organisation in path.organisations]
    if path.hops == 1:
        areas = view.snapshot.value_areas
        links = path.steps[0].links
        found = {in_sentence(areas[link.partnership.value_area]): None for link in links}
        joined = f"{at_start(names[0])} and {names[1]} have a recorded partnership in {listed(list(found))}"
        if not all(link.inherited for link in links):
            return f"{joined}."
        before = [spoken(one) for one in predecessors(view, links)]
        noun = "a predecessor" if len(before) == 1 else "predecessors"
        return f"{joined}, through {noun} ({listed(before)}); to be reconfirmed."
    return f"{at_start(names[0])} reaches {names[-1]} through {listed(names[1:-1], 9)}."


def weakest_sentence(view: View, path: Path) -> str:
    """Which step is the weakest, and why."""
    step = path.steps[path.weakest]
    return f"Weakest step: {spoken(step.source)} – {spoken(step.target)}, {_weakness(view, step)}."


def _weakness(view: View, step: Step) -> str:
    link = min(step.links, key=lambda link: link_cost(view, link))
    evidence = link.partnership.evidence
    parts = [f"evidence of {in_words(evidence.date)}" if evidence.date else "undated evidence"]
    if evidence.basis != READ:
        parts.append("which nobody has read")
    if link.inherited:
        parts.append("inherited from a predecessor")
    return ", ".join(parts)


def no_path_sentence(view: View, question: PathQuestion, answer: PathAnswer) -> str:
    """Why there is no path."""
    if answer.reason is NoPath.NOT_OPEN:
        return "; ".join(not_open_sentence(view, one) for one in answer.not_open) + "."
    named = [view.organisations[view.snapshot.index_of[one]] for one in question.sources if one not in question.avoid]
    start = listed([spoken(one) for one in named if view.open[one.index]])
    options = (question.value_areas, question.kinds, question.avoid, question.via)
    filtered = ", filtered as asked," if any(options) else ""
    path = f"No path of recorded partnerships{filtered} joins {start} to {_end(view, question)}"
    if answer.reason is NoPath.NONE_WITHIN_HOPS:
        hops = "hop" if question.max_hops == 1 else "hops"
        return f"{path} within {question.max_hops} {hops}; the shortest has {answer.shortest}."
    return f"{path}."


def not_open_sentence(view: View, organisation: Organisation) -> str:
    """That an organisation is not open, and who followed it; without a full stop."""
    heirs = tuple(view.organisations[heir] for heir in view.heirs(organisation.index))
    day = in_words(view.day.isoformat())
    return at_start(f"{spoken(organisation)} is not open on {day} ({_followers(heirs)})")


def _followers(heirs: tuple[Organisation, ...]) -> str:
    if not heirs:
        return "no heir is recorded"
    return f"{'its heir is' if len(heirs) == 1 else 'its heirs are'} {listed([spoken(heir) for heir in heirs])}"


def _end(view: View, question: PathQuestion) -> str:
    if question.target:
        return spoken(view.organisations[view.snapshot.index_of[question.target]])
    kind = in_sentence(view.snapshot.organisation_types[question.target_type])
    place = view.snapshot.places.by_code.get(question.target_place)
    return f"any {kind}{f' in {place.name}' if place else ''}"
