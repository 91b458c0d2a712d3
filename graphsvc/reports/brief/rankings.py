"""Where coverage is highest and lowest: by partner type, by value area, and by board."""

from __future__ import annotations

from collections.abc import Iterator

from graphsvc.questions.names import in_sentence, plural, with_article
from graphsvc.reports.brief.comparison import Candidate, compared
from graphsvc.reports.brief.coverage_table import NO_BOARD
from graphsvc.reports.brief.phrases import Part
from graphsvc.reports.brief.tables import Draft, Published


def of_partner_types(published: Published, table: Draft) -> Iterator[list[Part]]:
    """By the columns of T1."""
    yield from compared(published, [
        Candidate(f"with {_several(column.name)}", place.number, place.of)
        for column, place in zip(table.columns[:-1], table.places[-1], strict=False)
    ])


def of_value_areas(published: Published, table: Draft) -> Iterator[list[Part]]:
    """By the rows of T2."""
    yield from compared(published, [
        Candidate(f"in {in_sentence(row.name)}", places[0].number, places[0].of)
        for row, places in zip(table.rows[:-1], table.places, strict=False)
    ])


def of_boards(published: Published, table: Draft, of_one: bool) -> Iterator[list[Part]]:
    """By the rows of T1: boards, or the organisations of one."""
    candidates = [
        Candidate(f"for {row.name}", places[-1].number, places[-1].of)
        for row, places in zip(table.rows[:-1], table.places, strict=False) if row.id != NO_BOARD
    ]
    lead = "among the board and its trusts, " if of_one else "by board, its trusts included, "
    for parts in compared(published, candidates, lead):
        yield [*parts, " Each of these shares is of few expectations, so a few records more can change the order."]


def _several(kind: str) -> str:
    """Partners of a type: `universities`, `the Department for Work and Pensions`."""
    named = with_article(kind)
    return named if named.startswith("the ") else in_sentence(plural(kind))
