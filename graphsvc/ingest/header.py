"""The first line of a file: which column stands where."""

from __future__ import annotations

from dataclasses import dataclass

from graphsvc.errors import Fault
from graphsvc.ingest.nearest import Nearest
from graphsvc.model import Table


@dataclass(frozen=True, slots=True)
class Header:
    """What a header says.

    Attributes
    ----------
    width : int
        Number of fields.
    places : tuple
        Known columns, each with its position.
    faults : tuple of Fault
        What is wrong with it.
    """

    width: int
    places: tuple[tuple[str, int], ...]
    faults: tuple[Fault, ...]

    @property
    def usable(self) -> bool:
        """Whether the rows below can be read by it."""
        return bool(self.places)


def read_header(table: Table, fields: list[str], line: int) -> Header:
    """Find the table's columns in a header.

    Parameters
    ----------
    table : Table
        The table that the file should hold.
    fields : list of str
        The header's fields.
    line : int
        Its line.
    """
    names = [field.strip() for field in fields]
    separator = _other_separator(table, names)
    if separator:
        message = f"the columns are separated by {separator}: save the file as CSV separated by commas"
        return Header(len(names), (), (Fault(table.file, line, "", names[0], message),))
    if not set(names) & set(table.header):
        shown = ",".join(fields)
        message = f"the first line does not name the columns: it must be {','.join(table.header)}"
        return Header(len(names), (), (Fault(table.file, line, "", shown, message),))
    faults: list[Fault] = []
    places: dict[str, int] = {}
    missing = [name for name in table.header if name not in names]
    nearest = Nearest.of(missing or table.header)
    meant: set[str] = set()
    for at, name in enumerate(names):
        if not name:
            message = f"column {at + 1} has no name: name it or delete the whole column"
            faults.append(Fault(table.file, line, "", "", message))
        elif name in places:
            message = f"the column stands twice, as column {places[name] + 1} and {at + 1}: delete one"
            faults.append(Fault(table.file, line, name, name, message))
        elif name in table.header:
            places[name] = at
        else:
            hint = nearest.hint(name)
            meant.update(one for one in missing if f" {one}?" in hint)
            faults.append(Fault(table.file, line, name, name, f"no such column{hint or _known(table)}"))
    for column in table.columns:
        if column.name in missing and not column.optional and column.name not in meant:
            fill = f"every {table.noun} needs one" if column.required else "an empty field empties what is recorded"
            faults.append(Fault(table.file, line, column.name, "", f"the column is missing: add it; {fill}"))
    return Header(len(names), tuple(places.items()), tuple(faults))


def _known(table: Table) -> str:
    return f"; {table.file} has {', '.join(table.header)}"


def _other_separator(table: Table, names: list[str]) -> str:
    for separator, word in ((";", "semicolons"), ("\t", "tabs"), ("|", "bars")):
        parts = [part.strip(' "') for name in names for part in name.split(separator)]
        if len(parts) > len(names) and len(set(parts) & set(table.header)) > 1:
            return word
    return ""
