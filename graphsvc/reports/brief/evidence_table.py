"""T4: where the evidence of active records comes from, and how old it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from graphsvc.dates import first_day, years_before
from graphsvc.reports.brief.material import Material
from graphsvc.reports.brief.phrases import counted
from graphsvc.reports.brief.rows import RecordRow
from graphsvc.reports.brief.suppression import Key
from graphsvc.reports.brief.tables import Draft, Line, Place
from graphsvc.reports.report import Column
from graphsvc.vocabulary import READ

TABLE = "t4"
UNREAD, ALL, OLD = "unread", "all", "old"
OTHER_SITES = "other-sites"
BANDS = {
    "1-year": "Up to 1 year", "3-years": "Over 1, up to 3 years", "5-years": "Over 3, up to 5 years",
    "over-5-years": "Over 5 years", "undated": "Undated",
}
"""Ages of evidence."""

_OLD_BANDS = ("5-years", "over-5-years")
_MOST_SITES = 12


@dataclass(frozen=True, slots=True)
class _Placed:
    """An active record, the site of its evidence as it stands in the table, and its age."""

    record: RecordRow
    site: str
    band: str

    def counts(self, row: str, column: str) -> bool:
        """Whether it is counted in a place of the table."""
        if row and self.site != row:
            return False
        return column == ALL or (self.record.basis != READ if column == UNREAD else self.band == column)


def evidence_table(material: Material) -> Draft:
    """Active records, inherited ones included, by the site and the age of their evidence."""
    records = active_records(material.answers.records)
    sites = Counter(map(site, records))
    named = _named(sites, material.below)
    rows = [Line(one, one) for one in named]
    if len(named) < len(sites):
        rows.append(Line(OTHER_SITES, counted(len(sites) - len(named), "other site")))
    rows.append(Line("", "All sites"))
    columns = [Line(one, name) for one, name in BANDS.items()]
    columns += [Line(UNREAD, "Read by nobody"), Line(ALL, "All records")]
    placed = [
        _Placed(one, mine if (mine := site(one)) in named else OTHER_SITES, band(one, material.view.day))
        for one in records
    ]
    places = tuple(tuple(_place(_enter(material, row, column, placed)) for column in columns) for row in rows)
    _add_up(material, [row.id for row in rows if row.id], columns, placed)
    return Draft(
        TABLE, f"Sources and age of evidence: {material.of_whom}",
        (
            "Each number is recorded partnerships (records) that are active, inherited ones included, and rest on "
            "evidence of this site and age. A site is the host in the address of the evidence. The last row and column "
            "give the share of all records.",
            "Read by nobody counts records whose evidence is known and was not opened; they stand in a column of age "
            "too. Evidence dated to a month or a year counts from its first day.",
        ),
        Column("site", "Site"), Column("age", "Age of the evidence"), Column("records", "Records", "whole", "records"),
        tuple(rows), tuple(columns), places, material.rows.records.report, material.rows.records.version,
    )


def active_records(rows: Sequence[RecordRow]) -> list[RecordRow]:
    """Each active record once, in the order of their ids; after a split the first pair that it counts for."""
    found: dict[str, RecordRow] = {}
    for row in rows:
        if row.state in ("active", "inherited"):
            found.setdefault(row.record, row)
    return [found[one] for one in sorted(found)]


def site(record: RecordRow) -> str:
    """The host in the address of its evidence."""
    try:
        host = urlsplit(record.address).hostname or ""
    except ValueError:
        host = ""
    return host.removeprefix("www.") or "no address"


def band(record: RecordRow, day: date) -> str:
    """How old its evidence is."""
    seen = first_day(record.evidence_date)
    if seen is None:
        return "undated"
    for one, years in (("1-year", 1), ("3-years", 3), ("5-years", 5)):
        if seen >= years_before(day, years):
            return one
    return "over-5-years"


def _named(sites: Counter[str], below: int) -> list[str]:
    """Sites with a row: the largest. Where small numbers are hidden they stand by name, for order tells as well."""
    most = sorted(sites, key=lambda one: (-sites[one], one))[:_MOST_SITES]
    return sorted(one for one in most if sites[one] >= below) if below > 1 else most


def _place(key: Key) -> Place:
    """A number; of a total, all records but the last number itself, with its share."""
    _, row, column = key
    return Place(key, (TABLE, "", ALL), percent=True) if (column == ALL) != (not row) else Place(key)


def _enter(material: Material, row: Line, column: Line, placed: Sequence[_Placed]) -> Key:
    mine = [one.record for one in placed if one.counts(row.id, column.id)]
    name = f"{column.name[:1].lower()}{column.name[1:]}"
    trace = material.numbers.trace(
        (TABLE, row.id or ALL, column.id), f"{row.name}, {name}: {counted(len(mine), 'record')}",
        "A row for each record that is active or inherited on the day. The denominator of a share is all such records, "
        "the last number of the last row.", material.rows.records, material.rows.of_records(mine),
    )
    return material.numbers.count((TABLE, row.id, column.id), len(mine), trace)


def _add_up(material: Material, sites: Sequence[str], columns: Sequence[Line], placed: Sequence[_Placed]) -> None:
    """Columns and rows to their totals; and what is older than three years, which a finding tells."""
    numbers = material.numbers
    for column in columns:
        numbers.adds_up((TABLE, "", column.id), [(TABLE, one, column.id) for one in sites])
    for one in (*sites, ""):
        numbers.adds_up((TABLE, one, ALL), [(TABLE, one, age) for age in BANDS])
    old = [one.record for one in placed if one.band in _OLD_BANDS]
    trace = numbers.trace(
        (TABLE, ALL, OLD), f"Evidence dated more than 3 years before: {counted(len(old), 'record')}",
        "A row for each record that is active or inherited on the day and rests on such evidence. The denominator of a "
        "share is all such records, whatever the date of their evidence.",
        material.rows.records, material.rows.of_records(old),
    )
    numbers.count((TABLE, "", OLD), len(old), trace)
    numbers.adds_up((TABLE, "", OLD), [(TABLE, "", age) for age in _OLD_BANDS])
