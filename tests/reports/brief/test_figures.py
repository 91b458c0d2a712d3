"""Figures: the numbers of the tables, in the picture and in words, and the same bytes each time."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping

import pytest
from PIL import Image

from graphsvc.reports.brief.contents import Cell, Figure, Scope, Shown
from graphsvc.reports.brief.figures import figures_of
from graphsvc.reports.report import Column
from graphsvc.reports.table import SUPPRESSED, Table
from tests.reports.brief.making import ENGLAND, NORTH_WEST, WEST_YORKSHIRE, view_at

_COLUMNS = (
    Column("row", "Board, id"), Column("row_name", "Board"), Column("partner_type", "Partner type, id"),
    Column("partner_type_name", "Partner type"), Column("recorded", "Recorded", "whole", "cells"),
    Column("of", "Of", "whole", "cells"), Column("share", "Share", "share"),
)


def shown(boards: Mapping[str, tuple[int, int] | None]) -> tuple[Shown, dict[str, Cell]]:
    """Table T1 of some boards with one partner type, and their totals; None is suppressed."""
    rows, cells = [], {}
    for board, counts in boards.items():
        name = view_at().organisations[view_at().snapshot.index_of[board]].name
        if counts is None:
            rows.append((board, name, "university", "University", SUPPRESSED, 4, SUPPRESSED))
            cells[board] = Cell(SUPPRESSED, None, 4)
        else:
            recorded, of = counts
            rows.append((board, name, "university", "University", recorded, of, recorded / of))
            cells[board] = Cell(f"{recorded} of {of}", recorded, of)
    data = Table("t1", "Coverage", _COLUMNS, tuple(rows), source="Report expectation-cells.", as_at="2026-11-24")
    return Shown("t1", "Coverage", (), (), (), data, ("expectation-cells",)), cells


def figures(scope: Scope, boards: Mapping[str, tuple[int, int] | None]) -> dict[str, Figure]:
    t1, cells = shown(boards)
    return {figure.id: figure for figure in figures_of(view_at(), scope, t1, cells)}


BOARDS = {"GB-NHS-QWO": (27, 220), "GB-NHS-QT6": (9, 45)}


@pytest.mark.parametrize(
    ("scope", "boards"),
    [(ENGLAND, BOARDS), (NORTH_WEST, {"GB-NHS-QE1": (21, 120)}), (WEST_YORKSHIRE, {"GB-NHS-QWO": (27, 220)})], ids=str,
)
def test_figures_are_pictures_that_say_their_numbers_and_never_change(
    scope: Scope, boards: Mapping[str, tuple[int, int]]
) -> None:
    first, second = figures(scope, boards), figures(scope, boards)
    assert list(first) == ["f1", "f2", "f4"]
    for name, figure in first.items():
        assert figure.alternative == second[name].alternative
        assert (figure.svg, figure.png) == (second[name].svg, second[name].png)
        picture = Image.open(io.BytesIO(figure.png))
        assert min(picture.size) > 200
        assert b"<svg" in figure.svg[:600]
        assert not re.search(rb"<script|href=.http|url\(http|<image", figure.svg)
        assert figure.data.rows
        assert figure.alternative


def test_the_tile_map_prints_recorded_of_counted_and_outlines_the_others() -> None:
    tiles = figures(WEST_YORKSHIRE, {"GB-NHS-QWO": (27, 220)})["f2"]
    assert b"27 of 220" in tiles.svg
    assert tiles.alternative == ("West Yorkshire: 27 of 220 (12.3%).",)
    assert b"Devon" in tiles.svg
    assert "Boards without a number are not in this brief." in tiles.notes


def test_what_is_suppressed_is_in_no_figure() -> None:
    found = figures(ENGLAND, {**BOARDS, "GB-NHS-QJK": None})
    assert found["f2"].alternative[-1].endswith("27 of 220 (12.3%).")
    assert "Devon: not shown, because the number is small." in found["f2"].alternative
    assert (SUPPRESSED, 4, SUPPRESSED) in [row[2:] for row in found["f2"].data.rows]
    assert SUPPRESSED.encode() in found["f1"].svg
    assert "because their numbers are small: 1." in " ".join(found["f1"].alternative)
    assert SUPPRESSED.encode() in found["f2"].svg


def test_a_network_says_who_is_most_connected() -> None:
    network = figures(WEST_YORKSHIRE, {"GB-NHS-QWO": (27, 220)})["f4"]
    name, partners = network.data.rows[0][1], network.data.rows[0][3]
    assert any(f"{name} ({partners})" in sentence for sentence in network.alternative)
    assert network.data.rows[0][3] == max(row[3] for row in network.data.rows)
