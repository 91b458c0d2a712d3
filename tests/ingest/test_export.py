"""Export: a folder that reads back as the same dataset, and never harms what is there."""

from __future__ import annotations

import string
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphsvc.errors import BadInput
from graphsvc.ingest.check import check_tables
from graphsvc.ingest.compare import compare
from graphsvc.ingest.export import export_tables
from graphsvc.ingest.tables import read_tables
from graphsvc.ingest.texts import text_problem
from graphsvc.model import TABLE, TABLES, Dataset, Row, canonical_dataset, canonical_value
from graphsvc.snapshot.hash import dataset_hash

_NAME = TABLE["organisations"].columns[1]
_TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=60),
    st.text(string.ascii_letters + ' ,;"\'\n\r\t-=é’', min_size=1, max_size=60),
)


def _accepted(canonical: str) -> bool:
    return bool(canonical) and not text_problem(_NAME, canonical)


@st.composite
def datasets(draw: st.DrawFn) -> Dataset:
    """Small records with any text that the checks accept."""
    texts = _TEXTS.map(lambda text: canonical_value(_NAME, text)).filter(_accepted)
    dates = st.sampled_from(["", "2019", "2020-02", "2024-02-29"])
    organisations = [
        _row(
            "organisations", id=f"LOCAL-{number}", name=draw(texts), organisation_type="vcse", status="open",
            opened=draw(dates), source="here", national=draw(st.sampled_from(["", "yes", "no"])),
            longitude=(longitude := draw(st.sampled_from(["", "-1.5", "0", "2.0", "-1.4085736000000002"]))),
            latitude="53" if longitude else "",
        )
        for number in range(draw(st.integers(2, 6)))
    ]
    partnerships = [
        _row(
            "relationships", id=f"P{number}", source_org="LOCAL-0", target_org="LOCAL-1", value_area="area",
            kind="programme", status="active", since=draw(dates), evidence="E1", evidence_basis="read",
            summary=f"{number} {draw(texts)}", benefits=draw(st.sampled_from(["", "help", "help ;other"])),
        )
        for number in range(draw(st.integers(0, 6)))
    ]
    return canonical_dataset({
        "sources": [_row("sources", id="here", title=draw(texts), publisher="We", licence="Ours")],
        "organisation_types": [_row("organisation_types", organisation_type="vcse", name="V", side="partner",
                                    national="no")],
        "value_areas": [_row("value_areas", value_area="area", name="Area", document="None")],
        "benefits": [_row("benefits", benefit=name, name=name) for name in ("help", "other")],
        "evidence": [_row("evidence", id="E1", title=draw(texts), address="https://example.org/")],
        "organisations": organisations,
        "relationships": partnerships,
    })


def _row(table: str, **values: str) -> Row:
    return {**dict.fromkeys(TABLE[table].header, ""), **values}


@settings(max_examples=60, deadline=None)
@given(datasets())
def test_what_is_exported_reads_back_as_the_same_dataset(dataset: Dataset) -> None:
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent) / "out"
        export_tables(dataset, folder)
        read = check_tables(read_tables(folder))
    assert read == dataset
    assert dataset_hash(read) == dataset_hash(dataset)


@settings(max_examples=60, deadline=None)
@given(datasets(), datasets())
def test_changes_are_what_makes_one_dataset_of_another(before: Dataset, after: Dataset) -> None:
    assert not compare(before, before)
    assert list(compare(before, before).listing()) == []
    changes = compare(before, after)
    assert bool(changes) == (dataset_hash(before) != dataset_hash(after))
    for table in TABLES:
        rows = {table.key_of(row): row for row in before[table.name]}
        for row in changes.removed.get(table.name, ()):
            del rows[table.key_of(row)]
        for row in (*changes.added.get(table.name, ()), *changes.changed.get(table.name, ())):
            rows[table.key_of(row)] = row
        assert tuple(row for _, row in sorted(rows.items())) == after[table.name]
    assert len(list(changes.listing())) == changes.count


def test_the_seed_reads_back_with_the_same_hash(seed: Dataset, tmp_path: Path) -> None:
    assert export_tables(seed, tmp_path / "new" / "out")["organisations"] == 2835
    assert dataset_hash(check_tables(read_tables(tmp_path / "new" / "out"))) == dataset_hash(seed)


def test_an_export_replaces_an_earlier_one_and_leaves_nothing_beside_it(seed: Dataset, tmp_path: Path) -> None:
    for _ in range(2):
        export_tables(seed, tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert {path.name for path in (tmp_path / "out").glob("[!.]*")} == {table.file for table in TABLES}


def test_tables_that_somebody_wrote_are_left_alone(seed: Dataset, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "reviews.csv").write_text("organisation\n", encoding="utf-8")
    with pytest.raises(BadInput, match="no export"):
        export_tables(seed, tmp_path / "mine")
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["reviews.csv"]


def test_an_export_that_somebody_changed_is_left_alone(seed: Dataset, tmp_path: Path) -> None:
    export_tables(seed, tmp_path / "out")
    file = tmp_path / "out" / "benefits.csv"
    file.write_bytes(file.read_bytes() + b"more,More,\n")
    with pytest.raises(BadInput, match="changed since"):
        export_tables(seed, tmp_path / "out")
    assert file.read_bytes().endswith(b"more,More,\n")


def test_an_export_into_an_empty_folder_is_written(seed: Dataset, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    export_tables(seed, tmp_path / "out")
    assert (tmp_path / "out" / "places.csv").is_file()


def test_a_folder_with_other_things_is_left_alone(seed: Dataset, tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("years of work", encoding="utf-8")
    with pytest.raises(BadInput, match=r"thesis\.doc"):
        export_tables(seed, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.doc"]


def test_a_file_and_the_working_folder_are_refused(
    seed: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    for path in (tmp_path / "file", Path(), tmp_path / "file" / "below"):
        with pytest.raises(BadInput):
            export_tables(seed, path)


def test_an_export_that_fails_leaves_the_earlier_one(seed: Dataset, tmp_path: Path) -> None:
    export_tables(seed, tmp_path / "out")
    broken = {**seed, "reviews": ({"organisation": "GB-NHS-RR8"},)}
    with pytest.raises(KeyError):
        export_tables(broken, tmp_path / "out")
    assert dataset_hash(check_tables(read_tables(tmp_path / "out"))) == dataset_hash(seed)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
