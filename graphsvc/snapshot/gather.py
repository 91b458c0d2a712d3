"""Rows gathered into columns as they come, without all of them living at once."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from itertools import islice, pairwise
from typing import Any

import numpy as np

from graphsvc.model import TABLES, Dataset, Row, Table
from graphsvc.snapshot.columns import Coded, Column, Numbers, Rows, Texts

_AT_ONCE = 1000

_FEW = 300_000
"""Different texts of a column, up to which it is only asked at its end whether most of them differ."""


class GatheredColumn:
    """One column that grows: as codes, until it shows that most of its texts differ."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}
        self._codes = array("I")
        self._lengths = array("I")
        self._text = bytearray()
        self._plain = False

    def extend(self, texts: Sequence[str]) -> None:
        """Add texts."""
        if self._plain:
            self._append(texts)
            return
        known = self._known
        self._codes.extend([known.setdefault(text, len(known)) for text in texts])
        if len(known) > _FEW:
            self._choose()

    def _choose(self) -> None:
        """Keep the texts one after another where most of them differ."""
        if 4 * len(self._known) > 3 * len(self._codes):
            self._plain = True
            every = list(self._known)
            self._append([every[code] for code in self._codes])
            self._known, self._codes = {}, array("I")

    def _append(self, texts: Sequence[str]) -> None:
        encoded = [text.encode() for text in texts]
        self._lengths.extend(map(len, encoded))
        self._text += b"".join(encoded)

    def finish(self) -> Column:
        """The column, in the order in which its texts came."""
        if not self._plain:
            self._choose()
        if self._plain:
            return Texts(_offsets(self._lengths), memoryview(self._text))
        every = list(self._known)
        order = sorted(range(len(every)), key=every.__getitem__)
        ranks = np.empty(len(every), _smallest(len(every)))
        ranks[order] = np.arange(len(every))
        codes = np.frombuffer(self._codes, np.uintc) if self._codes else np.empty(0, np.uint8)
        return Coded(ranks[codes], texts_of([every[index] for index in order]))


def gathered(table: Table, chunks: Iterable[Sequence[Sequence[str]]]) -> Rows:
    """A table of chunks of rows, each chunk the cells of every column in turn; sorted by key."""
    growing = [GatheredColumn() for _ in table.header]
    for chunk in chunks:
        for column, cells in zip(growing, chunk, strict=True):
            column.extend(cells)
    columns = dict(zip(table.header, (column.finish() for column in growing), strict=True))
    order = _order([columns[name] for name in table.key])
    if order is not None:
        columns = {name: _taken(column, order) for name, column in columns.items()}
    return Rows(table, columns)


def gathered_rows(table: Table, rows: Iterable[Row]) -> Rows:
    """A table of rows; sorted by key."""
    if isinstance(rows, Rows):
        return rows
    waiting = iter(rows)
    some = iter(lambda: list(islice(waiting, _AT_ONCE)), [])
    return gathered(table, ([[row[name] for row in chunk] for name in table.header] for chunk in some))


def gathered_dataset(dataset: Dataset) -> dict[str, Rows]:
    """All tables of a dataset as columns; those that are so already stay."""
    return {table.name: gathered_rows(table, dataset[table.name]) for table in TABLES}


def texts_of(texts: Sequence[str]) -> Texts:
    """Texts one after another."""
    encoded = [text.encode() for text in texts]
    return Texts(_offsets(array("I", map(len, encoded))), memoryview(b"".join(encoded)))


def _offsets(lengths: array[int]) -> Numbers:
    offsets = np.zeros(len(lengths) + 1, np.uint64)
    if lengths:
        np.cumsum(np.frombuffer(lengths, np.uintc), out=offsets[1:])
    return offsets.astype(np.uint32) if offsets[-1] < 2**32 else offsets


def _smallest(count: int) -> str:
    """The smallest kind of number that can tell so many apart."""
    return "u1" if count <= 2**8 else "u2" if count <= 2**16 else "u4"


def _order(keys: Sequence[Column]) -> list[int] | None:
    """The positions of rows in the order of their keys; None when they are in order already."""
    found: list[Any] = list(keys[0]) if len(keys) == 1 else list(zip(*keys, strict=True))
    if all(one <= following for one, following in pairwise(found)):
        return None
    return sorted(range(len(found)), key=found.__getitem__)


def _taken(column: Column, order: Sequence[int]) -> Column:
    if isinstance(column, Coded):
        return Coded(column.codes[np.asarray(order)], column.texts)
    offsets, text = column.offsets.tolist(), column.text
    lengths = array("I", (offsets[index + 1] - offsets[index] for index in order))
    return Texts(_offsets(lengths), memoryview(b"".join([text[offsets[i] : offsets[i + 1]] for i in order])))
