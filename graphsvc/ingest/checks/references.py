"""Values that must stand in another table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graphsvc.errors import Fault
from graphsvc.ingest.nearest import Nearest
from graphsvc.ingest.whole import Entry, Whole, fault
from graphsvc.model import TABLE, TABLES, Column, Kind, split_list


def references(whole: Whole, *, replace: bool) -> Iterator[Fault]:
    """Every reference that leads nowhere.

    Recorded rows are looked at only when rows may go: otherwise what they refer to is still there.
    """
    finders: dict[tuple[str, ...], Nearest] = {}
    for table in TABLES:
        columns = [column for column in table.columns if column.refers and not whole.incomplete & {*column.refers}]
        if not columns:
            continue
        entries = list(whole.entries(table.name) if replace else whole.given(table.name))
        looked_up = [(column.name, column, {""}) for column in columns if not _all_stand(whole, column, entries)]
        for entry in entries if looked_up else ():
            for name, column, found in looked_up:
                text = entry.row[name]
                if text in found or name in entry.bad:
                    continue
                lost = [value for value in _values(column, text) if not _stands(whole, column, value)]
                if not lost:
                    found.add(text)
                for value in lost:
                    yield fault(table.name, entry, name, _message(whole, column, value, finders), value)


def _all_stand(whole: Whole, column: Column, entries: Iterable[Entry]) -> bool:
    """Whether each different text of a column leads somewhere: mostly so, and then no row needs to be looked at."""
    texts = {entry.row[column.name] for entry in entries} - {""}
    return all(_stands(whole, column, value) for text in texts for value in _values(column, text))


def _values(column: Column, text: str) -> tuple[str, ...]:
    return split_list(text) if column.kind is Kind.LIST else (text,)


def _stands(whole: Whole, column: Column, value: str) -> bool:
    return any(whole.get(target, value) for target in column.refers)


def _message(whole: Whole, column: Column, value: str, finders: dict[tuple[str, ...], Nearest]) -> str:
    if column.refers not in finders:
        finders[column.refers] = Nearest({
            entry.row[TABLE[target].key[0]]: entry.row.get("name") or entry.row.get("title", "")
            for target in column.refers
            for entry in whole.entries(target)
        })
    nouns = " or ".join(TABLE[target].noun for target in column.refers)
    hint = finders[column.refers].hint(value)
    missing = [TABLE[target].file for target in column.refers if target in whole.absent]
    if missing and not hint:
        hint = f"; nothing is recorded, and the folder has no {' or '.join(missing)}"
    elif column.kind is Kind.LIST and "," in value:
        hint += "; several are separated by ;"
    return f"there is no such {nouns}{hint}"
