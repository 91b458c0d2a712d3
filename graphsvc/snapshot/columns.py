"""A table kept as columns: texts once each where few are different, one after another where most are."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphsvc.model import Row, Table
from graphsvc.snapshot.made import MadeSequence

Numbers = NDArray[Any]
"""A column of numbers."""

_BLOCK = 4096
"""Rows that are made at once where all are gone through."""

_KNOWN = 20_000
"""Different texts of a column, at most, that are kept as they are: all that stand in many rows."""


def offsets_of(lengths: array[int] | Numbers) -> Numbers:
    """Where each of some texts begins, and at last where the last one ends, by how many bytes each has."""
    offsets = np.zeros(len(lengths) + 1, np.uint64)
    np.cumsum(lengths, out=offsets[1:])
    return offsets.astype(np.uint32) if offsets[-1] < 2**32 else offsets


class Texts(MadeSequence[str]):
    """Texts in UTF-8, one after another.

    Parameters
    ----------
    offsets : array of int
        Where each begins, and at last where the last one ends.
    text : memoryview
        All of them.
    """

    def __init__(self, offsets: Numbers, text: memoryview) -> None:
        self.offsets = offsets
        self.text = text

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def make(self, index: int) -> str:
        """The text at a place."""
        return str(self.text[self.offsets[index] : self.offsets[index + 1]], "utf-8")

    def block(self, start: int, end: int) -> list[str]:
        """The texts from one position to another."""
        offsets = self.offsets[start : end + 1]
        text = bytes(self.text[offsets[0] : offsets[-1]])
        bounds = (offsets - offsets[0]).tolist()
        if text.isascii():
            together = text.decode()
            return [together[here:there] for here, there in pairwise(bounds)]
        return [text[here:there].decode() for here, there in pairwise(bounds)]

    def blocks(self, function: Callable[[str], str]) -> Iterator[list[str]]:
        """What a function makes of each, some thousand at once."""
        for start in range(0, len(self), _BLOCK):
            yield list(map(function, self.block(start, min(start + _BLOCK, len(self)))))

    def each(self, function: Callable[[str], int], kind: str) -> Numbers:
        """What a function makes of each."""
        return np.fromiter(map(function, iter(self)), kind, len(self))

    def numbered(self) -> tuple[Numbers, Sequence[str]]:
        """A number for each, and the texts that these stand for."""
        ranks = {text: rank for rank, text in enumerate(sorted(set(self)))}
        return self.each(ranks.__getitem__, "u4"), list(ranks)

    def __iter__(self) -> Iterator[str]:
        for start in range(0, len(self), _BLOCK):
            yield from self.block(start, min(start + _BLOCK, len(self)))


class Coded(MadeSequence[str]):
    """Texts of which many are equal: a number each, into the list of those that differ.

    Parameters
    ----------
    codes : array of int
        For each text, its place among those that differ.
    texts : Texts
        Those that differ, in order.
    """

    def __init__(self, codes: Numbers, texts: Texts) -> None:
        self.codes = codes
        self.texts = texts
        self._known: Sequence[str] = list(texts) if len(texts) <= _KNOWN else texts

    def __len__(self) -> int:
        return len(self.codes)

    def make(self, index: int) -> str:
        """The text at a place."""
        return self._known[int(self.codes[index])]

    def block(self, start: int, end: int) -> list[str]:
        """The texts from one position to another."""
        known = self._known
        return [known[code] for code in self.codes[start:end].tolist()]

    def blocks(self, function: Callable[[str], str]) -> Iterator[list[str]]:
        """What a function makes of each, asked once for each that differs; some thousand at once."""
        made = np.array(list(map(function, self._known)), object)
        for start in range(0, len(self), _BLOCK):
            yield made[self.codes[start : start + _BLOCK]].tolist()

    def each(self, function: Callable[[str], int], kind: str) -> Numbers:
        """What a function makes of each, asked once for each that differs."""
        if not len(self):
            return np.empty(0, kind)
        return self.texts.each(function, kind)[self.codes]

    def numbered(self) -> tuple[Numbers, Sequence[str]]:
        """A number for each, and the texts that these stand for."""
        return self.codes, self._known

    def __iter__(self) -> Iterator[str]:
        for start in range(0, len(self), _BLOCK):
            yield from self.block(start, start + _BLOCK)


Column = Texts | Coded


class Rows(MadeSequence[Row]):
    """The rows of a table, each made when it is asked for.

    Parameters
    ----------
    table : Table
        Which table.
    columns : dict of str to Column
        Its columns by name.
    """

    def __init__(self, table: Table, columns: dict[str, Column]) -> None:
        self.table = table
        self.columns = columns
        self._length = len(columns[table.header[0]])

    def __len__(self) -> int:
        return self._length

    def make(self, index: int) -> Row:
        """The row at a place."""
        return {name: column.make(index) for name, column in self.columns.items()}

    def __iter__(self) -> Iterator[Row]:
        header = self.table.header
        for cells in self.cells():
            yield dict(zip(header, cells, strict=True))

    def cells(self) -> Iterator[tuple[str, ...]]:
        """The cells of each row, in the order of the columns."""
        return chain.from_iterable(self.blocks(str))

    def blocks(self, function: Callable[[str], str]) -> Iterator[Iterable[tuple[str, ...]]]:
        """What a function makes of the cells of each row, in the order of the columns, some thousand rows at once."""
        for blocks in zip(*(column.blocks(function) for column in self.columns.values()), strict=True):
            yield zip(*blocks, strict=True)
