from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

from markdown_it import MarkdownIt

from graphsvc.reports.files.markdown import markdown
from graphsvc.reports.table import Table
from tests.fixtures.tables import BOARDS, EMPTY, HOSTILE_TABLE, TEXTS

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def _rendered(table: Table) -> str:
    return str(MarkdownIt("commonmark").enable("table").render(markdown(table)))


def test_the_table_is_as_people_read_it() -> None:
    lines = markdown(BOARDS).splitlines()
    assert lines[0] == "# Boards and universities, as at 24 November 2026"
    assert lines[2].startswith("| Board | Partner type | Recorded (cells) | Coverage |")
    assert lines[3] == "| --- | --- | ---: | ---: | ---: | --- | --- | --- |"
    assert lines[4] == "| NHS Devon | University | 1,234 | 62.5% | -4 | yes | 2026-04-01 | estates; skills |"
    assert lines[5] == "| NHS Devon | College | \\[c\\] | \\[c\\] | 0.5 | no |  |  |"


def test_it_says_how_to_read_it_and_where_it_comes_from() -> None:
    text = markdown(replace(BOARDS, truncated=True))
    assert "The first 3 rows: there are more." in text
    assert all(f"- {note}" in text for note in BOARDS.notes)
    assert f"- Source: {BOARDS.source}".replace("_", "\\_") in text
    assert "- As at 24 November 2026." in text
    assert BOARDS.snapshot in text
    assert "No rows." in markdown(EMPTY)


def test_texts_show_as_they_are_written_and_are_nothing_else() -> None:
    html = _rendered(HOSTILE_TABLE)
    shown = [unescape(cell) for cell in re.findall(r"<td>(.*?)</td>", html, re.DOTALL)]
    assert shown[::2] == [" ".join(_CONTROL.sub("", text).split()) for text in TEXTS]
    tags = set(re.findall(r"<(\w+)", html))
    assert tags == {"h1", "table", "thead", "tbody", "tr", "th", "td", "p", "ul", "li", "code"}
