"""A report as it is pasted into Neo4j Browser: its parameters, then its statement."""

from __future__ import annotations

import json
from datetime import date

from graphsvc.reports.header import ROW_LIMIT
from graphsvc.reports.parameters import Chosen
from graphsvc.reports.report import Report


def pasted(report: Report, chosen: Chosen, row_limit: int) -> str:
    """What asks the same question in Neo4j Browser or cypher-shell.

    Parameters
    ----------
    report : Report
        The question.
    chosen : Chosen
        Its parameters.
    row_limit : int
        Most rows.

    Returns
    -------
    str
        A `:param` line for each parameter, and the report's file.
    """
    lines = [f":param {name} => {_literal(value)}" for name, value in chosen.sent.items()]
    return "\n".join([*lines, f":param {ROW_LIMIT} => {row_limit}", "", report.statement.strip()])


def _literal(value: str | float | bool | date) -> str:
    # Cypher writes texts, numbers and truth values as JSON does.
    return f"date({json.dumps(value.isoformat())})" if isinstance(value, date) else json.dumps(value)
