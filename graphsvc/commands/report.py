"""`graphsvc report`: the Cypher reports."""

from __future__ import annotations

import click

from graphsvc.commands.report_list import list_reports, show_report
from graphsvc.commands.report_run import run


@click.group("report", short_help="Ask the record a report, and publish its rows.")
def command() -> None:
    """Reports: questions in Cypher that policy briefs ask of the record.

    Each is a file that says what it answers, how to read it and what it leaves
    out. Your own lie in the folder that [reports] folder of the settings names.
    """


command.add_command(list_reports)
command.add_command(show_report)
command.add_command(run)
