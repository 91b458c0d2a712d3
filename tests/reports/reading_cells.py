"""The cells of England for reports: worked out from the CSV files by the second reading of the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from tests.reading.gaps import Cell, Gaps, coverage
from tests.reading.tables import Tables, read_folder

SEED = Path(__file__).parents[2] / "seed"
NHS = ("icb", "nhs-trust")
Rows = list[tuple[object, ...]]


@dataclass(frozen=True)
class Place:
    """A cell with whose it is: board None and no region when nobody knows them."""

    organisation: str
    board: str | None
    regions: tuple[str, ...]
    cell: Cell


class Cells:
    """The cells of all open trusts and boards on a day."""

    def __init__(self, tables: Tables, day: date) -> None:
        self.tables = tables
        self.gaps = Gaps(tables, day)
        self.world = self.gaps.world
        self.rules = {(row["rule"], int(row["version"])): row for row in tables["expectations"]}
        self.areas = {row["value_area"]: row["name"] for row in tables["value_areas"]}
        self.kinds = {row["partner_type"]: row["name"] for row in tables["partner_types"]}
        self.all = [
            Place(key, self._board(key), tuple(sorted(self.world.regions(key))), cell)
            for key in sorted(self.world.open) if self.world.type_of(key) in NHS
            for cell in self.gaps.cells(key)
        ]

    def _board(self, organisation: str) -> str | None:
        is_board = self.world.type_of(organisation) == "icb"
        return organisation if is_board else self.world.board_of(organisation)

    def name(self, organisation: str | None) -> str:
        """Name of an organisation; of none, what reports call it."""
        return self.world.organisations[organisation]["name"] if organisation else "No board known"

    def among(self, *, region: str = "", icb: str = "", org: str = "", value_area: str = "") -> list[Place]:
        """The cells that a reader asks for."""
        return [
            one for one in self.all
            if (not region or region in one.regions) and (not icb or icb == one.board)
            and (not org or org == one.organisation) and (not value_area or value_area == one.cell.value_area)
        ]


@cache
def england(day: date) -> Cells:
    """Those of the seed."""
    return Cells(read_folder(SEED), day)


def _asked_on(cell: Cell) -> date | None:
    return date.fromisoformat(cell.reviewed_on) if cell.reviewed_on else None


def _counts(cell: Cell) -> bool:
    return cell.collected and cell.state != "not-applicable"


def every_cell(cells: Cells, **asked: str) -> Rows:
    """`expectation-cells`."""
    places = cells.world.places
    return [
        (
            one.organisation, cells.name(one.organisation), cells.world.type_of(one.organisation),
            one.board or "", cells.name(one.board),
            "; ".join(one.regions), "; ".join(places[code]["name"] for code in one.regions) or "No region known",
            one.cell.value_area, one.cell.partner_type, one.cell.state, _counts(one.cell), one.cell.evidence,
            *one.cell.rule, tuple(one.cell.records), len(one.cell.records), _asked_on(one.cell),
        )
        for one in cells.among(**asked)
    ]


def matrix_of(cells: Cells, organisation: str) -> Rows:
    """`expectation-matrix` without its column of reasons."""
    rows: Rows = []
    for one in cells.among(org=organisation):
        cell, rule = one.cell, cells.rules[one.cell.rule]
        area, kind = cells.areas[cell.value_area], cells.kinds[cell.partner_type]
        rows.append((
            cell.value_area, area, cell.partner_type, kind, cell.state, cell.evidence, *cell.rule,
            rule["document"] or None, rule["passage"] or None, tuple(cell.records), _asked_on(cell),
        ))
    return rows


def gaps_by_board(cells: Cells, partner_type: str = "", **asked: str) -> Rows:
    """`gaps-by-board` without its column of reasons."""
    rows: Rows = []
    found = [one for one in cells.among(**asked) if one.cell.is_gap and partner_type in ("", one.cell.partner_type)]
    for one in sorted(found, key=lambda one: (
        one.board is None, cells.name(one.board), one.board, cells.name(one.organisation), one.organisation,
        one.cell.value_area, one.cell.partner_type,
    )):
        cell = one.cell
        rows.append((
            one.board or "", cells.name(one.board), one.organisation, cells.name(one.organisation),
            cells.world.type_of(one.organisation), cell.value_area, cells.areas[cell.value_area],
            cell.partner_type, cells.kinds[cell.partner_type], cell.state, tuple(cell.records), _asked_on(cell),
        ))
    return rows


def covered(places: Iterable[Place], key: Callable[[Place], Iterable[tuple[str, ...]]]) -> Rows:
    """Coverage by whatever a cell belongs to (none, one or several keys), in the order of the keys."""
    groups: dict[tuple[str, ...], list[Place]] = {}
    for one in places:
        for group in key(one):
            groups.setdefault(group, []).append(one)
    rows: Rows = []
    for group, members in sorted(groups.items()):
        recorded, current, of = coverage([one.cell for one in members])
        shares = (recorded / of, current / of) if of else (None, None)
        rows.append((*group, len({one.organisation for one in members}), recorded, current, of, *shares))
    return rows


def boards_and_authorities(cells: Cells, region: str = "") -> Rows:
    """`boards-without-combined-authority`."""
    world, records = cells.world, cells.gaps.records
    rows: Rows = []
    for board in sorted(key for key in world.open if world.type_of(key) == "icb"):
        if region and region not in world.regions(board):
            continue
        trusts = sorted(key for key in world.open if world.board_of(key) == board)
        for authority in sorted(key for key in world.open if world.type_of(key) == "combined-authority"):
            shared = world.area(board) & world.districts_under(world.organisations[authority]["covers_code"])
            between = records.of(board).get(authority, [])
            if not shared or any(record.direct for record in between):
                continue
            own = [key for key in trusts if any(one.direct for one in records.of(key).get(authority, []))]
            kinds = {"inherited" if record.inherited else record.state for record in between}
            rows.append((
                board, cells.name(board), authority, cells.name(authority), len(shared), len(world.area(board)),
                tuple(kind for kind in ("inherited", "proposed", "lapsed") if kind in kinds),
                tuple(sorted(record.id for record in between)), tuple(own), len(own), len(trusts),
            ))
    return sorted(rows, key=lambda row: (row[1], row[0], row[3], row[2]))
