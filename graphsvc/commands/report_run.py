"""`graphsvc report run`: the rows of a report, in the terminal or as a file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphsvc.commands.layout import plain
from graphsvc.commands.options import with_settings
from graphsvc.commands.params import named_values
from graphsvc.commands.report_table import answer_table
from graphsvc.dates import parse_day, today
from graphsvc.errors import BadInput
from graphsvc.vocabulary import ICB, NHS_TYPES

if TYPE_CHECKING:
    from datetime import date

    from graphsvc.config import Settings
    from graphsvc.reports.answer import ReportAnswer
    from graphsvc.reports.parameters import Chosen
    from graphsvc.reports.report import Report
    from graphsvc.snapshot.view import View

_TYPES = {"organisation": (), "icb": (ICB,), "nhs-organisation": NHS_TYPES}
"""Organisation types that a parameter asks for, where it asks for some only."""


@click.command("run", epilog="Example: graphsvc report run gaps-by-board --param icb='west yorkshire' --out gaps.xlsx")
@click.argument("report_id", metavar="ID")
@click.option(
    "--param", "params", multiple=True, metavar="NAME=VALUE",
    help="A parameter of the report; `report show ID` lists them. May repeat.",
)
@click.option("--as-at", default="", metavar="DATE", help="The same as --param as_at=DATE.")
@click.option("--limit", type=click.IntRange(1), help="How many rows at most.")
@click.option(
    "--format", "form", type=click.Choice(["table", "json", "csv", "markdown"]), default="table", show_default=True,
    help="How to print it; json is what the HTTP interface answers.",
)
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Write it into a file in place: .csv, .xlsx, .json or .md, or the chart as .svg or .png.",
)
@with_settings
def run(
    report_id: str, params: tuple[str, ...], as_at: str, limit: int | None, form: str, out: Path | None,
    settings: Settings,
) -> None:
    """Ask the record a report.

    The embedded database is started for it when it does not run. A CSV file
    gets a companion, FILE-metadata.json, that says where its numbers come from.
    """
    from graphsvc.commands.view import current_view
    from graphsvc.database import open_database
    from graphsvc.reports.catalogue import read_catalogue
    from graphsvc.reports.formats import drawable
    from graphsvc.reports.not_open import with_not_open
    from graphsvc.reports.parameters import choose
    from graphsvc.reports.run import run_report

    report = read_catalogue(settings).named(report_id)
    given = _given(params, as_at)
    most = settings.database.row_limit
    if limit is not None and limit > most:
        raise BadInput(f"--limit must be {most} or less: see row_limit in the settings", "--limit", str(limit))
    wanted = _form_of(out) if out else ""
    if wanted:
        drawable(report, wanted)
    asked_on = today()
    # What can be told without the record is told before a database is started.
    choose(report, given, None, asked_on, _option)
    with open_database(settings) as database:
        view: View = current_view(settings)
        chosen = _chosen(view, report, given, asked_on)
        answer = with_not_open(run_report(database, report, chosen, limit or most), view.snapshot)
    if out:
        _write(answer, wanted, out, asked_on)
    else:
        _print(answer, form, asked_on)


def _given(params: tuple[str, ...], as_at: str) -> dict[str, str]:
    day = [f"as_at={parse_day(as_at, '--as-at').isoformat()}"] if as_at else []
    return named_values([*params, *day], _option)


def _option(name: str) -> str:
    return "--as-at" if name == "as_at" else f"--param {name}"


def _chosen(view: View, report: Report, given: Mapping[str, str], asked_on: date) -> Chosen:
    """The parameters, with organisations by id or by a name that only one has."""
    from graphsvc.questions.search import resolve
    from graphsvc.reports.parameters import choose

    found = dict(given)
    for one in report.parameters:
        if one.type in _TYPES and given.get(one.name, "").strip():
            found[one.name] = resolve(view, given[one.name], _option(one.name), _TYPES[one.type]).id
    return choose(report, found, view, asked_on, _option)


def _form_of(out: Path) -> str:
    from graphsvc.reports.formats import FORMATS

    endings = {one.ending: name for name, one in FORMATS.items() if name != "csv-metadata"}
    if out.suffix not in endings:
        raise BadInput(f"--out ends in one of {', '.join(endings)}, and {out.name[:80]} does not", "--out", str(out))
    return endings[out.suffix]


def _write(answer: ReportAnswer, form: str, out: Path, asked_on: date) -> None:
    from graphsvc.reports.formats import written

    files = {out: written(answer, form, asked_on)}
    if form == "csv":
        about = json.loads(written(answer, "csv-metadata", asked_on))
        # It stands beside the CSV, and names it.
        files[out.with_name(f"{out.name}-metadata.json")] = _as_text({**about, "url": out.name}).encode()
    for file, content in files.items():
        try:
            file.write_bytes(content)
        except OSError as error:
            raise BadInput(f"--out: {file} cannot be written: {error.strerror or error}", "--out", str(out)) from None
        click.echo(f"Wrote {file}")
    _remark(answer)


def _remark(answer: ReportAnswer) -> None:
    """What to know of rows that stand in a file or go to another program, on stderr."""
    if answer.truncated:
        click.echo(f"There are more rows than these {len(answer.rows):,}, which the limit cuts off.", err=True)
    for said in answer.not_open:
        click.echo(plain(said), err=True)


def _print(answer: ReportAnswer, form: str, asked_on: date) -> None:
    from graphsvc.reports.described import answered
    from graphsvc.reports.formats import written

    if form == "json":
        click.echo(_as_text(answered(answer, asked_on)), nl=False)
        _remark(answer)
    elif form in ("csv", "markdown"):
        # A terminal and a pipe need no byte order mark.
        click.echo(written(answer, form, asked_on).decode("utf-8-sig"), nl=False)
        _remark(answer)
    else:
        for line in answer_table(answer, asked_on):
            click.echo(line)


def _as_text(data: object) -> str:
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"
