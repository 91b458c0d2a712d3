"""F3: two worked paths, each from an organisation with many gaps to a kind of partner that is often missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from graphsvc.dates import in_words
from graphsvc.maps.drawing import ATTRIBUTION
from graphsvc.questions.gaps import gaps_of_many
from graphsvc.questions.names import in_sentence, listed, plural, spoken
from graphsvc.questions.paths import Path, PathQuestion, Step, find_paths
from graphsvc.questions.sentences import path_sentence
from graphsvc.reports.brief.contents import Scope, WorkedPath
from graphsvc.reports.report import Column, Value
from graphsvc.reports.table import Table
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.links import Link
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import KINDS

_MOST = 2
_TRIED = 12
"""Organisations with most gaps that are looked at."""
_COLUMNS = (
    Column("step", "Step", "whole"), Column("from_name", "From"), Column("to_name", "To"),
    Column("record", "Record"), Column("value_area", "Value area"), Column("kind", "Kind"), Column("since", "Since"),
    Column("evidence", "Evidence"), Column("address", "Address"), Column("evidence_date", "Date of the evidence"),
    Column("basis", "How it was seen"),
)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """An organisation, a partner type that it lacks, and in how many cells of the scope that is missing."""

    source: Organisation
    partner_type: str
    missing: int


def worked_paths(view: View, scope: Scope) -> tuple[WorkedPath, ...]:
    """At most two paths; fewer where no path of two hops or more leads to what is missing.

    Each starts from the organisation with the most gaps that has such a path, and leads by the best evidence to the
    partner type that is most often missing in the scope and can be reached in its own region; the second differs in
    both.

    Parameters
    ----------
    view : View
        The graph as at the brief's date.
    scope : Scope
        Whom the brief is about.
    """
    found: list[WorkedPath] = []
    used: set[str] = set()
    for wanted in _wanted(view, scope):
        if wanted.source.id in used or wanted.partner_type in used:
            continue
        path = _nearest(view, wanted)
        if path is not None:
            used |= {wanted.source.id, wanted.partner_type}
            found.append(_worked(view, wanted, path))
        if len(found) == _MOST:
            break
    return tuple(found)


def _wanted(view: View, scope: Scope) -> Iterator[_Wanted]:
    cells = [cell for cell in gaps_of_many(view, region=scope.region, icb=scope.icb).cells if cell.state.is_gap]
    gaps = Counter(cell.organisation.index for cell in cells)
    missing = Counter(cell.partner_type.id for cell in cells)
    lacking = {(cell.organisation.index, cell.partner_type.id) for cell in cells}
    sources = sorted(gaps, key=lambda one: (-gaps[one], view.organisations[one].id))
    for source in [one for one in sources if view.neighbours[one]][:_TRIED]:
        for partner_type in sorted(missing, key=lambda one: (-missing[one], one)):
            if (source, partner_type) in lacking:
                yield _Wanted(view.organisations[source], partner_type, missing[partner_type])


def _nearest(view: View, wanted: _Wanted) -> Path | None:
    """The best supported path of two hops or more into its own region; one hop is a partnership in another area."""
    types = view.snapshot.partner_types[wanted.partner_type].organisation_types
    paths = [
        path for kind in types for region in view.region(wanted.source)
        for path in find_paths(
            view, PathQuestion((wanted.source.id,), target_type=kind, target_place=region, k=10, order="evidence")
        ).paths if path.hops > 1
    ]
    return min(paths, key=lambda path: (path.cost, path.hops, [one.id for one in path.organisations]), default=None)


def _worked(view: View, wanted: _Wanted, path: Path) -> WorkedPath:
    name = plural(in_sentence(view.snapshot.partner_types[wanted.partner_type].name))
    rows = tuple(
        _row(view, number, step, link) for number, step in enumerate(path.steps, 1) for link in step.links
    )
    why = (
        f"Chosen because {spoken(wanted.source)} is among those with the most gaps here, and {name} are missing in "
        f"{wanted.missing:,} of the expectations that were looked at."
    )
    title = f"From {spoken(wanted.source)} towards {name}"
    table = Table(
        "f3", title, _COLUMNS, rows, (why,), f"The question of paths. {ATTRIBUTION}", view.day.isoformat(),
        view.snapshot.hash,
    )
    return WorkedPath(title, f"{path_sentence(view, path)} {_to_confirm(path)} {why}", table)


def _to_confirm(path: Path) -> str:
    """Which steps rest on nothing current: these are asked about before anybody relies on the path."""
    weak = [str(number) for number, step in enumerate(path.steps, 1) if step.cost > 1]
    if not weak:
        return "Every step rests on evidence that somebody read and that is dated within three years."
    which = "every step" if len(weak) == path.hops else f"step{'' if len(weak) == 1 else 's'} {listed(weak, path.hops)}"
    return f"To be confirmed first: {which}, where no evidence was both read and dated within three years."


def _row(view: View, number: int, step: Step, link: Link) -> tuple[Value, ...]:
    record, evidence = link.partnership, link.partnership.evidence
    return (
        number, step.source.name, step.target.name, record.id, view.snapshot.value_areas[record.value_area],
        KINDS[record.kind], in_words(record.since), evidence.title, evidence.address, in_words(evidence.date),
        evidence.basis,
    )
