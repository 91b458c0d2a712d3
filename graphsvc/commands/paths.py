"""`graphsvc paths`: how to reach an organisation through those we know."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from graphsvc.commands.answers import asking, option, show
from graphsvc.commands.layout import paragraph
from graphsvc.commands.options import with_settings
from graphsvc.vocabulary import KINDS, NoPath

if TYPE_CHECKING:
    from graphsvc.api.schemas.paths import PathItem, PathsAnswer, StepItem
    from graphsvc.config import Settings
    from graphsvc.questions.paths import PathQuestion
    from graphsvc.snapshot.view import View

_COLUMNS = (
    "path", "hops", "path_cost", "step", "from", "from_name", "to", "to_name", "cost", "partnership", "value_area",
    "kind", "state", "undated", "since", "until", "evidence_title", "evidence_address", "evidence_date",
    "evidence_basis", "reason", "explanation",
)


@click.command("paths", epilog="Example: graphsvc paths --from rr8 --to 'university of bradford'")
@click.option("--from", "sources", multiple=True, required=True, metavar="ORG", help="Who we know. May repeat.")
@click.option("--to", "target", default="", metavar="ORG", help="Whom to reach.")
@click.option("--to-type", default="", metavar="TYPE", help="Reach the nearest of this organisation type.")
@click.option("--to-place", default="", metavar="CODE", help="With --to-type: in this place.")
@click.option("--value-area", "value_areas", multiple=True, metavar="AREA", help="Only over this one. May repeat.")
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice(list(KINDS)), metavar="KIND",
    help="Only over partnerships of this kind. May repeat.",
)
@click.option("--k", type=click.IntRange(1), help="How many paths at most.")
@click.option("--max-hops", type=click.IntRange(1), help="Longest path, in hops.")
@click.option(
    "--order", type=click.Choice(["hops", "evidence"]), default="hops", show_default=True, help="What is best."
)
@click.option("--inherited", is_flag=True, help="Also over partnerships recorded with predecessors.")
@click.option("--national", is_flag=True, help="Also through national bodies.")
@click.option("--avoid", multiple=True, metavar="ORG", help="Not through this one. May repeat.")
@click.option("--via", default="", metavar="ORG", help="Only through this one.")
@asking
@with_settings
def command(
    sources: tuple[str, ...], target: str, to_type: str, to_place: str, value_areas: tuple[str, ...],
    kinds: tuple[str, ...], k: int | None, max_hops: int | None, order: str, inherited: bool, national: bool,
    avoid: tuple[str, ...], via: str, as_at: str, form: str, settings: Settings,
) -> None:
    """Find the best paths of recorded partnerships.

    ORG is an id, or a name when exactly one organisation matches.
    """
    from graphsvc.api.schemas.paths import paths_answer
    from graphsvc.commands.view import current_view
    from graphsvc.questions.checks import Checks
    from graphsvc.questions.paths import PathQuestion, find_paths
    from graphsvc.questions.search import resolve

    limits = settings.questions
    view = current_view(settings, as_at)
    checks = Checks(view, option)
    checks.organisation_types("to_type", [to_type] if to_type else ())
    checks.place("to_place", to_place)
    checks.value_areas(value_areas)
    checks.limit("k", k, limits.k_limit)
    checks.limit("max_hops", max_hops, limits.max_hops_limit)
    if bool(target) == bool(to_type):
        checks.fault("to", target, "give either --to or --to-type")
    checks.finish()
    question = PathQuestion(
        sources=tuple(dict.fromkeys(resolve(view, text, "--from").id for text in sources)),
        target=resolve(view, target, "--to").id if target else "", target_type=to_type, target_place=to_place,
        value_areas=value_areas, kinds=kinds, k=k or limits.k, max_hops=max_hops or limits.max_hops, order=order,
        inherited=inherited, national=national, avoid=tuple(resolve(view, text, "--avoid").id for text in avoid),
        via=resolve(view, via, "--via").id if via else "",
    )
    answer = paths_answer(view, question, find_paths(view, question))
    show(form, answer, lambda: _table(view, question, answer), lambda: _rows(answer), _COLUMNS)


def _table(view: View, question: PathQuestion, answer: PathsAnswer) -> Iterator[str]:
    from graphsvc.dates import in_words
    from graphsvc.questions.names import listed

    names = [view.organisations[view.snapshot.index_of[source]].name for source in question.sources]
    if question.target:
        end = view.organisations[view.snapshot.index_of[question.target]].name
    else:
        end = f"the nearest {view.snapshot.organisation_types[question.target_type]}"
    yield from paragraph(f"From {listed(names)} to {end}, as at {in_words(view.day.isoformat())}")
    for one in answer.not_open:
        heirs = "; ".join(f"{heir.name} ({heir.id})" for heir in one.heirs)
        who = f"{'its heir is' if len(one.heirs) == 1 else 'its heirs are'} {heirs}" if heirs else "no heir is recorded"
        yield from paragraph(f"{one.name} is not open: {who}.")
    if answer.explanation and answer.reason is not NoPath.NOT_OPEN:
        yield from paragraph(answer.explanation)
    for rank, path in enumerate(answer.paths, 1):
        yield ""
        yield from _path(view, rank, path)


def _path(view: View, rank: int, path: PathItem) -> Iterator[str]:
    number = f"{rank}. "
    first, *more = paragraph(path.sentence, indent=len(number))
    yield number + first.lstrip()
    yield from more
    hops = "1 hop" if path.hops == 1 else f"{path.hops} hops"
    yield f"   {hops}, cost {path.cost:g}"
    names = {organisation.id: organisation.name for organisation in path.organisations}
    for step in path.steps:
        yield from paragraph(f"{names[step.from_]} – {names[step.to]}", indent=3)
        yield from _records(view, step)
    yield from paragraph(path.weakest_sentence, indent=3)


def _records(view: View, step: StepItem) -> Iterator[str]:
    from graphsvc.dates import in_words

    for record in step.partnerships:
        seen = record.evidence
        when = in_words(seen.date or "") or "undated"
        read = "" if seen.basis == "read" else ", which nobody has read"
        yield from paragraph(
            f"{view.snapshot.value_areas[record.value_area]}: {KINDS[record.kind].lower()}, {record.state}"
            f"{', undated' if record.undated else ''} ({record.id}); evidence: {seen.title}, {when}{read}", indent=6,
        )


def _rows(answer: PathsAnswer) -> Iterator[dict[str, object]]:
    """A row for each record of each step; one with the reason alone when there is no path."""
    if answer.reason is not None:
        yield {"reason": answer.reason, "explanation": answer.explanation}
    for rank, path in enumerate(answer.paths, 1):
        names = {organisation.id: organisation.name for organisation in path.organisations}
        for number, step in enumerate(path.steps, 1):
            for record in step.partnerships:
                seen = record.evidence
                yield {
                    "path": rank, "hops": path.hops, "path_cost": path.cost, "step": number, "from": step.from_,
                    "from_name": names[step.from_], "to": step.to, "to_name": names[step.to], "cost": step.cost,
                    "partnership": record.id, "value_area": record.value_area, "kind": record.kind,
                    "state": record.state, "undated": record.undated, "since": record.since, "until": record.until,
                    "evidence_title": seen.title,
                    "evidence_address": seen.address, "evidence_date": seen.date, "evidence_basis": seen.basis,
                }
