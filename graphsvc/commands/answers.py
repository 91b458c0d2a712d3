"""Answers in the terminal: as a table, as the JSON that the HTTP interface gives, or as CSV for a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import click

from graphsvc.api.schemas.answer import Answer
from graphsvc.dates import in_words

_F = TypeVar("_F", bound=Callable[..., Any])

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take a cell for a formula by."""


def asking(function: _F) -> _F:
    """Give a command `--as-at` and `--format` (as `form`)."""
    function = click.option(
        "--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True,
        help="json is what the HTTP interface answers.",
    )(function)
    return click.option("--as-at", default="", metavar="DATE", help="A day such as 2026-04-01, in place of today.")(
        function
    )


def option(parameter: str) -> str:
    """How the commands spell a parameter of the HTTP interface."""
    return "--" + parameter.replace("_", "-")


def show(
    form: str, answer: Answer, table: Callable[[], Iterable[str]], rows: Callable[[], Iterable[Mapping[str, object]]],
    columns: Iterable[str],
) -> None:
    """Print an answer.

    Parameters
    ----------
    form : str
        `table`, `json` or `csv`.
    answer : Answer
        What is printed as JSON.
    table : callable
        Gives lines for people.
    rows : callable
        Gives rows for CSV, by column; each gets the answer's date, snapshot and note besides.
    columns : iterable of str
        Columns of the CSV.
    """
    if form == "json":
        click.echo(json.dumps(answer.model_dump(mode="json", by_alias=True), indent=2, ensure_ascii=False))
    elif form == "csv":
        where = {"as_at": answer.as_at.isoformat(), "snapshot": answer.snapshot, "note": answer.note or ""}
        click.echo(as_csv([*columns, *where], ({**row, **where} for row in rows())), nl=False)
    else:
        for line in table():
            click.echo(line)
        click.echo(f"\nAs at {in_words(answer.as_at.isoformat())}, snapshot {answer.snapshot[:12]}.")
        if answer.note:
            click.echo(answer.note)


def as_csv(columns: Iterable[str], rows: Iterable[Mapping[str, object]]) -> str:
    """Rows as CSV; what a spreadsheet would run as a formula begins with an apostrophe."""
    text = io.StringIO()
    names = list(columns)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([_cell(row.get(name)) for name in names])
    return text.getvalue()


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
