from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from graphsvc.reports.files.alternative import alternative
from graphsvc.reports.files.charts import figure_png, figure_svg
from graphsvc.reports.report import Chart, Column
from graphsvc.reports.table import Table
from tests.fixtures.tables import BOARDS, CHARTS, EMPTY, HOSTILE_TABLE

_SVG = "{http://www.w3.org/2000/svg}"
_SHARES = (Column("board", "Board"), Column("share", "Coverage", "share"))
_MANY = Table("many", "Many", _SHARES, tuple((f"Board {rank}", rank / 100) for rank in range(75)))


def _read(table: Table, chart: Chart) -> ElementTree.Element:
    return ElementTree.fromstring(figure_svg(table, chart))  # noqa: S314 - we wrote it


def _texts(table: Table, chart: Chart) -> list[str]:
    return ["".join(text.itertext()) for text in _read(table, chart).iter(f"{_SVG}text")]


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("bars", "Bar chart: Recorded. Recorded (cells) by board.\n- NHS Devon: 1,234\n- NHS Devon: [c]\n"
                 "- NHS Dorset: 0\n[c] too small a number to publish."),
        ("stacked", "Stacked bar chart: Boards and universities, as at 24 November 2026. Recorded (cells) by board and "
                    "partner type.\n- NHS Devon: University 1,234; College [c]\n- NHS Dorset: University 0\n"
                    "Nothing is written where the table has no row.\n[c] too small a number to publish."),
        ("heat", "Heat map: Boards and universities, as at 24 November 2026. Coverage by board and partner type.\n"
                 "- NHS Devon: University 62.5%; College [c]\n- NHS Dorset: University [x]\n"
                 "–: not counted here.\n[c] too small a number to publish.\n"
                 "[x] not available: the record does not say, or there is nothing to take a share of."),
    ],
)
def test_the_text_alternative_gives_the_numbers_of_the_picture(kind: str, told: str) -> None:
    assert alternative(BOARDS, CHARTS[kind]) == told
    drawn = " ".join(_texts(BOARDS, CHARTS[kind]))
    for number in re.findall(r"(?:1,234|62\.5%|\[c\]|\[x\])", told):
        assert number in drawn


@pytest.mark.parametrize("kind", list(CHARTS))
def test_a_picture_says_what_it_shows_and_where_it_comes_from(kind: str) -> None:
    svg = _read(BOARDS, CHARTS[kind])
    assert svg.get("role") == "img"
    assert svg[0].tag == f"{_SVG}title"
    assert svg[1].text == alternative(BOARDS, CHARTS[kind])
    drawn = " ".join(_texts(BOARDS, CHARTS[kind]))
    assert "As at 24 November 2026. Source: Report boards, version 1" in drawn
    assert figure_png(BOARDS, CHARTS[kind]).startswith(b"\x89PNG")


def test_what_there_is_no_room_for_is_said() -> None:
    chart = Chart("bars", "board", "share")
    said = "The first 60 of 75 bars are shown, in the order of the rows; 15 are left out."
    assert said in alternative(_MANY, chart)
    drawn = _texts(_MANY, chart)
    assert said in " ".join(drawn)
    assert "Board 59" in drawn
    assert "Board 60" not in drawn
    assert "there are more" in alternative(replace(_MANY, truncated=True), chart)


def test_a_pair_that_comes_twice_is_not_drawn_in_silence() -> None:
    twice = replace(BOARDS, rows=(BOARDS.rows[0], BOARDS.rows[0], BOARDS.rows[2]))
    assert "1 rows that repeat an earlier pair are not shown." in alternative(twice, CHARTS["heat"])
    assert alternative(twice, CHARTS["bars"]).count("NHS Devon: 1,234") == 2


@pytest.mark.parametrize("chart", [Chart("bars", "board", "recorded"), Chart("heat", "board", "board", "recorded")])
def test_a_table_without_rows_is_a_picture_that_says_so(chart: Chart) -> None:
    assert "No rows" in _texts(EMPTY, chart)
    assert "There are no rows to show." in alternative(EMPTY, chart)


def test_names_are_drawn_as_they_are_written() -> None:
    texts = ("$x^2$", "<script>alert(1)</script>", "名前", "a\x0bb\n=c", "W" * 5000, "\\frac{1}{2}", "%s {0}")
    table = Table("names", "$\\frac$ <b>", _SHARES, tuple((text, 0.5) for text in texts))
    chart = Chart("bars", "board", "share")
    drawn = _texts(table, chart)
    assert "$\\frac$ <b>" in drawn
    assert {"$x^2$", "<script>alert(1)</script>", "\N{WHITE SQUARE}" * 2} <= set(drawn)
    assert {"ab =c", "\\frac{1}{2}", "%s {0}"} <= set(drawn)
    assert "- 名前: 50%" in alternative(table, chart)


@pytest.mark.parametrize("kind", ["bars", "stacked", "heat"])
def test_hostile_names_harm_no_picture(kind: str) -> None:
    few = replace(HOSTILE_TABLE, rows=HOSTILE_TABLE.rows[:: 3 if kind == "bars" else 9])
    chart = Chart("heat", "texts", "text", "number") if kind == "heat" else Chart(kind, "text", "number", "texts")  # type: ignore[arg-type]
    root = _read(few, chart)
    assert not list(root.iter(f"{_SVG}script"))
    assert not list(root.iter(f"{_SVG}a"))
    assert figure_png(few, chart)


def test_pictures_drawn_at_once_are_those_drawn_one_by_one() -> None:
    alone = [figure_svg(BOARDS, chart) for chart in CHARTS.values()]
    with ThreadPoolExecutor(3) as threads:
        assert list(threads.map(lambda chart: figure_svg(BOARDS, chart), CHARTS.values())) == alone


def test_numbers_are_read_on_every_shade_and_a_key_tells_what_shades_mean() -> None:
    rows = tuple((f"Board {rank}", rank / 16) for rank in range(17))
    chart = Chart("heat", "share", "board", "share")
    texts = _texts(Table("shades", "Shades", _SHARES, rows), chart)
    assert {"0%", "25%", "50%", "75%", "100%"} <= set(texts)
    assert {"6.3%", "18.8%", "–"} <= set(texts), "halves go up, and a dash stands where there is no row"
