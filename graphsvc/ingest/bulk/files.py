"""The files that Neo4j's importer reads."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from graphsvc.ingest.bulk.shapes import Shape
from graphsvc.ingest.bulk.stamps import HEADERS, Stamps
from graphsvc.model import Dataset, Row

_AT_ONCE = 5000

OnRows = Callable[[int], None]
"""Told how many more rows were written."""


class _Counting:
    """A text file that knows how many lines were written to it."""

    def __init__(self, file: Path) -> None:
        self._file = file.open("w", encoding="utf-8", newline="")
        self.lines = 0

    def write(self, text: str) -> int:
        """Write some text, as the csv module asks."""
        self.lines += text.count("\n")
        return self._file.write(text)

    def close(self) -> None:
        """Close it."""
        self._file.close()


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
    file = _Counting(path)
    written = 0
    try:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(headers)
        for chunk in _chunks(shape.rows(rows) if shape.rows else rows):
            columns: list[Iterable[str]] = []
            for field in shape.fields:
                texts = [row[field.column] for row in chunk]
                columns.append(map(field.made, texts) if field.made else texts)
            if beside:
                columns += zip(*islice(beside, len(chunk)), strict=True)
            writer.writerows(zip(*columns, strict=True))
            written += len(chunk)
            on_rows(len(chunk))
    finally:
        file.close()
    return file.lines > written + 1


def _chunks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    waiting = iter(rows)
    return iter(lambda: list(islice(waiting, _AT_ONCE)), [])
