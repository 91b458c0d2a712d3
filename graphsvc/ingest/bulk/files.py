"""The files that Neo4j's importer reads."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from graphsvc.ingest.bulk.shapes import Shape
from graphsvc.ingest.bulk.stamps import HEADERS, Stamps
from graphsvc.model import Dataset, Row

_AT_ONCE = 5000

OnRows = Callable[[int], None]
"""Told how many more rows were written."""


def write_files(folder: Path, shapes: Iterable[Shape], dataset: Dataset, stamps: Stamps, on_rows: OnRows) -> bool:
    """Write a file for each shape.

    Parameters
    ----------
    folder : Path
        Where to.
    shapes : iterable of Shape
        Which files.
    dataset : Dataset
        The rows.
    stamps : Stamps
        When they were recorded.
    on_rows : callable
        Told of progress.

    Returns
    -------
    bool
        Whether any text holds a newline.
    """
    newlines = [_write(folder / shape.file, shape, dataset, stamps, on_rows) for shape in shapes]
    return any(newlines)


def _write(path: Path, shape: Shape, dataset: Dataset, stamps: Stamps, on_rows: OnRows) -> bool:
    rows = dataset[shape.table.name]
    beside = stamps.of(shape, rows) if shape.stamped else None
    headers = [*(field.header for field in shape.fields), *(HEADERS if beside else ())]
    several_lines = False
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(",".join(headers) + "\n")
        for chunk in _chunks(shape.rows(rows) if shape.rows else rows):
            columns: list[Iterable[str]] = []
            for field in shape.fields:
                texts = [row[field.column] for row in chunk]
                columns.append(map(field.made, texts) if field.made else texts)
            if beside:
                columns += zip(*islice(beside, len(chunk)), strict=True)
            text = io.StringIO()
            csv.writer(text, lineterminator="\n").writerows(zip(*columns, strict=True))
            written = text.getvalue()
            several_lines = several_lines or written.count("\n") > len(chunk)
            file.write(written)
            on_rows(len(chunk))
    return several_lines


def _chunks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    waiting = iter(rows)
    return iter(lambda: list(islice(waiting, _AT_ONCE)), [])
