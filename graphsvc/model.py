"""The tables that hold all facts: one for each CSV file of the seed layout.

A row is a mapping of every column to its canonical text ('' when empty). What a column may hold is said
here once; checks, the statements' parameters, the snapshot and the documentation all follow it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from graphsvc.vocabulary import KINDS, PLACE_KINDS, SUCCESSION_KINDS

Row = dict[str, str]
Key = tuple[str, ...]
Dataset = Mapping[str, Sequence[Row]]
"""Table name → canonical rows in the order of their keys; every table is there, if only empty."""


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    ID = "id"
    CODE = "code"
    PARTIAL_DATE = "date, or year and month, or year"
    DAY = "day"
    NUMBER = "number"
    INTEGER = "whole number"
    FLAG = "yes, no or empty"
    ADDRESS = "web address"
    LIST = "list separated by ;"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes
    ----------
    name : str
        Header in the file.
    kind : Kind
        What it holds.
    required : bool
        Whether every row must fill it.
    refers : tuple of str
        Tables in whose key the value must stand.
    values : tuple of str
        The only values allowed; empty for any.
    low, high : float
        Bounds of a number, both included.
    optional : bool
        Whether the file may leave the column out.
    """

    name: str
    kind: Kind = Kind.TEXT
    required: bool = False
    refers: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    low: float = float("-inf")
    high: float = float("inf")
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table: a CSV file, its key and its columns in order."""

    name: str
    noun: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def file(self) -> str:
        """Name of its CSV file."""
        return f"{self.name}.csv"

    @property
    def header(self) -> tuple[str, ...]:
        """Column names in order."""
        return tuple(column.name for column in self.columns)

    def key_of(self, row: Mapping[str, str]) -> Key:
        """The values that name a row."""
        if len(self.key) == 1:
            return (row[self.key[0]],)
        return tuple(row[column] for column in self.key)


def _text(name: str, *, required: bool = False, values: tuple[str, ...] = ()) -> Column:
    return Column(name, Kind.TEXT, required=required, values=values)


def _code(name: str, *refers: str, required: bool = True) -> Column:
    return Column(name, Kind.CODE, required=required, refers=refers)


def _date(name: str, *, required: bool = False) -> Column:
    return Column(name, Kind.PARTIAL_DATE, required=required)


TABLES: tuple[Table, ...] = (
    Table("sources", "source", ("id",), (
        _code("id"), _text("title", required=True), _text("publisher", required=True), _text("vintage"),
        _text("licence", required=True), _text("note"),
    )),
    Table("organisation_types", "organisation type", ("organisation_type",), (
        _code("organisation_type"), _text("name", required=True),
        _text("side", required=True, values=("nhs", "partner", "convenor")),
        Column("national", Kind.FLAG, required=True),
    )),
    Table("partner_types", "partner type", ("partner_type",), (
        _code("partner_type"), _text("name", required=True),
        Column("organisation_types", Kind.LIST, required=True, refers=("organisation_types",)),
    )),
    Table("value_areas", "value area", ("value_area",), (
        _code("value_area"), _text("name", required=True), _text("document", required=True), _text("passage"),
    )),
    Table("benefits", "benefit", ("benefit",), (
        _code("benefit"), _text("name", required=True), _text("document"),
    )),
    Table("places", "place", ("code",), (
        _code("code"), _text("name", required=True), _text("kind", required=True, values=PLACE_KINDS),
    )),
    Table("within", "place within a place", ("child", "parent", "basis"), (
        _code("child", "places"), _code("parent", "places"),
        _text("parent_kind", required=True, values=PLACE_KINDS),
        Column("share", Kind.NUMBER, low=0, high=1), _text("basis"),
    )),
    Table("organisations", "organisation", ("id",), (
        Column("id", Kind.ID, required=True), _text("name", required=True),
        _code("organisation_type", "organisation_types"),
        _text("status", required=True, values=("open", "closed")), _date("opened"), _date("closed"),
        _code("place_code", "places", required=False), _code("covers_code", "places", required=False),
        _text("place_basis"), _text("postcode"),
        # Of the United Kingdom, so that the two cannot be swapped.
        Column("longitude", Kind.NUMBER, low=-9, high=3), Column("latitude", Kind.NUMBER, low=49, high=61),
        Column("aliases", Kind.LIST), _code("source", "sources"), _code("icb", required=False), _text("tier"),
        Column("host", Kind.ID, refers=("organisations",)), Column("national", Kind.FLAG),
    )),
    Table("icb_tiles", "board's tile", ("ods_code",), (
        _code("ods_code"), _text("name", required=True),
        Column("col", Kind.INTEGER, required=True, low=0, high=99),
        Column("row", Kind.INTEGER, required=True, low=0, high=99),
    )),
    Table("successions", "succession", ("predecessor", "successor"), (
        Column("predecessor", Kind.ID, required=True, refers=("organisations",)),
        Column("successor", Kind.ID, required=True, refers=("organisations",)),
        _date("date", required=True), _text("kind", required=True, values=SUCCESSION_KINDS),
        _text("basis", required=True), _code("source", "sources"),
    )),
    Table("evidence", "piece of evidence", ("id",), (
        _code("id"), _text("title", required=True), Column("address", Kind.ADDRESS, required=True),
    )),
    Table("relationships", "partnership", ("id",), (
        _code("id"), Column("source_org", Kind.ID, required=True, refers=("organisations",)),
        Column("target_org", Kind.ID, required=True, refers=("organisations",)), _code("value_area", "value_areas"),
        _text("kind", required=True, values=tuple(KINDS)),
        _text("status", required=True, values=("active", "proposed", "lapsed")), _date("since"), _date("until"),
        _code("evidence", "evidence"), _date("evidence_date"),
        _text("evidence_basis", required=True, values=("read", "well-known, unread")), _text("summary"),
        Column("benefits", Kind.LIST, refers=("benefits",), optional=True),
    )),
    Table("expectations", "expectation", ("rule", "version"), (
        _code("rule"), Column("version", Kind.INTEGER, required=True, low=1, high=9999),
        _code("value_area", "value_areas"), _code("partner_type", "partner_types"),
        Column("applies_to", Kind.CODE, refers=("places", "organisations")),
        _text("effect", required=True, values=("expected", "not-expected")),
        _text("scope", required=True, values=("any", "covering")), _date("valid_from"), _date("valid_to"),
        _text("document", required=True), _text("passage"), _text("note"),
    )),
    Table("collection", "state of collection", ("partner_type",), (
        _code("partner_type", "partner_types"),
        _text("organisations", required=True, values=("complete", "partial", "none")),
        _text("partnerships", required=True, values=("complete", "partial", "none")), _text("note"),
    )),
    Table("reviews", "review", ("organisation", "value_area", "partner_type", "asked_on"), (
        Column("organisation", Kind.ID, required=True, refers=("organisations",)), _code("value_area", "value_areas"),
        _code("partner_type", "partner_types"), Column("asked_on", Kind.DAY, required=True),
        _text("answer", required=True, values=("none", "some")), _text("note"),
    )),
)
"""All tables; a table stands after those that it refers to."""

TABLE: Mapping[str, Table] = {table.name: table for table in TABLES}
"""Table by name."""


def canonical_value(column: Column, text: str) -> str:
    """One value as it is kept, hashed and exported.

    Text is NFC without blanks around it and with newline characters alone at line ends; numbers have one spelling
    (`1`, not `1.0`); lists have their parts trimmed. The text must have passed the checks of `graphsvc.ingest.check`.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    # ASCII is NFC already, and there are very many cells.
    text = text.strip() if text.isascii() else unicodedata.normalize("NFC", text).strip()
    if not text:
        return ""
    if column.kind is Kind.NUMBER:
        return written_number(float(text) + 0.0)
    if column.kind is Kind.INTEGER:
        return str(int(text))
    if column.kind is Kind.LIST:
        return "; ".join(part for part in split_list(text))
    return text


def written_number(number: float) -> str:
    """A number in figures, the shortest that mean it: `1`, `0.25`, `-0.00008`."""
    text = repr(number).removesuffix(".0")
    return format(Decimal(text), "f") if "e" in text else text


def split_list(text: str) -> tuple[str, ...]:
    """The parts of a list column."""
    return tuple(part.strip() for part in text.split(";") if part.strip())


def canonical_rows(table: Table, rows: Iterable[Mapping[str, str]]) -> tuple[Row, ...]:
    """Rows with every column, each value canonical, in the order of their keys."""
    kept = [{c.name: canonical_value(c, row.get(c.name) or "") for c in table.columns} for row in rows]
    return tuple(sorted(kept, key=table.key_of))


def canonical_dataset(tables: Mapping[str, Iterable[Mapping[str, str]]]) -> dict[str, tuple[Row, ...]]:
    """All tables canonical; those not given are empty."""
    return {table.name: canonical_rows(table, tables.get(table.name, ())) for table in TABLES}
