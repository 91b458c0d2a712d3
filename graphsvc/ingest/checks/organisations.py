"""Organisations and boards."""

from __future__ import annotations

from collections.abc import Iterator

from graphsvc.errors import Fault
from graphsvc.ingest.nearest import Nearest
from graphsvc.ingest.whole import Entry, Whole, fault
from graphsvc.vocabulary import ICB, ODS_PREFIX

_TABLE = "organisations"


def organisations(whole: Whole) -> Iterator[Fault]:
    """Faults within the rows of organisations, and boards that are not there."""
    for entry in whole.given(_TABLE):
        yield from _life(entry)
        yield from _position(entry)
        if entry.row["host"] == entry.row["id"] and "host" not in entry.bad:
            yield fault(_TABLE, entry, "host", "an organisation does not host itself: leave it empty or name another")
    yield from _boards(whole)


def tiles(whole: Whole) -> Iterator[Fault]:
    """Two boards on one place of the tile map."""
    taken: dict[tuple[str, str], Entry] = {}
    for entry in whole.entries("icb_tiles"):
        if entry.bad & {"col", "row"}:
            continue
        place = (entry.row["col"], entry.row["row"])
        other = taken.setdefault(place, entry)
        if other is not entry:
            message = f"the tile of {other.row['name']} lies there already: give a free column and row"
            yield fault("icb_tiles", entry, "col, row", message, ", ".join(place))


def _life(entry: Entry) -> Iterator[Fault]:
    row = entry.row
    opened, closed = entry.span("opened"), entry.span("closed")
    if opened and closed and closed.last < opened.first:
        yield fault(_TABLE, entry, "closed", f"is before it opened ({row['opened']}): mend one of the two")
    if {"status", "closed"} & entry.bad:
        return
    if row["status"] == "closed" and not row["closed"]:
        yield fault(_TABLE, entry, "closed", "is empty although the status is closed: give the date, if only its year")
    if row["status"] == "open" and row["closed"]:
        yield fault(_TABLE, entry, "status", f"is open although it has a closed date ({row['closed']}): write closed")


def _position(entry: Entry) -> Iterator[Fault]:
    for given, missing in (("longitude", "latitude"), ("latitude", "longitude")):
        if entry.row[given] and not entry.row[missing] and missing not in entry.bad:
            yield fault(_TABLE, entry, missing, f"is empty although there is a {given}: give both or neither")


def _boards(whole: Whole) -> Iterator[Fault]:
    if _TABLE in whole.incomplete:
        return
    boards: Nearest | None = None
    for table, column in ((_TABLE, "icb"), ("icb_tiles", "ods_code")):
        for entry in whole.entries(table):
            code = entry.row[column]
            if not code or column in entry.bad:
                continue
            board = whole.get(_TABLE, ODS_PREFIX + code)
            if board and (board.row["organisation_type"] == ICB or "organisation_type" in board.bad):
                continue
            boards = boards or Nearest({
                each.row["id"].removeprefix(ODS_PREFIX): each.row["name"]
                for each in whole.entries(_TABLE) if each.row["organisation_type"] == ICB
            })
            kind = f"is not a board but of type {board.row['organisation_type']}" if board else "is not there"
            message = f"the board {ODS_PREFIX}{code} {kind}: give a board's ODS code{boards.hint(code)}"
            yield fault(table, entry, column, message)
