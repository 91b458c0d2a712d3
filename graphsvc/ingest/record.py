"""The record's rows on their way to the graph: which statements write a table, with which parameters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from graphsvc.dates import first_day, last_day
from graphsvc.model import Column, Kind, Table, split_list
from graphsvc.snapshot.build import read_dataset
from graphsvc.snapshot.read import LAST_DAYS

__all__ = ["parameters", "read_dataset", "removal", "second_label", "writes"]

Value = str | int | float | bool | date | list[str] | None

_FURTHER = {
    "partner_types": ("load/partner_types_accept",),
    "organisations": ("load/organisations_places", "load/organisations_hosts"),
}
"""Statements that run once all rows of a table are there: its rows name each other, or several of another table."""

_OTHER_LABELS = frozenset({
    "Benefit", "Collection", "Evidence", "LoadLock", "OrganisationType", "PartnerType", "Place", "Review", "Revision",
    "Source", "Tile", "ValueArea",
})


def writes(table: Table) -> tuple[str, ...]:
    """Names of the statements that add and change a table's rows, in order."""
    return (f"load/{table.name}", *_FURTHER.get(table.name, ()))


def removal(table: Table) -> str:
    """Name of the statement that removes a table's rows."""
    return f"load/remove_{table.name}"


def parameters(table: Table, row: Mapping[str, str]) -> dict[str, Value]:
    """One canonical row as parameters of the table's statements.

    Parameters
    ----------
    table : Table
        The row's table.
    row : mapping
        Canonical values.

    Returns
    -------
    dict
        Each column as the graph keeps it: dates as days, with what was written as `…_text` beside them, numbers,
        yes and no, lists; None for what is empty. An organisation's second label is added.
    """
    found: dict[str, Value] = {}
    for column in table.columns:
        text = row[column.name]
        found[column.name] = _typed(column, text)
        if column.kind is Kind.PARTIAL_DATE:
            found[f"{column.name}_text"] = text or None
    if table.name == "organisations":
        found["label"] = second_label(row["organisation_type"])
    return found


def second_label(organisation_type: str) -> str:
    """The label of an organisation's type: `nhs-trust` gives `NhsTrust`.

    A type that is named like another label of the graph gets `Organisation` behind it.
    """
    words = organisation_type.replace("_", "-").replace(" ", "-").split("-")
    label = "".join(word[:1].upper() + word[1:] for word in words)
    return f"{label}Organisation" if label in _OTHER_LABELS else label


def _typed(column: Column, text: str) -> Value:
    if not text:
        return None
    match column.kind:
        case Kind.PARTIAL_DATE:
            return last_day(text) if column.name in LAST_DAYS else first_day(text)
        case Kind.DAY:
            return first_day(text)
        case Kind.NUMBER:
            return float(text)
        case Kind.INTEGER:
            return int(text)
        case Kind.FLAG:
            return text == "yes"
        case Kind.LIST:
            return list(split_list(text))
        case _:
            return text
