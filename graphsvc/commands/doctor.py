"""`graphsvc doctor`: what would fail, and how to mend it."""

from __future__ import annotations

import json
import textwrap
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from graphsvc.commands.layout import plain
from graphsvc.commands.options import with_settings

if TYPE_CHECKING:
    from graphsvc.config import Settings

_WIDTH = 79
_INDENT = 16
_MARKS = {"good": "ok", "note": "note", "bad": "BAD"}


@click.command("doctor", short_help="What would fail, and how to mend it.")
@click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True,
    help="How to print it.",
)
@with_settings
def command(form: str, settings: Settings) -> int:
    """Look at all that the service needs; start nothing and change nothing.

    Java, the jars and their checksums, disk, ports, who holds the database and
    what it answers, snapshots, the clock, and kept positions of maps. Ends with
    0 when everything would work, else with 1.
    """
    from graphsvc.doctor.examination import examine

    findings = examine(settings)
    if form == "json":
        click.echo(json.dumps([asdict(finding) for finding in findings], indent=2, ensure_ascii=False))
    else:
        for finding in findings:
            head = f"{_MARKS[finding.state]:<5}{finding.subject:<11}"
            for text in filter(None, (finding.found, finding.mend and f"→ {finding.mend}")):
                # A path that is longer than a line stays whole, so that it can be copied.
                click.echo(textwrap.fill(
                    plain(text), _WIDTH, initial_indent=head, subsequent_indent=" " * _INDENT,
                    break_long_words=False, break_on_hyphens=False,
                ))
                head = " " * _INDENT
    return int(any(finding.state == "bad" for finding in findings))
