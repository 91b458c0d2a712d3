"""Every kind of broken folder is refused, and told where it is broken."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from graphsvc.errors import BadInput, FaultyTables
from graphsvc.ingest.check import MOST_FAULTS, check_tables, find_faults
from graphsvc.ingest.tables import read_tables
from tests.ingest.broken import KINDS, Kind, cell, read, write

_TOLD_TWICE = {"column missing"}
"""Kinds of which both are told: the column that is not known, and the one that is missing."""


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_broken_folder_is_refused_with_file_line_column_and_value(kind: Kind, seed_copy: Path) -> None:
    place = kind.break_(seed_copy)
    with pytest.raises(FaultyTables) as refused:
        check_tables(read_tables(seed_copy))
    faults = refused.value.faults
    told = {(fault.file, fault.line, fault.column, fault.value) for fault in faults}
    assert (place.file, place.line, place.column, place.value) in told
    assert len(faults) == (2 if kind.name in _TOLD_TWICE else 1), "a fault draws no others after it"
    assert all(fault.message for fault in faults)


@pytest.mark.parametrize("line", ["sep=,", "", "Sheet1,Sheet2,Sheet3"])
def test_a_first_line_that_names_no_columns_is_one_fault(line: str, seed_copy: Path) -> None:
    file = seed_copy / "organisations.csv"
    file.write_bytes(line.encode() + b"\n" + b"\n".join(file.read_bytes().split(b"\n")[1:]))
    (fault,) = find_faults(read_tables(seed_copy))
    assert fault.file == "organisations.csv"
    assert "does not name the columns" in fault.message


def test_rows_of_nothing_but_commas_are_passed_over(seed_copy: Path) -> None:
    file = seed_copy / "benefits.csv"
    file.write_bytes(file.read_bytes() + b",,\n , ,\n")
    assert find_faults(read_tables(seed_copy)) == ()


def test_a_cell_that_is_far_too_long_is_called_so(seed_copy: Path) -> None:
    file = seed_copy / "benefits.csv"
    file.write_bytes(file.read_bytes() + b"growth," + b"x" * 200_000 + b",A\n")
    (fault,) = find_faults(read_tables(seed_copy))
    assert "has 200,000 characters" in fault.message


def test_an_id_without_its_register_is_answered_with_the_whole(seed_copy: Path) -> None:
    place = cell("relationships", "source_org", "RR8")(seed_copy)
    (fault,) = [fault for fault in find_faults(read_tables(seed_copy)) if fault.line == place.line]
    assert "did you mean GB-NHS-RR8 (Leeds Teaching Hospitals NHS Trust)?" in fault.message


def test_there_are_forty_kinds() -> None:
    assert len({kind.name for kind in KINDS}) >= 40


def test_all_faults_are_told_in_one_go_in_the_order_of_files_and_lines(seed_copy: Path) -> None:
    places = [cell("organisations", "opened", "45383")(seed_copy), cell("evidence", "title", "=x")(seed_copy)]
    places += [cell("relationships", "evidence", "")(seed_copy), cell("within", "share", "2")(seed_copy)]
    faults = find_faults(read_tables(seed_copy))
    assert {(fault.file, fault.line) for fault in faults} == {(place.file, place.line) for place in places}
    assert list(faults) == sorted(faults, key=lambda fault: (fault.file, fault.line))


def test_more_faults_than_anybody_reads_are_counted(seed_copy: Path) -> None:
    rows = read(seed_copy, "organisations")
    write(seed_copy, "organisations", [{**row, "status": "opne"} for row in rows])
    tables = read_tables(seed_copy)
    assert len(find_faults(tables)) == len(rows)
    with pytest.raises(FaultyTables) as refused:
        check_tables(tables)
    assert (len(refused.value.faults), refused.value.more) == (MOST_FAULTS, len(rows) - MOST_FAULTS)
    assert refused.value.count == f"{len(rows):,} faults, of which the first {MOST_FAULTS:,} are told"


@pytest.mark.timeout(60)  # a suggestion for each would take minutes
def test_misspelt_references_by_the_thousand_are_all_told(seed_copy: Path) -> None:
    rows = read(seed_copy, "relationships")
    for at, row in enumerate(rows):
        row["target_org"] += f"-{at}"
    write(seed_copy, "relationships", rows)
    assert len(find_faults(read_tables(seed_copy))) == len(rows)


@pytest.mark.parametrize(("value", "meant"), [
    ("GB-NHS-RR9", "GB-NHS-RR8 (Leeds Teaching Hospitals NHS Trust)"),
    ("gb-nhs-rr8", "GB-NHS-RR8"),
    ("Leeds City Council", "GB-LAE-LDS"),
    ("Leed City Council", "GB-LAE-LDS"),
])
def test_an_unknown_organisation_is_answered_with_what_may_be_meant(value: str, meant: str, seed_copy: Path) -> None:
    cell("relationships", "target_org", value)(seed_copy)
    (fault,) = find_faults(read_tables(seed_copy))
    assert meant in fault.message


@pytest.mark.parametrize(("written", "right"), [
    ("01/04/2026", "2026-04-01 or 2026-01-04"), ("13/04/2026", "write 2026-04-13,"), ("4/13/2026", "write 2026-04-13,"),
    ("45383", "2024-04-01"), ("1-Apr", "2024-04-01 with the right year"), ("01-Apr-26", "2026-04-01"),
    ("Apr-26", "2026-04"), ("1st April 2026", "2026-04-01"), ("2026-4-1", "2026-04-01"), ("2026/04/01", "2026-04-01"),
    ("2026-04-01 00:00:00", "2026-04-01"), ("2026-04-01T00:00:00Z", "2026-04-01"), ("2026-02-30", "no such day"),
    ("soon", "not a date"), ("31/02/2026", "not a date"), ("2026-04-01-", "not a date"),
])
def test_a_date_in_another_form_is_answered_with_what_would_be_right(written: str, right: str, seed_copy: Path) -> None:
    cell("organisations", "opened", written)(seed_copy)
    (fault,) = find_faults(read_tables(seed_copy))
    assert right in fault.message


def test_a_misspelt_file_and_column_are_answered_with_the_right_name(seed_copy: Path) -> None:
    (seed_copy / "evidence.csv").rename(seed_copy / "evidnce.csv")
    text = (seed_copy / "places.csv").read_text(encoding="utf-8")
    (seed_copy / "places.csv").write_text(text.replace("code,name", "cod,name", 1), encoding="utf-8")
    messages = [fault.message for fault in read_tables(seed_copy).faults]
    assert any("did you mean code?" in message for message in messages)
    assert any("did you mean evidence.csv?" in message for message in messages)


def test_a_folder_that_is_not_there_or_is_a_file_is_bad_input(tmp_path: Path) -> None:
    file = tmp_path / "places.csv"
    file.write_text("code,name,kind\n", encoding="utf-8")
    for path in (tmp_path / "nowhere", file):
        with pytest.raises(BadInput):
            read_tables(path)


def test_a_file_that_may_not_be_read_is_a_fault(seed_copy: Path) -> None:
    link = seed_copy / "places.csv"
    link.unlink()
    os.symlink("places.csv", link)  # leads to itself
    assert [fault.file for fault in read_tables(seed_copy).faults] == ["places.csv"]


def test_a_file_above_the_limit_of_the_settings_is_not_read(seed_copy: Path) -> None:
    faults = read_tables(seed_copy, 0.1).faults
    assert {fault.file for fault in faults} == {"evidence.csv", "organisations.csv", "relationships.csv"}
    assert all("at most 0.1 MB" in fault.message for fault in faults)
