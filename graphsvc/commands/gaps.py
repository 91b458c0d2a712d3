"""`graphsvc gaps`: which expected partnerships are not recorded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from graphsvc.commands.answers import asking, option, show
from graphsvc.commands.layout import columns, paragraph, plain
from graphsvc.commands.options import with_settings
from graphsvc.errors import BadInput
from graphsvc.vocabulary import ICB, CellState

if TYPE_CHECKING:
    from graphsvc.api.schemas.gaps import CellItem, CoverageItem, GapsAnswer, OrganisationGapsAnswer
    from graphsvc.config import Settings
    from graphsvc.snapshot.view import View

_LISTED = 40
"""Lines of a long list that a terminal shows."""

_SUGGESTED = 3
"""Suggestions for each gap that a terminal shows."""

_NAMED = 4
"""Records behind a cell that a terminal names."""

_LONGEST_STATE = max(len(state) for state in CellState)

_CELL_COLUMNS = (
    "organisation", "organisation_name", "value_area", "partner_type", "state", "gap", "reconfirm", "evidence",
    "in_area", "reason", "rule", "version", "document", "passage", "partnerships", "reviewed_on", "suggestions",
    "unplaced",
)
_GAP_COLUMNS = ("organisation", "organisation_name", "value_area", "partner_type", "state", "evidence")


@click.command("gaps", epilog="Example: graphsvc gaps 'leeds teaching hospitals' --value-area estates")
@click.argument("organisation", required=False, default="", metavar="[ORG]")
@click.option("--icb", default="", metavar="ORG", help="A board and its trusts.")
@click.option("--region", default="", metavar="CODE", help="Trusts and boards of an NHS region.")
@click.option("--value-area", "value_areas", multiple=True, metavar="AREA", help="Only this value area. May repeat.")
@click.option("--partner-type", "partner_types", multiple=True, metavar="TYPE", help="Only this one. May repeat.")
@click.option(
    "--state", "states", multiple=True, type=click.Choice([state.value for state in CellState]), metavar="STATE",
    help="Only cells in this state, such as unrecorded. May repeat.",
)
@click.option("--suggest", type=click.IntRange(0, 100), help="Partners suggested for each gap of one ORG.")
@asking
@with_settings
def command(
    organisation: str, icb: str, region: str, value_areas: tuple[str, ...], partner_types: tuple[str, ...],
    states: tuple[str, ...], suggest: int | None, as_at: str, form: str, settings: Settings,
) -> None:
    """Compare expected partnerships with those recorded.

    For one trust or board (an id, or a name when exactly one matches): every
    expectation, its state and why, and whom to engage. Without ORG: the cells
    of all trusts and boards, of a region or of a board.
    """
    from graphsvc.commands.view import current_view
    from graphsvc.questions.checks import Checks

    if organisation and (icb or region):
        raise BadInput("give ORG, or --icb and --region, not both", "ORG", organisation)
    view = current_view(settings, as_at)
    checks = Checks(view, option)
    checks.value_areas(value_areas)
    checks.partner_types(partner_types)
    checks.region(region)
    checks.finish()
    if organisation:
        most = settings.questions.suggest if suggest is None else suggest
        _one(view, organisation, value_areas, partner_types, states, most, form)
    else:
        _many(view, icb, region, value_areas, partner_types, states, form)


def _one(
    view: View, text: str, value_areas: tuple[str, ...], partner_types: tuple[str, ...], states: tuple[str, ...],
    suggest: int, form: str,
) -> None:
    from graphsvc.api.schemas.gaps import organisation_gaps_answer
    from graphsvc.questions.gaps import gaps_of
    from graphsvc.questions.search import resolve

    organisation = resolve(view, text, "ORG")
    found = gaps_of(
        view, organisation.id, value_areas=value_areas, partner_types=partner_types, states=states, suggest=suggest
    )
    answer = organisation_gaps_answer(view, found)
    show(form, answer, lambda: _one_table(view, answer), lambda: _cell_rows(answer), _CELL_COLUMNS)


def _many(
    view: View, icb: str, region: str, value_areas: tuple[str, ...], partner_types: tuple[str, ...],
    states: tuple[str, ...], form: str,
) -> None:
    from graphsvc.api.schemas.answer import heading
    from graphsvc.api.schemas.gaps import GapsAnswer, board_note, coverage_item, gap_item
    from graphsvc.questions.checks import Checks
    from graphsvc.questions.gaps import gaps_of_many
    from graphsvc.questions.search import resolve

    board = resolve(view, icb, "--icb", (ICB,)).id if icb else ""
    checks = Checks(view, option)
    checks.board(board)
    checks.finish()
    found = gaps_of_many(
        view, region=region, icb=board, value_areas=value_areas, partner_types=partner_types, states=states
    )
    answer = GapsAnswer(
        **heading(view, note=board_note(view, board)), total=len(found.cells), truncated=False, next_cursor=None,
        items=tuple(gap_item(cell) for cell in found.cells), organisations=found.organisations,
        coverage=coverage_item(found.coverage),
    )
    rows = [item.model_dump() for item in answer.items]
    show(form, answer, lambda: _many_table(view, answer), lambda: rows, _GAP_COLUMNS)


def _one_table(view: View, answer: OrganisationGapsAnswer) -> Iterator[str]:
    from graphsvc.dates import in_words

    yield from paragraph(f"{answer.organisation.name} ({answer.organisation.id}), {_as_at(view)}")
    if not answer.open:
        yield from paragraph(_not_open(answer))
        return
    yield from paragraph(_coverage(answer.coverage))
    for area, name in view.snapshot.value_areas.items():
        cells = [cell for cell in answer.cells if cell.value_area == area]
        if cells:
            yield ""
            yield plain(name)
            for cell in cells:
                yield from _cell(cell, view.snapshot.partner_types[cell.partner_type].name)
    asked = [cell.reviewed_on for cell in answer.cells if cell.reviewed_on]
    yield ""
    yield from paragraph(
        f"Recorded is not existing. {f'Last asked on {in_words(max(asked))}.' if asked else 'Nobody has asked yet.'}"
    )


def _cell(cell: CellItem, partner_type: str) -> Iterator[str]:
    """The state, and under it why; suggestions apart from what is recorded."""
    yield from columns([(f"{cell.state:<{_LONGEST_STATE}}", partner_type)], indent=2)
    parts = [cell.reason]
    if cell.evidence:
        parts.append(f"Evidence: {cell.evidence}.")
    if cell.in_area and cell.in_area.of:
        parts.append(f"{cell.in_area.n} of {cell.in_area.of} in its area.")
    if cell.reconfirm and cell.evidence:
        parts.append("To be reconfirmed.")
    parts.append(f"[{'; '.join([f'rule {cell.rule.id} version {cell.rule.version}', *_records(cell)])}]")
    yield from paragraph(" ".join(parts), indent=6)
    for rank, one in enumerate(cell.suggestions[:_SUGGESTED]):
        lead = "Could be engaged: " if rank == 0 else ""
        yield from paragraph(f"{lead}{one.name} ({'; '.join(one.why)})", indent=6 if rank == 0 else 8)
    if cell.unplaced:
        noun = "organisation of this type has" if cell.unplaced == 1 else "organisations of this type have"
        yield from paragraph(f"{cell.unplaced:,} {noun} no known place.", indent=6)


def _records(cell: CellItem) -> list[str]:
    more = len(cell.partnerships) - _NAMED
    named = ", ".join(cell.partnerships[:_NAMED])
    return [f"recorded in {named}{f' and {more} more' if more > 0 else ''}"] if named else []


def _many_table(view: View, answer: GapsAnswer) -> Iterator[str]:
    yield f"{answer.organisations} trusts and boards, {_as_at(view)}"
    yield from paragraph(_coverage(answer.coverage))
    yield ""
    lines = [("organisation", "value area", "partner type", "state")]
    lines += [
        (
            item.organisation_name, view.snapshot.value_areas[item.value_area],
            view.snapshot.partner_types[item.partner_type].name, item.state,
        )
        for item in answer.items[:_LISTED]
    ]
    if answer.items:
        yield from columns(lines)
    if answer.total > _LISTED:
        yield f"{answer.total - _LISTED:,} more cells: ask for fewer, or take all with --format csv."
    elif not answer.items:
        yield "No such cells."


def _not_open(answer: OrganisationGapsAnswer) -> str:
    heirs = "; ".join(f"{heir.name} ({heir.id})" for heir in answer.heirs)
    return f"Not open at this date. {f'Its heirs: {heirs}.' if heirs else 'No heir is recorded.'}"


def _coverage(coverage: CoverageItem) -> str:
    if not coverage.of:
        return "No expectation that applies here has been collected."
    part = f" ({coverage.recorded / coverage.of:.0%})"
    return (
        f"{coverage.recorded:,} of {coverage.of:,} expected partnerships recorded{part}, "
        f"{coverage.current:,} of them with current evidence."
    )


def _as_at(view: View) -> str:
    from graphsvc.dates import in_words

    return f"as at {in_words(view.day.isoformat())}"


def _cell_rows(answer: OrganisationGapsAnswer) -> Iterator[dict[str, object]]:
    """A row for each cell; one that says why there is none for an organisation that is not open."""
    if not answer.open:
        who = {"organisation": answer.organisation.id, "organisation_name": answer.organisation.name}
        yield {**who, "reason": _not_open(answer)}
    for cell in answer.cells:
        yield {
            **cell.model_dump(exclude={"in_area", "covering", "rule", "suggestions", "partnerships"}),
            "organisation": answer.organisation.id, "organisation_name": answer.organisation.name,
            "in_area": f"{cell.in_area.n} of {cell.in_area.of}" if cell.in_area else "",
            "rule": cell.rule.id, "version": cell.rule.version, "document": cell.rule.document,
            "passage": cell.rule.passage, "partnerships": "; ".join(cell.partnerships),
            "suggestions": "; ".join(f"{one.id} {one.name} ({', '.join(one.why)})" for one in cell.suggestions),
        }
