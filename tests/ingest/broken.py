"""Kinds of broken seed folder: each breaks a copy of the seed and says where the fault is then told."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from graphsvc.model import TABLE

TRUST, COUNCIL = "GB-NHS-RR8", "GB-LAE-LDS"
DAMAGED_BYTES = 600_000_000


@dataclass(frozen=True)
class Place:
    """Where a fault is told."""

    file: str
    line: int = 0
    column: str = ""
    value: str = ""


@dataclass(frozen=True)
class Kind:
    """One kind of broken folder."""

    name: str
    break_: Callable[[Path], Place]


def read(folder: Path, table: str) -> list[dict[str, str]]:
    """The rows of a table."""
    with (folder / f"{table}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def write(folder: Path, table: str, rows: list[dict[str, str]]) -> None:
    """Write a table; row number n stands on line n + 2."""
    header = [name for name in TABLE[table].header if not rows or name in rows[0]]
    with (folder / f"{table}.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _add(folder: Path, table: str, **values: str) -> int:
    """Append the first row once more with other values; the line on which it stands."""
    rows = read(folder, table)
    first = rows[0] if rows else dict.fromkeys(TABLE[table].header, "")
    write(folder, table, [*rows, {**first, **values}])
    return len(rows) + 2


def cell(table: str, column: str, value: str, told: str | None = None, **others: str) -> Callable[[Path], Place]:
    """Put a value in the last row (and others beside it)."""

    def break_(folder: Path) -> Place:
        rows = read(folder, table)
        rows[-1].update({column: value, **others})
        write(folder, table, rows)
        return Place(f"{table}.csv", len(rows) + 1, column, value.strip() if told is None else told)

    return break_


def added(table: str, column: str, told: str | None = None, **values: str) -> Callable[[Path], Place]:
    """Add a row."""

    def break_(folder: Path) -> Place:
        line = _add(folder, table, **values)
        return Place(f"{table}.csv", line, column, values.get(column, "") if told is None else told)

    return break_


def content(table: str, change: Callable[[bytes], bytes], place: Place) -> Callable[[Path], Place]:
    """Change a file's bytes."""

    def break_(folder: Path) -> Place:
        path = folder / f"{table}.csv"
        path.write_bytes(change(path.read_bytes()))
        return place

    return break_


def _header(change: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    def changed(data: bytes) -> bytes:
        first, rest = data.split(b"\n", 1)
        return change(first) + b"\n" + rest

    return changed


def _same_partnership(folder: Path) -> Place:
    first = read(folder, "relationships")[0]
    line = _add(folder, "relationships", id="P99999", source_org=first["target_org"], target_org=first["source_org"])
    return Place("relationships.csv", line, "id", "P99999")


def _same_row(folder: Path) -> Place:
    first = read(folder, "evidence")[0]
    return Place("evidence.csv", _add(folder, "evidence"), "id", first["id"])


def _same_id(folder: Path) -> Place:
    first = read(folder, "organisations")[0]
    return Place("organisations.csv", _add(folder, "organisations", name="Another"), "id", first["id"])


def _succession_circle(folder: Path) -> Place:
    first = read(folder, "successions")[0]
    ends = {"predecessor": first["successor"], "successor": first["predecessor"]}
    return Place("successions.csv", _add(folder, "successions", **ends), "successor", first["predecessor"])


def _places_circle(folder: Path) -> Place:
    first = read(folder, "within")[0]
    kind = next(row["kind"] for row in read(folder, "places") if row["code"] == first["child"])
    ends = {"child": first["parent"], "parent": first["child"], "parent_kind": kind}
    return Place("within.csv", _add(folder, "within", **ends), "parent", first["child"])


def _taken_tile(folder: Path) -> Place:
    rows = read(folder, "icb_tiles")
    rows[-1].update(col=rows[0]["col"], row=rows[0]["row"])
    write(folder, "icb_tiles", rows)
    return Place("icb_tiles.csv", len(rows) + 1, "col, row", f"{rows[0]['col']}, {rows[0]['row']}")


def _with_itself(folder: Path) -> Place:
    line = _add(folder, "relationships", id="P99999", source_org=TRUST, target_org=TRUST)
    return Place("relationships.csv", line, "target_org", TRUST)


def _own_host(folder: Path) -> Place:
    last = read(folder, "organisations")[-1]["id"]
    return cell("organisations", "host", last)(folder)


def _own_place(folder: Path) -> Place:
    row = read(folder, "within")[0]
    kind = next(place["kind"] for place in read(folder, "places") if place["code"] == row["child"])
    line = _add(folder, "within", parent=row["child"], parent_kind=kind)
    return Place("within.csv", line, "parent", row["child"])


def _second_version(folder: Path) -> Place:
    return Place("expectations.csv", _add(folder, "expectations", version="2", valid_from="2024-03-31"), "valid_from",
                 "2024-03-31")


def _unclosed(folder: Path) -> Place:
    path = folder / "places.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[4] = lines[4].replace(",", ',"', 1)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return Place("places.csv", 5, "", lines[4])


def _directory(folder: Path) -> Place:
    (folder / "places.csv").unlink()
    (folder / "places.csv").mkdir()
    return Place("places.csv")


def _broken_link(folder: Path) -> Place:
    (folder / "places.csv").unlink()
    (folder / "places.csv").symlink_to(folder / "nowhere.csv")
    return Place("places.csv")


def _pipe(folder: Path) -> Place:
    (folder / "places.csv").unlink()
    os.mkfifo(folder / "places.csv")
    return Place("places.csv")


def _large(folder: Path) -> Place:
    os.truncate(folder / "organisations.csv", DAMAGED_BYTES)
    return Place("organisations.csv")


def _stranger(folder: Path) -> Place:
    (folder / "organisation.csv").write_text("id\n", encoding="utf-8")
    return Place("organisation.csv")


def _spreadsheet_beside(folder: Path) -> Place:
    (folder / "partnerships.xlsx").write_bytes(b"PK\x03\x04")
    return Place("partnerships.xlsx")


def _emptied(folder: Path) -> Place:
    for path in folder.iterdir():
        path.unlink()
    return Place(folder.name)


_LATIN_1 = "Caf\xe9".encode("latin-1")

KINDS: tuple[Kind, ...] = tuple(Kind(name, break_) for name, break_ in {
    # one cell
    "status that is not one": cell("organisations", "status", "opne"),
    "British date": cell("organisations", "opened", "01/04/2026"),
    "a spreadsheet's day number": cell("organisations", "opened", "45383"),
    "date that lost its year": cell("relationships", "since", "1-Apr"),
    "day that the calendar lacks": cell("relationships", "since", "2026-02-30"),
    "month 13": cell("successions", "date", "2026-13"),
    "year 0999": cell("organisations", "opened", "0999"),
    "review without its day": added("reviews", "asked_on", organisation=TRUST, value_area="estates",
                                    partner_type="university", asked_on="2026-04", answer="none"),
    "id without a known prefix": added("organisations", "id", id="NHS-RR8", icb="", status="open", closed=""),
    "id prefix in small letters": added("organisations", "id", id="gb-nhs-ZZ9"),
    "id too short for its register": added("organisations", "id", id="GB-UKPRN-123"),
    "local id with capitals": added("organisations", "id", id="LOCAL-Age-UK"),
    "code with a blank": added("sources", "id", id="my source"),
    "number in words": cell("organisations", "longitude", "west", latitude="53"),
    "number that Python alone would read": cell("organisations", "longitude", "1_0", latitude="53"),
    "latitude beyond the pole": cell("organisations", "latitude", "91", longitude="-1"),
    "share above 1": cell("within", "share", "1.5"),
    "version that is no whole number": cell("expectations", "version", "1.5"),
    "flag neither yes nor no": cell("organisations", "national", "maybe"),
    "address without https": cell("evidence", "address", "www.example.org/page"),
    "address that runs a script": cell("evidence", "address", "javascript:alert(1)"),
    "address whose host ends with a full stop": cell("evidence", "address", "https://issuu.com./page"),
    "address with a user name": cell("evidence", "address", "https://bank.example@evil.example/"),
    "control character": cell("organisations", "name", "Ring\x07ing"),
    "NUL byte": cell("organisations", "name", "Nu\x00ll"),
    "text that turns round": cell("organisations", "name", "Trust \u202etsurt"),
    "text read in the wrong encoding": cell("organisations", "name", "CafÃ© Trust"),
    "over-long text": cell("organisations", "name", "x" * 201),
    "formula": cell("evidence", "title", '=HYPERLINK("https://evil.example")'),
    "code over two lines": cell("relationships", "status", "act\nive"),
    "name left out": cell("organisations", "name", " "),
    "partnership without evidence": cell("relationships", "evidence", ""),
    # references
    "organisation that is not there": cell("relationships", "target_org", "GB-NHS-RR9"),
    "evidence that is not there": cell("relationships", "evidence", "S9999"),
    "place that is not there": cell("organisations", "place_code", "E06009999"),
    "value area misspelt": cell("relationships", "value_area", "estate"),
    "source that is not there": cell("organisations", "source", "ods"),
    "one of a list that is not there": cell("partner_types", "organisation_types", "vcse; shcool", "shcool"),
    "rule for nobody known": cell("expectations", "applies_to", "Leedz"),
    "board that is not there": cell("organisations", "icb", "QXX"),
    "board that is a trust": cell("organisations", "icb", "RR8"),
    # rows and tables
    "the same row twice": _same_row,
    "the same id twice": _same_id,
    "the same partnership under two ids": _same_partnership,
    "partnership with itself": _with_itself,
    "until before since": cell("relationships", "until", "2019", since="2020-05"),
    "closed before opened": cell("organisations", "closed", "2019-12-31", status="closed", opened="2020"),
    "closed without a date": cell("organisations", "closed", "", status="closed"),
    "open with a closed date": cell("organisations", "status", "open", opened="", closed="2024"),
    "hosted by itself": _own_host,
    "half a position": cell("organisations", "latitude", "", longitude="-1.5"),
    "successor of itself": added("successions", "successor", predecessor=TRUST, successor=TRUST),
    "circle of successions": _succession_circle,
    "place within itself": _own_place,
    "circle of places": _places_circle,
    "parent of another kind": cell("within", "parent_kind", "galaxy"),
    "rule that ends before it begins": cell("expectations", "valid_to", "2023", valid_from="2024"),
    "two versions valid on one day": _second_version,
    "two boards on one tile": _taken_tile,
    # headers, fields, files
    "Latin-1": content("places", lambda data: data + b"E99999999," + _LATIN_1 + b",region\n",
                       Place("places.csv", 425, "name", "Caf\xe9")),
    "column missing": content("places", _header(lambda line: line.replace(b"kind", b"sort")),
                              Place("places.csv", 1, "kind")),
    "column misspelt": content("places", _header(lambda line: line.replace(b"kind", b"kinds")),
                               Place("places.csv", 1, "kinds", "kinds")),
    "column twice": content("places", _header(lambda line: line + b",name"), Place("places.csv", 1, "name", "name")),
    "column without a name": content("places", _header(lambda line: line + b","), Place("places.csv", 1)),
    "field too many": content("benefits", lambda data: data + b"growth,Growth,A, B\n",
                              Place("benefits.csv", 7, "", "growth,Growth,A, B")),
    "field too few": content("benefits", lambda data: data + b"growth\n", Place("benefits.csv", 7, "", "growth")),
    "semicolons": content("benefits", lambda data: data.replace(b",", b";"),
                          Place("benefits.csv", 1, "", "benefit;name;document")),
    "quotation mark not closed": _unclosed,
    "text after a quotation mark": content("benefits", lambda data: data + b'growth,"A "b" c",d\n',
                                           Place("benefits.csv", 7, "", 'growth,"A "b" c",d')),
    "empty file": content("places", lambda _: b"\n", Place("places.csv")),
    "spreadsheet renamed to .csv": content("places", lambda data: b"PK\x03\x04" + data, Place("places.csv")),
    "UTF-16": content("places", lambda data: data.decode().encode("utf-16"), Place("places.csv")),
    "600 MB": _large,
    "file of another name": _stranger,
    "spreadsheet beside the files": _spreadsheet_beside,
    "folder in place of a file": _directory,
    "link to nowhere": _broken_link,
    "pipe in place of a file": _pipe,
    "folder with nothing in it": _emptied,
}.items())
