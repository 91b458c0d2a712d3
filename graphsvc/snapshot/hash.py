"""The name of a dataset: equal facts have equal hashes, wherever they are kept."""

from __future__ import annotations

import hashlib
import json

from graphsvc.model import TABLES, Dataset


def dataset_hash(dataset: Dataset) -> str:
    """SHA-256 over all rows, table by table, in the order of their keys.

    No revision, no time and no internal identifier goes in: the same facts, loaded elsewhere or at another time,
    have the same hash.

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
        for row in dataset[table.name]:
            line = json.dumps([row[name] for name in table.header], ensure_ascii=False, separators=(",", ":"))
            digest.update(b"\n")
            digest.update(line.encode())
        digest.update(b"\n\n")
    return digest.hexdigest()
