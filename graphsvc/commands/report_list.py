"""`graphsvc report list` and `graphsvc report show`: which reports there are, and what one says of itself."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from graphsvc.commands.layout import columns, paragraph, plain
from graphsvc.commands.options import with_settings
from graphsvc.sheets import csv_text

if TYPE_CHECKING:
    from graphsvc.config import Settings
    from graphsvc.reports.report import Parameter, Report

_LISTED = ("id", "title", "question", "version")
_ALL = re.compile(r"\ball\b", re.IGNORECASE)
_DAYS = {"today-1y": "a year before today"}


@click.command("list", short_help="The reports that there are.")
@click.option(
    "--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True,
    help="How to print them.",
)
@with_settings
def list_reports(form: str, settings: Settings) -> None:
    """List the reports, each with the question that it answers.

    Files that are no report are named on stderr, with what is wrong.
    """
    from graphsvc.reports.catalogue import read_catalogue
    from graphsvc.reports.described import described

    catalogue = read_catalogue(settings)
    found = list(catalogue.reports.values())
    if form == "json":
        broken = [{"file": one.file, "fault": one.fault} for one in catalogue.broken]
        shown = {"items": [described(one) for one in found], "broken": broken}
        click.echo(json.dumps(shown, indent=2, ensure_ascii=False))
    elif form == "csv":
        click.echo(csv_text(_LISTED, ((one.id, one.title, one.question, one.version) for one in found)), nl=False)
    else:
        for one in found:
            click.echo(plain(one.id))
            for line in paragraph(one.question, indent=2):
                click.echo(line)
    for bad in catalogue.broken:
        click.echo(f"{plain(bad.file)} cannot be run:", err=True)
        for fault in bad.fault.split("\n"):
            click.echo(f"  {plain(fault)}", err=True)


@click.command("show", short_help="What one report says of itself.")
@click.argument("report_id", metavar="ID")
@click.option(
    "--format", "form", type=click.Choice(["table", "json", "cypher"]), default="table", show_default=True,
    help="cypher prints the whole file, to be pasted into Neo4j Browser.",
)
@with_settings
def show_report(report_id: str, form: str, settings: Settings) -> None:
    """Say what a report answers, how to read it, and how to run it."""
    from graphsvc.reports.catalogue import read_catalogue
    from graphsvc.reports.described import described

    report = read_catalogue(settings).named(report_id)
    if form == "json":
        click.echo(json.dumps({**described(report), "statement": report.statement}, indent=2, ensure_ascii=False))
    elif form == "cypher":
        click.echo("\n".join(map(plain, report.statement.rstrip().split("\n"))))
    else:
        for line in _told(report):
            click.echo(line)


def _told(report: Report) -> Iterator[str]:
    yield from paragraph(f"{report.title} ({report.id}, version {report.version})")
    yield ""
    yield from paragraph(report.question)
    yield ""
    yield from paragraph(report.reading)
    if report.caveats:
        yield ""
        for caveat in report.caveats:
            first, *rest = paragraph(caveat, indent=2)
            yield f"- {first[2:]}"
            yield from rest
    if report.parameters:
        yield "\nParameters"
        yield from columns([(one.name, f"{one.help} {_usual(one)}".rstrip()) for one in report.parameters], indent=2)
    yield "\nColumns"
    described = ((one.name, one.title + (f" ({one.unit})" if one.unit else ""), one.type) for one in report.columns)
    yield from columns(described, indent=2)
    yield "\nTo run it"
    words: list[str] = []
    for name, value in report.example.items():
        words += ["--as-at", str(value)] if name == "as_at" else ["--param", f"{name}={_written(value)}"]
    # On one line, however long: it is there to be pasted.
    yield plain(f"  {shlex.join(['graphsvc', 'report', 'run', report.id, *words])}")


def _usual(parameter: Parameter) -> str:
    """What it is when not given, and what it may be."""
    if parameter.default is None:
        usual = "Must be given."
    elif parameter.default == "":
        # Most say in their help what stands for all.
        usual = "" if _ALL.search(parameter.help) else "All when left out."
    elif parameter.type == "date":
        usual = f"When left out: {_DAYS.get(str(parameter.default), parameter.default)}."
    else:
        usual = f"When left out: {_written(parameter.default)}."
    return f"One of {', '.join(parameter.choices)}. {usual}" if parameter.choices else usual


def _written(value: str | float | bool) -> str:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)
