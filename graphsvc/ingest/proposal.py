"""A proposal: rows in the seed layout that somebody suggests, checked as a load would check them."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from graphsvc.errors import Fault
from graphsvc.ingest.check import find_faults
from graphsvc.ingest.lines import Folder, Line, TableFile
from graphsvc.ingest.personal import personal_faults
from graphsvc.model import TABLE, TABLES, Dataset, Row, canonical_value

_RECORDS, _EVIDENCE, _REVIEWS = "relationships", "evidence", "reviews"
_FIRST_LINE = 2
_DIGITS = 8
"""Of a new id, at least: two proposals of a thousand have the same by a chance of one in ten thousand."""

_NO_MOMENT = (1980, 1, 1, 0, 0, 0)
"""Stands for when a file was made: the same proposal has the same bytes."""
_READABLE = 0o100644 << 16


@dataclass(frozen=True, slots=True)
class Proposal:
    """Rows to load.

    Attributes
    ----------
    name : str
        The id of its new or changed row, or what stands for it: names the folder.
    rows : mapping
        Rows with every column, by table; only tables that are needed.
    known_page : Row or None
        The piece of evidence with this address that is recorded already and is used.
    changed : tuple
        Of a correction: each column that differs, with its text before and after.
    faults : tuple of Fault
        What `graphsvc check` would refuse, and what looks like personal data.
    """

    name: str
    rows: Mapping[str, tuple[Row, ...]]
    known_page: Row | None
    changed: tuple[tuple[str, str, str], ...]
    faults: tuple[Fault, ...]

    def file(self, table: str) -> bytes:
        """One table as CSV."""
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\n")
        header = TABLE[table].header
        writer.writerow(header)
        writer.writerows([row[name] for name in header] for row in self.rows[table])
        return text.getvalue().encode("utf-8")

    def archive(self) -> bytes:
        """A zip of a folder with all its files; the same proposal has the same bytes."""
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:
            for table in self.rows:
                entry = zipfile.ZipInfo(f"proposal-{self.name}/{TABLE[table].file}", _NO_MOMENT)
                entry.external_attr = _READABLE
                archive.writestr(entry, self.file(table))
        return written.getvalue()


def propose_record(dataset: Dataset, said: Mapping[str, str], record: str = "") -> Proposal:
    """A new partnership, or a correction of one that is recorded.

    Parameters
    ----------
    dataset : Dataset
        The record in use.
    said : mapping
        Columns of `relationships.csv` without `id` and `evidence`, and `title` and `address` of the evidence.
    record : str
        Id of the recorded partnership that is corrected; it keeps its organisations. Empty for a new one.
    """
    before = next((row for row in dataset[_RECORDS] if row["id"] == record), None) if record else None
    page, known = _page(dataset, said, before)
    kept = {name: before[name] for name in ("source_org", "target_org", "benefits")} if before else {}
    row = _row(_RECORDS, {**said, **kept, "evidence": page["id"]})
    row["id"] = record or _new_id("N", dataset[_RECORDS], row)
    rows = {_EVIDENCE: () if known else (page,), _RECORDS: (row,)}
    changed = tuple((name, before[name], row[name]) for name in row if before[name] != row[name]) if before else ()
    faults = _faults(rows, dataset)
    if before is not None and not changed:
        faults += (_fault(_RECORDS, "id", record, "nothing differs from what is recorded: change what is wrong"),)
    if not record and row in dataset[_RECORDS]:
        faults += (_fault(_RECORDS, "id", row["id"], f"this partnership is recorded already, as {row['id']}"),)
    return Proposal(row["id"], _filled(rows), known, changed, faults)


def propose_review(dataset: Dataset, said: Mapping[str, str]) -> Proposal:
    """That somebody asked on a day, and was told.

    Parameters
    ----------
    dataset : Dataset
        The record in use.
    said : mapping
        Columns of `reviews.csv`.
    """
    row = _row(_REVIEWS, said)
    rows = {_REVIEWS: (row,)}
    faults = _faults(rows, dataset)
    if row in dataset[_REVIEWS]:
        faults += (_fault(_REVIEWS, "asked_on", row["asked_on"], "this answer is recorded already"),)
    return Proposal(f"R{_sum(row)[:_DIGITS]}", rows, None, (), faults)


def _page(dataset: Dataset, said: Mapping[str, str], before: Row | None) -> tuple[Row, Row | None]:
    """The piece of evidence, and whether it is recorded already: a page has one id, whoever names it."""
    page = _row(_EVIDENCE, said)
    recorded = [row for row in dataset[_EVIDENCE] if page["address"] and row["address"] == page["address"]]
    # Some pages are recorded twice: of these the one that the record names, or that has this title, is meant.
    recorded.sort(key=lambda row: (before is None or row["id"] != before["evidence"], row["title"] != page["title"]))
    if recorded:
        return recorded[0], recorded[0]
    page["id"] = _new_id("E", dataset[_EVIDENCE], {"address": page["address"]})
    return page, None


def _row(table: str, said: Mapping[str, str]) -> Row:
    return {column.name: canonical_value(column, said.get(column.name, "")) for column in TABLE[table].columns}


def _new_id(letter: str, recorded: Iterable[Row], row: Mapping[str, str]) -> str:
    """An id by what a row says, longer when another row has it; a row that is recorded as it is keeps its own."""
    others = {one["id"]: one for one in recorded}
    digest = _sum({name: value for name, value in row.items() if name != "id"})
    for length in range(_DIGITS, len(digest) + 1, _DIGITS):
        new = letter + digest[:length]
        if new not in others or all(others[new][name] == value for name, value in row.items() if name != "id"):
            return new
    raise AssertionError("two different rows have the same sum")


def _sum(row: Mapping[str, str]) -> str:
    return hashlib.sha256("\x1f".join(f"{name}={row[name]}" for name in sorted(row)).encode()).hexdigest()


def _faults(rows: Mapping[str, tuple[Row, ...]], dataset: Dataset) -> tuple[Fault, ...]:
    files = {
        table: TableFile(
            TABLE[table], frozenset(TABLE[table].header),
            tuple(Line(number, row) for number, row in enumerate(found, _FIRST_LINE)),
        )
        for table, found in rows.items() if found
    }
    return find_faults(Folder(Path(), files), dataset) + personal_faults(rows)


def _fault(table: str, column: str, value: str, message: str) -> Fault:
    return Fault(TABLE[table].file, _FIRST_LINE, column, value, message)


def _filled(rows: Mapping[str, tuple[Row, ...]]) -> dict[str, tuple[Row, ...]]:
    return {table.name: rows[table.name] for table in TABLES if rows.get(table.name)}
