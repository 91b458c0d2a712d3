"""A path as the sentence that a person would say."""

from __future__ import annotations

from graphsvc.dates import in_words
from graphsvc.questions.names import in_sentence, listed, predecessors, spoken
from graphsvc.questions.network import link_cost
from graphsvc.questions.paths import Path, PathAnswer, PathQuestion, Step
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import READ, NoPath


def path_sentence(view: View, path: Path) -> str:
    """`Leeds Teaching Hospitals reaches whg through …`, with what joins the ends when they are partners."""
    names = [spoken(organisation) for organisation in path.organisations]
    if path.hops == 1:
        areas = view.snapshot.value_areas
        links = path.steps[0].links
        found = {in_sentence(areas[link.partnership.value_area]): None for link in links}
        joined = f"{names[0]} and {names[1]} have a recorded partnership in {listed(list(found))}"
        if not all(link.inherited for link in links):
            return f"{joined}."
        before = listed([spoken(one) for one in predecessors(view, links)])
        return f"{joined}, through a predecessor ({before}); to be reconfirmed."
    return f"{names[0]} reaches {names[-1]} through {listed(names[1:-1], 9)}."


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
    index_of = view.snapshot.index_of
    start = listed([spoken(view.organisations[index_of[source]]) for source in question.sources])
    if question.target:
        end = spoken(view.organisations[index_of[question.target]])
    else:
        end = f"any organisation of type {view.snapshot.organisation_types[question.target_type]!r}"
    if answer.reason is NoPath.NOT_OPEN:
        told = []
        for organisation, heirs in answer.not_open.items():
            who = f"its heirs: {listed([heir.name for heir in heirs])}" if heirs else "no heir is recorded"
            told.append(f"{organisation.name} is not open at {in_words(view.day.isoformat())} ({who})")
        return "; ".join(told) + "."
    if answer.reason is NoPath.NONE_WITHIN_HOPS:
        return (
            f"No path of recorded partnerships joins {start} to {end} within {question.max_hops} "
            f"{'hop' if question.max_hops == 1 else 'hops'}; the shortest has {answer.shortest}."
        )
    return f"No path of recorded partnerships joins {start} to {end}."
