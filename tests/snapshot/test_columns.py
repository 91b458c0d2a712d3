"""Tables as columns: the same rows in the same order, whatever their texts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from graphsvc.model import TABLE, TABLES, Row
from graphsvc.snapshot.columns import Coded, Texts
from graphsvc.snapshot.file import read_snapshot, write_snapshot
from graphsvc.snapshot.gather import gathered, gathered_rows, texts_of
from graphsvc.snapshot.graph import Snapshot
from graphsvc.snapshot.hash import dataset_hash

EVIDENCE = TABLE["evidence"]
texts = st.one_of(st.sampled_from(("", "a", "a\0", "é", "\U0001f3e5 clinic", "a\nb", '"quoted"')), st.text(max_size=12))
tables = st.lists(st.fixed_dictionaries(dict.fromkeys(EVIDENCE.header, texts)), unique_by=lambda row: row["id"])


def sorted_rows(rows: Sequence[Row]) -> list[Row]:
    return sorted(rows, key=EVIDENCE.key_of)


@settings(deadline=None)
@given(rows=tables)
def test_rows_are_those_that_were_given_in_the_order_of_their_keys(rows: list[Row]) -> None:
    columns, expected = gathered_rows(EVIDENCE, rows), sorted_rows(rows)
    assert columns == expected
    assert [columns[place] for place in range(-len(rows), len(rows))] == expected * 2
    assert columns[1:3] == expected[1:3]
    assert list(columns.cells()) == [tuple(row[name] for name in EVIDENCE.header) for row in expected]


def test_a_column_in_which_most_differ_is_the_same_as_one_in_which_few_do() -> None:
    rows = [
        {"id": f"E{number * 7919 % 5000:04}", "title": f"Page {number}é", "address": f"https://a.org/{number % 3}"}
        for number in range(5000)
    ]
    columns = gathered_rows(EVIDENCE, rows)
    assert [type(column) for column in columns.columns.values()] == [Texts, Texts, Coded]
    assert columns == sorted_rows(rows)


@settings(deadline=None)
@given(rows=tables, size=st.integers(1, 5))
def test_chunks_of_any_size_give_the_same_table(rows: list[Row], size: int) -> None:
    chunks = (rows[start : start + size] for start in range(0, len(rows), size))
    columns = gathered(EVIDENCE, ([[row[name] for row in chunk] for name in EVIDENCE.header] for chunk in chunks))
    assert columns == sorted_rows(rows)


@settings(deadline=None)
@given(rows=tables, size=st.integers(1, 5))
def test_parts_that_are_numbers_into_one_list_give_the_same_table(rows: list[Row], size: int) -> None:
    titles = sorted({row["title"] for row in rows} | {"", "of no row"})
    number = {title: place for place, title in enumerate(titles)}
    listed = texts_of(titles)
    chunks = (
        (
            [row["id"] for row in some],
            Coded(np.array([number[row["title"]] for row in some]), listed),
            [row["address"] for row in some],
        )
        for some in (rows[start : start + size] for start in range(0, len(rows), size))
    )
    columns, plain = gathered(EVIDENCE, chunks), gathered_rows(EVIDENCE, rows)
    assert columns == plain
    if rows:
        assert type(columns.columns["title"]) is type(plain.columns["title"])


def test_one_key_of_great_length_changes_nothing_of_the_order() -> None:
    rows = [{"id": name, "title": "", "address": ""} for name in ("b", "B" * 10_000, "a", "é", "z", "aa")]
    assert gathered_rows(EVIDENCE, rows) == sorted_rows(rows)


@settings(deadline=None)
@given(rows=tables)
def test_the_hash_and_the_file_do_not_depend_on_how_rows_are_kept(rows: list[Row]) -> None:
    plain = {table.name: () for table in TABLES} | {"evidence": tuple(sorted_rows(rows))}
    snapshot = Snapshot(plain)
    digest = hashlib.sha256()
    for table in TABLES:
        digest.update(json.dumps([table.name, *table.header]).encode())
        for row in plain[table.name]:
            line = json.dumps([row[name] for name in table.header], ensure_ascii=False, separators=(",", ":"))
            digest.update(b"\n" + line.encode())
        digest.update(b"\n\n")
    assert snapshot.hash == dataset_hash(plain) == dataset_hash(snapshot.dataset) == digest.hexdigest()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.snapshot"
        write_snapshot(snapshot, path)
        assert read_snapshot(path).dataset == plain
