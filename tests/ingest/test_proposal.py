"""Proposals: rows that pass the checks as they are, with ids of their own."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from random import Random

import pytest

from graphsvc.errors import FaultyTables
from graphsvc.ingest.check import check_tables
from graphsvc.ingest.compare import compare
from graphsvc.ingest.personal import personal_faults
from graphsvc.ingest.proposal import Proposal, propose_record, propose_review
from graphsvc.ingest.tables import read_tables
from graphsvc.model import Dataset, Row
from tests.fixtures.facts import seed_snapshot

NEW = {
    "source_org": "GB-NHS-RR8", "target_org": "GB-UKPRN-10007795", "value_area": "estates", "kind": "programme",
    "status": "active", "since": "2025", "evidence_date": "2026-01", "evidence_basis": "read",
    "summary": "A shared building, “open to all”,\nsaid in two lines.", "title": "A page, of theirs",
    "address": "https://www.example.org/page",
}
REVIEW = {
    "organisation": "GB-NHS-RR8", "value_area": "skills-employment", "partner_type": "school", "asked_on": "2026-11-20",
    "answer": "none", "note": "Asked at a meeting.",
}


@pytest.fixture(scope="module")
def recorded() -> Dataset:
    return seed_snapshot().dataset


def unpacked(proposal: Proposal, folder: Path) -> Path:
    """The folder that the zip holds."""
    with zipfile.ZipFile(io.BytesIO(proposal.archive())) as archive:
        archive.extractall(folder)
    return next(folder.iterdir())


def loaded(proposal: Proposal, recorded: Dataset, folder: Path) -> Dataset:
    """The record after the real checks of the unpacked folder."""
    return check_tables(read_tables(unpacked(proposal, folder)), recorded)


def record_of(recorded: Dataset, id_: str) -> Row:
    """A record as the form has it when nothing was changed."""
    row = next(row for row in recorded["relationships"] if row["id"] == id_)
    page = next(page for page in recorded["evidence"] if page["id"] == row["evidence"])
    return {**row, "title": page["title"], "address": page["address"]}


def test_a_new_partnership_passes_the_checks_and_adds_one_record_and_a_page(recorded: Dataset, tmp_path: Path) -> None:
    proposal = propose_record(recorded, NEW)
    assert proposal.faults == ()
    changes = compare(recorded, loaded(proposal, recorded, tmp_path))
    assert {table: len(rows) for table, rows in changes.added.items()} == {"relationships": 1, "evidence": 1}
    assert not changes.changed
    assert not changes.removed
    row = changes.added["relationships"][0]
    assert {name: row[name] for name in NEW if name in row} == {n: v for n, v in NEW.items() if n in row}
    assert changes.added["evidence"][0]["address"] == NEW["address"]


def test_an_address_that_is_recorded_is_used_again(recorded: Dataset, tmp_path: Path) -> None:
    page = recorded["evidence"][5]
    proposal = propose_record(recorded, {**NEW, "address": page["address"], "title": "Other words"})
    assert proposal.known_page == page
    assert set(proposal.rows) == {"relationships"}
    assert proposal.rows["relationships"][0]["evidence"] in {
        row["id"] for row in recorded["evidence"] if row["address"] == page["address"]
    }
    assert set(compare(recorded, loaded(proposal, recorded, tmp_path)).added) == {"relationships"}


def test_ids_are_of_what_is_said_and_unlike_any_other(recorded: Dataset) -> None:
    first, again = propose_record(recorded, NEW), propose_record(recorded, NEW)
    other = propose_record(recorded, {**NEW, "since": "2024"})
    assert first.name == again.name
    assert first.archive() == again.archive()
    assert other.name != first.name
    assert other.rows["evidence"] == first.rows["evidence"]
    taken = {row["id"] for row in (*recorded["relationships"], *recorded["evidence"])}
    assert taken.isdisjoint({first.name, first.rows["evidence"][0]["id"]})


def test_an_id_that_another_row_has_is_made_longer(recorded: Dataset) -> None:
    proposal = propose_record(recorded, NEW)
    corrected = {**proposal.rows["relationships"][0], "until": "2026-10"}
    later = {**recorded, "relationships": (*recorded["relationships"], corrected)}
    second = propose_record({**later, "evidence": (*recorded["evidence"], *proposal.rows["evidence"])}, NEW)
    assert second.name.startswith(proposal.name)
    assert len(second.name) > len(proposal.name)
    assert second.faults == ()


def test_what_is_recorded_already_is_refused(recorded: Dataset) -> None:
    proposal = propose_record(recorded, NEW)
    after = {
        **recorded, "relationships": (*recorded["relationships"], *proposal.rows["relationships"]),
        "evidence": (*recorded["evidence"], *proposal.rows["evidence"]),
    }
    assert "recorded already" in propose_record(after, NEW).faults[0].message
    swapped = {**NEW, "source_org": NEW["target_org"], "target_org": NEW["source_org"]}
    assert f"the same as {proposal.name}" in propose_record(after, swapped).faults[0].message
    review = propose_review(recorded, REVIEW)
    after = {**recorded, "reviews": review.rows["reviews"]}
    assert "recorded already" in propose_review(after, REVIEW).faults[0].message


@pytest.mark.parametrize("seed", range(20))
def test_corrections_change_what_they_say_and_nothing_else(recorded: Dataset, tmp_path: Path, seed: int) -> None:
    lot = Random(seed)
    before = lot.choice(recorded["relationships"])
    said = record_of(recorded, before["id"]) | {"status": "lapsed", "until": "2190-06", "summary": f"Told anew {seed}."}
    if seed % 2:
        said |= {"title": "A newer page", "address": f"https://www.example.org/{seed}", "evidence_date": "2026-06-01"}
    proposal = propose_record(recorded, said, before["id"])
    assert proposal.faults == ()
    changes = compare(recorded, loaded(proposal, recorded, tmp_path))
    assert not changes.removed
    assert len(changes.changed["relationships"]) == 1
    assert {name for name, _, _ in proposal.changed} == {
        name for name in before if before[name] != changes.changed["relationships"][0][name]
    }
    assert ("evidence" in changes.added) == bool(seed % 2)


def test_a_correction_that_changes_nothing_is_refused(recorded: Dataset) -> None:
    for row in recorded["relationships"][::100]:
        faults = propose_record(recorded, record_of(recorded, row["id"]), row["id"]).faults
        assert ["nothing differs" in fault.message for fault in faults] == [True]


def test_benefits_are_kept_by_a_correction(recorded: Dataset) -> None:
    rows = list(recorded["relationships"])
    rows[0] = {**rows[0], "benefits": "external-funding"}
    after = {**recorded, "relationships": tuple(rows)}
    proposal = propose_record(after, record_of(after, rows[0]["id"]) | {"since": "2019"}, rows[0]["id"])
    assert proposal.rows["relationships"][0]["benefits"] == "external-funding"


def test_a_review_passes_the_checks(recorded: Dataset, tmp_path: Path) -> None:
    proposal = propose_review(recorded, REVIEW)
    assert proposal.faults == ()
    assert compare(recorded, loaded(proposal, recorded, tmp_path)).added == {"reviews": (REVIEW,)}


@pytest.mark.parametrize(("column", "value"), [
    ("source_org", ""), ("target_org", "GB-NHS-none"), ("target_org", NEW["source_org"]), ("value_area", "housing"),
    ("kind", "friends"), ("status", ""), ("since", "31/3/2024"), ("until", "2024"), ("title", ""), ("title", "=1+1"),
    ("address", ""), ("address", "ftp://example.org"), ("address", "javascript:alert(1)"), ("summary", "@home"),
    ("summary", "+44"), ("summary", "-1"), ("summary", "a\x00b"), ("summary", "x" * 2001),
    ("evidence_date", "Mai 2024"), ("evidence_basis", "hearsay"),
])
def test_faults_are_those_that_the_checks_find_in_the_files(
    recorded: Dataset, tmp_path: Path, column: str, value: str
) -> None:
    proposal = propose_record(recorded, {**NEW, column: value})
    assert column in {fault.column for fault in proposal.faults}
    with pytest.raises(FaultyTables) as refused:
        loaded(proposal, recorded, tmp_path)
    assert [(fault.file, fault.column, fault.message) for fault in proposal.faults] == [
        (fault.file, fault.column, fault.message) for fault in refused.value.faults
    ]


@pytest.mark.parametrize("text", [
    "Ask jo@example.org.", "Write to <jo.bloggs@nhs.example.uk>", "Ring 0113 496 0000", "Tel. (0113) 496 0000 today",
    "+44 113 496 0000", "07700900123", "020-7946-0000",
])
@pytest.mark.parametrize("column", ["summary", "title"])
def test_what_looks_like_personal_data_is_refused(recorded: Dataset, column: str, text: str) -> None:
    faults = propose_record(recorded, {**NEW, column: f"See: {text}"}).faults
    assert [(fault.column, "looks like" in fault.message) for fault in faults] == [(column, True)]


@pytest.mark.parametrize("text", [
    "£0.5 million 2019 to 2024", "In 2023-24 and 2024-25, 10 000 people", "@ 3 sites", "0 of 12 sites", "Phase 01 2024",
    "1,000,000 homes by 2030", "Grant 2014/2020 1234567890",
])
def test_numbers_of_other_kinds_are_no_personal_data(recorded: Dataset, text: str) -> None:
    assert propose_record(recorded, {**NEW, "summary": f"About {text}"}).faults == ()


def test_nothing_that_is_recorded_looks_like_personal_data(recorded: Dataset) -> None:
    assert personal_faults({table: recorded[table] for table in ("evidence", "relationships")}) == ()


def test_the_note_of_a_review_is_looked_at_too(recorded: Dataset) -> None:
    assert [fault.column for fault in propose_review(recorded, {**REVIEW, "note": "jo@example.org"}).faults] == ["note"]
