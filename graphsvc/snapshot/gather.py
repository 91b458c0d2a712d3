"""Rows gathered into columns as they come, without all of them living at once."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

import numpy as np

from graphsvc.model import TABLES, Dataset, Row, Table
from graphsvc.snapshot.columns import Coded, Column, Numbers, Rows, Texts, offsets_of
from graphsvc.snapshot.order import in_order_of, taken

_AT_ONCE = 1000

_FEW = 300_000
"""Different texts of a column, up to which it is only asked at its end whether most of them differ."""


class _Numbered(dict[str, int]):
    """A number for each text, given when it is first asked for."""

    def __missing__(self, text: str) -> int:
        number = self[text] = len(self)
        return number


class GatheredColumn:
    """One column that grows: as codes, until it shows that most of its texts differ.

    Parameters
    ----------
    differ : bool
        Whether all of them differ, which is known of a key.
    """

    def __init__(self, *, differ: bool = False) -> None:
        self._known = _Numbered()
        self._codes = array("I")
        self._lengths = array("I")
        self._text = bytearray()
        self._plain = differ

    def extend(self, texts: Sequence[str]) -> None:
        """Add texts."""
        if self._plain:
            self._append(texts)
            return
        self._codes.extend(map(self._known.__getitem__, texts))
        if len(self._known) > _FEW:
            self._choose()

    def _choose(self) -> None:
        """Keep the texts one after another where most of them differ."""
        if 4 * len(self._known) > 3 * len(self._codes):
            self._plain = True
            every = list(self._known)
            self._append([every[code] for code in self._codes])
            self._known, self._codes = _Numbered(), array("I")

    def _append(self, texts: Sequence[str]) -> None:
        lengths, encoded = _encoded(texts)
        self._lengths.extend(lengths)
        self._text += encoded

    def finish(self) -> Column:
        """The column, in the order in which its texts came."""
        if not self._plain:
            self._choose()
        if self._plain:
            return Texts(offsets_of(self._lengths), memoryview(self._text))
        every = list(self._known)
        order = sorted(range(len(every)), key=every.__getitem__)
        codes = np.frombuffer(self._codes, np.uintc) if self._codes else np.empty(0, np.uint8)
        return _coded(codes, every, order)


class GatheredCodes:
    """One column that grows of parts that are numbers into one list of texts already, which is in order."""

    def __init__(self) -> None:
        self._parts: list[Coded] = []

    def extend(self, texts: Coded) -> None:
        """Add texts."""
        self._parts.append(texts)

    def finish(self) -> Column:
        """The column, in the order in which its texts came."""
        every = list(self._parts[0].texts)
        codes = np.concatenate([part.codes for part in self._parts])
        used = np.flatnonzero(np.bincount(codes, minlength=len(every)))
        if 4 * len(used) > 3 * len(codes):
            return texts_of([every[code] for code in codes])
        return _coded(codes, every, used.tolist())


def _coded(codes: Numbers, every: Sequence[str], order: Sequence[int]) -> Coded:
    """Codes into some texts, as codes into those of them that are used, in order."""
    ranks = np.empty(len(every), _smallest(len(order)))
    ranks[order] = np.arange(len(order))
    return Coded(ranks[codes], texts_of([every[index] for index in order]))


def gathered(table: Table, chunks: Iterable[Sequence[Sequence[str]]]) -> Rows:
    """A table of chunks of rows, each chunk the cells of every column in turn; sorted by key."""
    growing: list[Any] = [GatheredColumn(differ=table.key == (name,)) for name in table.header]
    for number, chunk in enumerate(chunks):
        for place, cells in enumerate(chunk):
            if not number and isinstance(cells, Coded):
                growing[place] = GatheredCodes()
            growing[place].extend(cells)
    columns = dict(zip(table.header, (column.finish() for column in growing), strict=True))
    order = in_order_of([columns[name] for name in table.key])
    if order is not None:
        columns = {name: taken(column, order) for name, column in columns.items()}
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
    lengths, encoded = _encoded(texts)
    return Texts(offsets_of(array("I", lengths)), memoryview(encoded))


def _encoded(texts: Sequence[str]) -> tuple[Iterable[int], bytes]:
    """How many bytes each text has, and all of them one after another."""
    together = "".join(texts)
    if together.isascii():
        return map(len, texts), together.encode()
    each = [text.encode() for text in texts]
    return map(len, each), b"".join(each)


def _smallest(count: int) -> str:
    """The smallest kind of number that can tell so many apart."""
    return "u1" if count <= 2**8 else "u2" if count <= 2**16 else "u4"
