"""A brief as Markdown: its tables stay tables, and no text becomes a mark or HTML."""

from __future__ import annotations

import re

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from graphsvc.reports.brief import front
from graphsvc.reports.brief.markdown_of import markdown_file
from tests.reports.brief.sample import hostile_brief, large_brief

BRIEFS = {"hostile": hostile_brief, "large": large_brief}


def tokens(name: str) -> list[Token]:
    return MarkdownIt("commonmark").enable("table").parse(markdown_file(BRIEFS[name]()).decode())


def texts(name: str) -> list[str]:
    """What a reader sees of each block."""
    return [
        "".join(child.content for child in token.children or ()) for token in tokens(name) if token.type == "inline"
    ]


@pytest.mark.parametrize("name", BRIEFS)
def test_the_same_brief_has_the_same_bytes(name: str) -> None:
    assert markdown_file(BRIEFS[name]()) == markdown_file(BRIEFS[name]())


@pytest.mark.parametrize("name", BRIEFS)
def test_tables_keep_their_rows_and_columns(name: str) -> None:
    brief = BRIEFS[name]()
    shapes = [(len(table.rows) + 1, len(table.columns)) for table in brief.tables]
    shapes += [(len(path.evidence.rows) + 1, len(path.evidence.columns)) for path in brief.paths]
    found: list[list[int]] = []
    for token in tokens(name):
        if token.type == "table_open":
            found.append([])
        elif token.type == "tr_open":
            found[-1].append(0)
        elif token.type in ("td_open", "th_open"):
            found[-1][-1] += 1
    assert found == [[columns] * rows for rows, columns in shapes]


@pytest.mark.parametrize("name", BRIEFS)
def test_no_text_becomes_a_mark_or_html(name: str) -> None:
    brief = BRIEFS[name]()
    flat = [child for token in tokens(name) for child in (token, *(token.children or ()))]
    foreign = {"html_block", "html_inline", "em_open", "strong_open", "s_open", "fence", "hr", "blockquote_open"}
    assert not foreign & {token.type for token in flat}
    links = [str(token.attrs["href"]) for token in flat if token.type == "link_open"]
    assert all(re.fullmatch(r"(rows/[a-z0-9]+\.html#[a-z0-9-]+|tables/[a-z0-9-]+\.csv)", link) for link in links)
    pictures = [str(token.attrs["src"]) for token in flat if token.type == "image"]
    assert pictures == [f"figures/{figure.id}.png" for figure in brief.figures]
    levels = [int(token.tag[1]) for token in flat if token.type == "heading_open"]
    assert levels.count(1) == 1
    assert levels.count(2) == len(front.PARTS)
    assert levels.count(3) == len(brief.tables) + len(brief.figures) + 1


def test_every_number_leads_to_its_rows() -> None:
    brief = large_brief()
    written = markdown_file(brief).decode()
    for table in brief.tables:
        for cell in (cell for row in table.rows for cell in row if cell.trace):
            assert f"[{cell.text}](rows/{cell.trace.partition('-')[0]}.html#{cell.trace})" in written


def test_hostile_texts_are_read_as_they_were_written() -> None:
    shown = "\n".join(texts("hostile"))
    for text in (*hostile_brief().caveats, *hostile_brief().sources, "<!-- zz -->", "$zzparameter", "{zz: 1}"):
        assert " ".join(text.split()) in shown
