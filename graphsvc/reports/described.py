"""A report and its answer as plain data, for JSON: the same by command, over HTTP and as a file."""

from __future__ import annotations

import math
from dataclasses import asdict
from datetime import date
from typing import Any

from graphsvc.dates import note_on
from graphsvc.reports.answer import ReportAnswer
from graphsvc.reports.report import Report, Value


def described(report: Report) -> dict[str, Any]:
    """What a catalogue says of a report.

    Parameters
    ----------
    report : Report
        Any report.

    Returns
    -------
    dict
        Everything but its statement. A parameter without a default (null) must be given.
    """
    return {
        "id": report.id, "title": report.title, "question": report.question, "reading": report.reading,
        "caveats": list(report.caveats), "version": report.version, "sum": report.sum,
        "parameters": [
            {
                "name": one.name, "type": one.type, "help": one.help, "default": one.default,
                "choices": list(one.choices), "minimum": one.minimum, "maximum": one.maximum,
            }
            for one in report.parameters
        ],
        "columns": _columns(report), "chart": asdict(report.chart) if report.chart else None,
        "example": dict(report.example),
    }


def answered(answer: ReportAnswer, asked_on: date) -> dict[str, Any]:
    """All of an answer.

    Parameters
    ----------
    answer : ReportAnswer
        What the record answered.
    asked_on : date
        The day on which it was asked: a later one is answered with a note.

    Returns
    -------
    dict
        `rows` has a list for each row, with a value for each column in their order; dates are texts in ISO form.
    """
    report = answer.report
    return {
        "as_at": answer.as_at.isoformat(), "snapshot": answer.snapshot,
        "note": " ".join(filter(None, (note_on(answer.as_at, asked_on), *answer.not_open))) or None,
        "report": {"id": report.id, "version": report.version, "sum": report.sum}, "title": report.title,
        "question": report.question, "reading": report.reading, "caveats": list(report.caveats),
        "source": answer.table().source, "parameters": dict(answer.parameters), "columns": _columns(report),
        "rows": [[_plain(value) for value in row] for row in answer.rows], "truncated": answer.truncated,
    }


def _columns(report: Report) -> list[dict[str, str]]:
    return [{"name": one.name, "title": one.title, "type": one.type, "unit": one.unit} for one in report.columns]


def _plain(value: Value) -> object:
    match value:
        case date():
            return value.isoformat()
        case tuple():
            return list(value)
        case float() if not math.isfinite(value):
            return None  # JSON has no such number
    return value
