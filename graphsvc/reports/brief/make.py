"""Makes a brief: asks the reports, and puts tables, findings, figures and words together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graphsvc import __version__
from graphsvc.config import Settings
from graphsvc.database.session import Database
from graphsvc.errors import BadInput, NotReady
from graphsvc.reports.brief.area_table import area_table
from graphsvc.reports.brief.asking import Answers, LoadedMeanwhile, OnStep, ask_reports
from graphsvc.reports.brief.before import before
from graphsvc.reports.brief.change_table import change_table
from graphsvc.reports.brief.contents import Brief, Cell, Finding, ReportUsed, Scope, Shown, Trace
from graphsvc.reports.brief.coverage_table import NO_BOARD, coverage_table
from graphsvc.reports.brief.dependence import dependence
from graphsvc.reports.brief.evidence_table import evidence_table
from graphsvc.reports.brief.figures import figures_of
from graphsvc.reports.brief.findings import Findings
from graphsvc.reports.brief.gap_table import gap_table
from graphsvc.reports.brief.material import Material
from graphsvc.reports.brief.numbers import Numbers
from graphsvc.reports.brief.paths import worked_paths
from graphsvc.reports.brief.population import population
from graphsvc.reports.brief.tables import Draft, Published
from graphsvc.reports.brief.traces import Rows
from graphsvc.reports.brief.words import caveats_of, method_of, sources_of
from graphsvc.snapshot.build import build_snapshot
from graphsvc.snapshot.view import View

_TRIES = 3


@dataclass(frozen=True, slots=True)
class Contents:
    """What a brief says but for its figures and paths.

    Attributes
    ----------
    findings, tables, traces, caveats, method, sources, reports
        As of the brief.
    boards : dict of str to Cell
        By id of each board in scope, its coverage over all partner types.
    """

    findings: tuple[Finding, ...]
    tables: tuple[Shown, ...]
    traces: tuple[Trace, ...]
    caveats: tuple[str, ...]
    method: tuple[str, ...]
    sources: tuple[str, ...]
    reports: tuple[ReportUsed, ...]
    boards: dict[str, Cell]


def make_brief(
    database: Database, view: View, settings: Settings, scope: Scope, since: date, on_step: OnStep
) -> Brief:
    """Make a brief of one load of the record.

    Parameters
    ----------
    database : Database
        The record.
    view : View
        Its facts as at the date of the brief.
    settings : Settings
        The limit of rows, folders of reports, and below which number counts are not shown.
    scope : Scope
        Whom it is about.
    since : date
        From when change is told; before the date of the brief.
    on_step : callable
        Told the name of a step, how much of it is done, and how much there is.

    Returns
    -------
    Brief
        The same for the same facts, scope, dates and settings.

    Raises
    ------
    BadInput
        A date or the scope cannot be used.
    NotReady
        The record was loaded again and again meanwhile.
    DatabaseAway, QueryTimedOut, QueryTooLarge, QueryRefused
        What went wrong with a report.
    """
    if since >= view.day:
        raise BadInput("must be a day before the date of the brief", "since", since.isoformat())
    for _ in range(_TRIES):
        try:
            contents = make_contents(database, view, settings, scope, since, on_step)
        except LoadedMeanwhile:
            on_step("The record was loaded: beginning again", 0, 1)
            view = build_snapshot(database).view(view.day)
            continue
        on_step("Figures and paths", 0, 1)
        t1, below = contents.tables[0], settings.brief.suppress_below
        singly = below <= 1  # paths and the network show each record by itself
        return Brief(
            scope=scope, as_at=view.day.isoformat(), since=since.isoformat(), snapshot=view.snapshot.hash,
            version=__version__, suppress_below=below, findings=contents.findings, tables=contents.tables,
            figures=figures_of(view, scope, t1, contents.boards, network=singly),
            paths=worked_paths(view, scope) if singly else (), traces=contents.traces, caveats=contents.caveats,
            method=contents.method, sources=contents.sources, reports=contents.reports,
        )
    raise NotReady("The record was loaded again and again while the brief was made: make it when loading is over.")


def make_contents(
    database: Database, view: View, settings: Settings, scope: Scope, since: date, on_step: OnStep
) -> Contents:
    """Ask the reports, and make tables, findings, traces and words.

    Parameters are those of `make_brief`.

    Raises
    ------
    LoadedMeanwhile
        The record is not what the view is of.
    """
    answers = ask_reports(database, view, settings, scope, since, on_step)
    on_step("Tables and findings", 0, 1)
    return contents_of(view, scope, since, settings.brief.suppress_below, answers)


def contents_of(view: View, scope: Scope, since: date, below: int, answers: Answers) -> Contents:
    """Make tables, findings, traces and words of what the reports answered; counts below a number are not shown."""
    material = Material(view, scope, since, below, answers, Rows(view, answers.versions), Numbers())
    drafts = [make(material) for make in (coverage_table, area_table, gap_table, evidence_table, change_table)]
    tables = {draft.id: draft for draft in drafts}
    who, depended_on, earlier = population(material), dependence(material), before(material)
    published = Published(material.numbers, material.numbers.hidden(below))
    return Contents(
        Findings(material, published, tables, who, depended_on, earlier).all(),
        tuple(published.table(draft, view.day.isoformat(), view.snapshot.hash) for draft in drafts),
        () if published.hidden else tuple(material.numbers.traces.values()),
        caveats_of(material, published), method_of(material, published), sources_of(material), answers.reports,
        _boards(scope, drafts[0], published),
    )


def _boards(scope: Scope, draft: Draft, published: Published) -> dict[str, Cell]:
    """The last number of each board's row; of one board that of all its organisations."""
    totals = {row.id: published.cell(places[-1]) for row, places in zip(draft.rows, draft.places, strict=True)}
    if scope.icb:
        return {scope.icb: totals[""]}
    return {row: cell for row, cell in totals.items() if row not in ("", NO_BOARD)}
