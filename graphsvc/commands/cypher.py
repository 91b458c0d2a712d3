"""`graphsvc cypher`: a statement of one's own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

import click

from graphsvc.commands.layout import paragraph, table
from graphsvc.commands.options import with_settings
from graphsvc.commands.params import named_values
from graphsvc.errors import BadInput
from graphsvc.log import configure_logging

if TYPE_CHECKING:
    from graphsvc.api.schemas.cypher import CypherAnswer
    from graphsvc.config import Settings

_JSON = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?|true|false|null|[\[{\"].*", re.DOTALL)
"""Values that are read as JSON; `5E1` and `01` may be codes."""

_LISTED = 40
"""Rows of a long answer that a terminal shows."""


@click.command(
    "cypher", short_help="Run Cypher of your own that only reads.",
    epilog="Example: graphsvc cypher count.cypher --param area=estates",
)
@click.argument("file", type=click.File("r", encoding="utf-8"))
@click.option(
    "--param", "given", multiple=True, metavar="NAME=VALUE",
    help="A parameter, without the dollar. Numbers, true, false, null, [...], {...} and \"...\" are read as JSON, all "
    "else as text. May repeat.",
)
@click.option(
    "--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True,
    help="json is what the HTTP interface answers.",
)
@with_settings
def command(file: TextIO, given: tuple[str, ...], form: str, settings: Settings) -> None:
    """Run one statement of Cypher from a file, or from - for the input.

    It may only read: anything else is refused with a reason. Off unless
    `enabled` is true under [cypher] in config.toml.
    """
    from graphsvc.api.schemas.cypher import cypher_answer
    from graphsvc.audit import own_account
    from graphsvc.database import open_database
    from graphsvc.dates import today
    from graphsvc.reports.free import check_allowed, run_free
    from graphsvc.reports.values import cell

    check_allowed(settings)
    if settings.logging.level == "info":
        # A service logs each statement; whoever runs one here sees its answer.
        configure_logging(settings.logging.model_copy(update={"level": "warning"}))
    try:
        statement = file.read(settings.cypher.statement_limit + 1)
    except UnicodeDecodeError:
        raise BadInput(f"{file.name}: not a text file in UTF-8") from None
    parameters = {name: _value(name, text) for name, text in named_values(given).items()}
    with open_database(settings) as database:
        answer = cypher_answer(run_free(database, settings, statement, parameters, own_account()), today())
    if form == "json":
        click.echo(json.dumps(answer.model_dump(mode="json"), indent=2, ensure_ascii=False))
    elif form == "csv":
        from graphsvc.sheets import csv_text

        click.echo(csv_text(answer.columns, (map(cell, row) for row in answer.rows)), nl=False)
        click.echo("\n".join(_about(answer)), err=True)
    else:
        for line in (*table(answer.columns, [tuple(map(cell, row)) for row in answer.rows[:_LISTED]]), ""):
            click.echo(line)
        if len(answer.rows) > _LISTED:
            click.echo(f"The first {_LISTED} are shown; all of them: --format csv.")
        click.echo("\n".join(_about(answer)))


def _about(answer: CypherAnswer) -> Iterator[str]:
    from graphsvc.dates import in_words

    count = f"{len(answer.rows):,} row{'' if len(answer.rows) == 1 else 's'}"
    cut = "; there are more, which the limit cuts off" if answer.truncated else ""
    facts = f"facts {answer.snapshot[:12]}" if answer.snapshot else "nothing is loaded"
    yield from paragraph(f"{count}{cut}. Asked on {in_words(answer.as_at.isoformat())}, {facts}.")


def _value(name: str, text: str) -> object:
    from graphsvc.reports.free_parameters import read_json

    if not _JSON.fullmatch(text):
        return text
    try:
        return read_json(text)
    except ValueError as error:
        raise BadInput(f"{name}: not proper JSON: {error}", f"--param {name}", text) from None
