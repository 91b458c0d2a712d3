"""What is accepted: the seed itself, and files as spreadsheets and people write them."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from graphsvc.errors import FaultyTables
from graphsvc.files import packaged
from graphsvc.ingest.check import check_tables, find_faults
from graphsvc.ingest.compare import compare
from graphsvc.ingest.tables import read_tables
from graphsvc.model import TABLE, TABLES, Dataset
from graphsvc.snapshot.hash import dataset_hash
from tests.ingest.broken import COUNCIL, TRUST, read, write


def test_the_seed_has_no_fault() -> None:
    assert find_faults(read_tables(packaged("seed"))) == ()


def test_the_seed_has_every_row(seed: Dataset) -> None:
    counts = {name: len(rows) for name, rows in seed.items()}
    assert counts["organisations"] == 2835
    assert counts["relationships"] == 1591
    assert counts["evidence"] == 738
    assert (counts["places"], counts["within"], counts["successions"]) == (423, 1243, 109)
    assert (counts["expectations"], counts["partner_types"], counts["value_areas"]) == (27, 10, 5)
    assert (counts["icb_tiles"], counts["collection"], counts["reviews"], counts["benefits"]) == (36, 10, 0, 5)


@pytest.mark.parametrize("file", [table.file for table in TABLES])
def test_the_seed_is_utf_8_without_bom_with_plain_line_ends(file: str) -> None:
    data = (packaged("seed") / file).read_bytes()
    data.decode("utf-8")
    assert not data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    assert data.endswith(b"\n")


def _quoted(data: bytes) -> bytes:
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(csv.reader(data.decode().splitlines(keepends=True)))
    return text.getvalue().encode()


@pytest.mark.parametrize("change", [
    lambda data: b"\xef\xbb\xbf" + data,
    lambda data: data.replace(b"\n", b"\r\n"),
    lambda data: data.replace(b"\n", b"\r"),
    lambda data: data.removesuffix(b"\n"),
    lambda data: data + b"\n\n",
    lambda data: _quoted(data),
], ids=["BOM", "CRLF", "CR", "no last line end", "blank lines", "everything quoted"])
def test_files_in_other_forms_give_the_same_hash(
    change: Callable[[bytes], bytes], seed_copy: Path, seed: Dataset
) -> None:
    for name in ("places.csv", "benefits.csv", "partner_types.csv"):
        (seed_copy / name).write_bytes(change((seed_copy / name).read_bytes()))
    assert dataset_hash(check_tables(read_tables(seed_copy))) == dataset_hash(seed)


def test_columns_may_stand_in_another_order_and_cells_have_blanks_around_them(seed_copy: Path, seed: Dataset) -> None:
    rows = read(seed_copy, "places")
    text = " kind ,code,name\n" + "".join(f" {row['kind']} ,{row['code']} ,\"{row['name']}\"\n" for row in rows)
    (seed_copy / "places.csv").write_text(text, encoding="utf-8")
    assert dataset_hash(check_tables(read_tables(seed_copy))) == dataset_hash(seed)


def test_quoted_commas_quotation_marks_and_newlines_are_text_and_lines_are_still_counted(seed_copy: Path) -> None:
    rows = read(seed_copy, "relationships")
    rows[0]["summary"] = 'One, "two"\r\nand three'
    rows[1]["until"] = "soon"
    write(seed_copy, "relationships", rows)
    (fault,) = find_faults(read_tables(seed_copy))
    assert (fault.line, fault.column, fault.value) == (4, "until", "soon")
    rows[1]["until"] = ""
    write(seed_copy, "relationships", rows)
    merged = check_tables(read_tables(seed_copy))
    assert merged["relationships"][0]["summary"] == 'One, "two"\nand three'


@pytest.mark.parametrize("text", ["2024", "2024-03", "2024-02-29", "1123"])
def test_dates_may_be_known_to_the_year_or_month(text: str, seed_copy: Path) -> None:
    rows = read(seed_copy, "organisations")
    rows[-1]["opened"] = text
    write(seed_copy, "organisations", rows)
    assert find_faults(read_tables(seed_copy)) == ()


def test_dates_of_different_precision_are_compared_by_the_days_they_can_mean(seed_copy: Path) -> None:
    rows = read(seed_copy, "relationships")
    rows[0].update(since="2024-05-10", until="2024")
    rows[1].update(since="2024", until="2024-01")
    write(seed_copy, "relationships", rows)
    assert find_faults(read_tables(seed_copy)) == ()


def test_letters_in_two_forms_are_the_same_text(seed_copy: Path, seed: Dataset) -> None:
    text = (seed_copy / "evidence.csv").read_text(encoding="utf-8")
    (seed_copy / "evidence.csv").write_text(text.replace("é", "e\u0301"), encoding="utf-8")
    assert dataset_hash(check_tables(read_tables(seed_copy))) == dataset_hash(seed)


def test_other_and_hidden_files_are_left_alone_and_links_followed(seed_copy: Path, tmp_path: Path) -> None:
    (seed_copy / ".~lock.places.csv#").write_text("", encoding="utf-8")
    (seed_copy / "notes.txt").write_text("", encoding="utf-8")
    (seed_copy / "places.csv").rename(tmp_path / "elsewhere.csv")
    os.symlink(tmp_path / "elsewhere.csv", seed_copy / "places.csv")
    assert find_faults(read_tables(seed_copy)) == ()


# A few rows


def _few(folder: Path, table: str, *rows: dict[str, str]) -> Path:
    folder.mkdir(exist_ok=True)
    blank = {column.name: "" for column in TABLE[table].columns if not column.optional}
    write(folder, table, [{**blank, **row} for row in rows])
    return folder


def _partnership(**values: str) -> dict[str, str]:
    return {
        "id": "P90001", "source_org": TRUST, "target_org": COUNCIL, "value_area": "estates", "kind": "programme",
        "status": "active", "evidence": "S001", "evidence_basis": "read", **values,
    }


def test_a_few_rows_may_refer_to_what_is_recorded(tmp_path: Path, seed: Dataset) -> None:
    folder = _few(tmp_path / "few", "relationships", _partnership())
    changes = compare(seed, check_tables(read_tables(folder), seed))
    assert [row["id"] for row in changes.added["relationships"]] == ["P90001"]
    assert (changes.count, changes.changed, changes.removed) == (1, {}, {})


def test_a_few_rows_alone_may_not_refer_to_what_nobody_knows(tmp_path: Path) -> None:
    faults = find_faults(read_tables(_few(tmp_path / "few", "relationships", _partnership())))
    assert {fault.column for fault in faults} == {"source_org", "target_org", "value_area", "evidence"}
    assert any("the folder has no evidence.csv" in fault.message for fault in faults)


def test_a_row_with_a_known_key_changes_it_column_by_column(tmp_path: Path, seed: Dataset) -> None:
    row = {**seed["places"][0], "name": "New name"}
    merged = check_tables(read_tables(_few(tmp_path / "few", "places", row)), seed)
    changes = compare(seed, merged)
    (change,) = changes.listing()
    assert (change.what, change.table, change.key) == ("changed", "places", (row["code"],))
    assert change.columns == (("name", seed["places"][0]["name"], "New name"),)
    assert changes.changed_from["places"] == (seed["places"][0],)


def test_a_circle_through_what_is_recorded_is_found(tmp_path: Path, seed: Dataset) -> None:
    first = seed["successions"][0]
    back = {**first, "predecessor": first["successor"], "successor": first["predecessor"]}
    (fault,) = find_faults(read_tables(_few(tmp_path / "few", "successions", back)), seed)
    assert (fault.line, fault.column) == (2, "successor")


def test_a_partnership_that_is_recorded_under_another_id_is_found(tmp_path: Path, seed: Dataset) -> None:
    row = {**seed["relationships"][0], "id": "P90001"}
    folder = _few(tmp_path / "few", "relationships", row)
    (fault,) = find_faults(read_tables(folder), seed)
    assert "P00001 in the record" in fault.message


def test_a_column_that_is_left_out_keeps_what_is_recorded(tmp_path: Path, seed: Dataset) -> None:
    tagged = {**seed["relationships"][0], "benefits": "external-funding"}
    before = check_tables(read_tables(_few(tmp_path / "one", "relationships", tagged)), seed)
    del tagged["benefits"]
    after = check_tables(read_tables(_few(tmp_path / "two", "relationships", {**tagged, "summary": "Other"})), before)
    assert [change.columns[0][0] for change in compare(before, after).listing()] == ["summary"]


def test_loading_what_is_recorded_changes_nothing(seed: Dataset) -> None:
    folder = read_tables(packaged("seed"))
    for replace in (False, True):
        merged = check_tables(folder, seed, replace=replace)
        assert not compare(seed, merged)
        assert dataset_hash(merged) == dataset_hash(seed)


# Replacing


def test_without_replace_nothing_is_removed(seed_copy: Path, seed: Dataset) -> None:
    write(seed_copy, "relationships", read(seed_copy, "relationships")[:5])
    assert not compare(seed, check_tables(read_tables(seed_copy), seed))


def test_replace_removes_the_rows_that_a_file_lacks_and_keeps_tables_without_a_file(
    tmp_path: Path, seed: Dataset
) -> None:
    folder = _few(tmp_path / "few", "relationships", *seed["relationships"][5:])
    changes = compare(seed, check_tables(read_tables(folder), seed, replace=True))
    assert changes.count == 5
    assert changes.removed == {"relationships": seed["relationships"][:5]}


def test_replace_may_not_remove_what_a_kept_row_refers_to(tmp_path: Path, seed: Dataset) -> None:
    folder = _few(tmp_path / "few", "evidence", *seed["evidence"][1:])
    with pytest.raises(FaultyTables) as refused:
        check_tables(read_tables(folder), seed, replace=True)
    assert {(fault.file, fault.line, fault.value) for fault in refused.value.faults} == {
        ("relationships.csv", 0, seed["evidence"][0]["id"])
    }
    assert "stands in the record, not in the folder" in str(refused.value)


# Data, not code


def test_a_sixth_value_area_a_partner_type_and_a_local_rule_are_data(seed_copy: Path) -> None:
    for table, row in {
        "value_areas": {"value_area": "net-zero", "name": "Net zero", "document": "Local", "passage": "6"},
        "organisation_types": {"organisation_type": "farm", "name": "Farm", "side": "partner", "national": "no"},
        "partner_types": {"partner_type": "farm", "name": "Farm", "organisation_types": "farm; vcse"},
        "expectations": {
            "rule": "net-zero/farm/leeds", "version": "1", "value_area": "net-zero", "partner_type": "farm",
            "applies_to": "E08000035", "effect": "expected", "scope": "any", "valid_from": "2026-01", "valid_to": "",
            "document": "Local", "passage": "", "note": "",
        },
    }.items():
        write(seed_copy, table, [*read(seed_copy, table), row])
    assert find_faults(read_tables(seed_copy)) == ()


def test_versions_that_follow_each_other_do_not_overlap(seed_copy: Path) -> None:
    rows = read(seed_copy, "expectations")
    rows[0]["valid_to"] = "2023-12"
    write(seed_copy, "expectations", [*rows, {**rows[0], "version": "2", "valid_from": "2024", "valid_to": ""}])
    assert find_faults(read_tables(seed_copy)) == ()
