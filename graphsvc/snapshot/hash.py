"""The name of a dataset: equal facts have equal hashes, wherever they are kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from json.encoder import encode_basestring
from operator import itemgetter

from graphsvc.model import TABLES, Dataset, Row, Table
from graphsvc.snapshot.columns import Rows

_AT_ONCE = 4096


def dataset_hash(dataset: Dataset) -> str:
    """SHA-256 over all rows, table by table, in the order of their keys.

    No revision, no time and no internal identifier goes in: the same facts, loaded elsewhere or at another time,
    have the same hash. A row is a JSON array of its cells without blanks, as `json.dumps` writes it.

    Parameters
    ----------
    dataset : Dataset
        Canonical rows (`graphsvc.model.canonical_dataset`).

    Returns
    -------
    str
        64 hexadecimal digits.
    """
    digest = hashlib.sha256()
    for table in TABLES:
        digest.update(json.dumps([table.name, *table.header]).encode())
        rows = dataset[table.name]
        blocks = rows.blocks(encode_basestring) if isinstance(rows, Rows) else _blocks(table, rows)
        for block in blocks:
            lines = "]\n[".join(map(",".join, block))
            digest.update(f"\n[{lines}]".encode())
        digest.update(b"\n\n")
    return digest.hexdigest()


def _blocks(table: Table, rows: Sequence[Row]) -> Iterator[Iterable[Iterable[str]]]:
    """The cells of rows as JSON, some thousand rows at once."""
    cells = (map(encode_basestring, row) for row in map(itemgetter(*table.header), rows))
    return iter(lambda: list(islice(cells, _AT_ONCE)), [])
