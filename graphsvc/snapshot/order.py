"""The order of rows by their keys, and columns put into it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from graphsvc.snapshot.columns import Coded, Column, Numbers, Texts, offsets_of

_PADDED = 4
"""How many times as long keys may become when each is made as long as the longest."""


def in_order_of(keys: Sequence[Column]) -> Numbers | None:
    """The positions of rows in the order of their keys; None when they are in order already."""
    if len(keys) == 1 and isinstance(keys[0], Texts) and (bytes_ := _side_by_side(keys[0])) is not None:
        return None if (bytes_[:-1] <= bytes_[1:]).all() else bytes_.argsort(kind="stable")
    found: list[Any] = list(zip(*keys, strict=True))
    if all(one <= following for one, following in pairwise(found)):
        return None
    return np.array(sorted(range(len(found)), key=found.__getitem__))


def _side_by_side(column: Texts) -> Numbers | None:
    """Texts as an array of bytes of one length, which has their order, as UTF-8 has.

    None when it would be large, or when one of them holds the byte that all are filled up with.
    """
    lengths = np.diff(column.offsets).astype(np.int64)
    width = max(1, int(lengths.max(initial=0)))
    text = np.frombuffer(column.text, np.uint8)
    if width * len(lengths) > _PADDED * len(text) or not text.all():
        return None
    cells = np.zeros((len(lengths), width), np.uint8)
    cells[np.arange(width) < lengths[:, None]] = text
    return cells.view(f"S{width}")[:, 0]


def taken(column: Column, order: Numbers) -> Column:
    """The texts of a column in another order. A database gives long runs in order, which are copied as one."""
    if isinstance(column, Coded):
        return Coded(column.codes[order], column.texts)
    offsets, text = column.offsets, column.text
    breaks = np.flatnonzero(np.diff(order) != 1) + 1
    starts = offsets[order[np.append(0, breaks)]].tolist()
    ends = offsets[order[np.append(breaks, len(order)) - 1] + 1].tolist()
    together = b"".join([text[start:end] for start, end in zip(starts, ends, strict=True)])
    return Texts(offsets_of(np.diff(offsets)[order]), memoryview(together))
