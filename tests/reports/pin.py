"""The first rows that each report gave for its example: `python -m tests.reports.pin` writes them anew."""

from __future__ import annotations

import csv
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from graphsvc.config import load_settings
from graphsvc.database import open_database
from graphsvc.ingest.load import load
from graphsvc.reports.answer import ReportAnswer
from graphsvc.reports.report import Value
from tests.record.folders import SEED
from tests.reports.asking import CATALOGUE, asked

PINNED = Path(__file__).parent / "pinned"
FEW = 5


def shown(answer: ReportAnswer) -> list[list[str]]:
    """Rows as they are pinned."""
    return [[_text(value) for value in row] for row in answer.rows]


def pinned(report_id: str) -> list[list[str]]:
    """The rows that are pinned of a report, without the names of their columns."""
    with (PINNED / f"{report_id}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


def pin(answer: ReportAnswer) -> None:
    """Write the first rows of an answer."""
    with (PINNED / f"{answer.report.id}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(column.name for column in answer.report.columns)
        writer.writerows(shown(answer)[:FEW])


def _text(value: Value) -> str:
    if isinstance(value, tuple):
        return "; ".join(value)
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)


def main(chosen: list[str]) -> None:
    """Pin the reports named, or all of them; what is pinned of a report that is gone is removed."""
    PINNED.mkdir(exist_ok=True)
    for file in PINNED.glob("*.csv"):
        if file.stem not in CATALOGUE.reports:
            file.unlink()
    with TemporaryDirectory() as folder:
        settings = load_settings(data=Path(folder))
        with open_database(settings) as database:
            load(database, SEED, settings)
            for report_id in chosen or CATALOGUE.reports:
                pin(asked(database, report_id, **CATALOGUE.named(report_id).example))


if __name__ == "__main__":
    main(sys.argv[1:])
