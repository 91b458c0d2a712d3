"""Answers in the terminal: as a table, as the JSON that the HTTP interface gives, or as CSV for a spreadsheet."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import click

from graphsvc.api.schemas.answer import Answer
from graphsvc.dates import in_words
from graphsvc.sheets import csv_text

_F = TypeVar("_F", bound=Callable[..., Any])


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
        names = [*columns, *where]
        click.echo(csv_text(names, ([({**row, **where}).get(name) for name in names] for row in rows())), nl=False)
    else:
        for line in table():
            click.echo(line)
        click.echo(f"\nAs at {in_words(answer.as_at.isoformat())}, snapshot {answer.snapshot[:12]}.")
        if answer.note:
            click.echo(answer.note)
