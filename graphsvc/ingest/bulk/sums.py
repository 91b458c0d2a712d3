"""Whether two have the same rows, in whatever order: without sorting, or keeping, millions of them."""

from __future__ import annotations

from collections.abc import Mapping
from operator import itemgetter

from graphsvc.model import TABLES, Dataset
from graphsvc.snapshot.read import Reader, read_columns

Sums = Mapping[str, tuple[int, int]]
"""By table, how many rows there are, and the sum of a number of 64 bits for each: equal for equal rows, and else not.

The numbers are this process's own, as Python salts them, and say nothing to any other. They are of a row's text, which
Python hashes with SipHash: its hash of a tuple is so nearly linear that sums stay when two rows swap a cell.
"""

_NUL = "\0"
"""Stands in no cell."""


def sums_of(dataset: Dataset) -> Sums:
    """Of the rows of a dataset."""
    return {
        table.name: (
            len(dataset[table.name]),
            sum(map(hash, map(_NUL.join, map(itemgetter(*table.header), dataset[table.name])))),
        )
        for table in TABLES
    }


def sums_in_graph(run: Reader) -> Sums:
    """Of the rows that a graph holds; `run` gives the rows of a statement by its name."""
    found = {}
    for table in TABLES:
        count = total = 0
        for columns in read_columns(run, table):
            count += len(columns[0])
            total += sum(map(hash, map(_NUL.join, zip(*columns, strict=True))))
        found[table.name] = (count, total)
    return found
