"""The shortest path in Cypher: the first of those that the question gives."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from random import Random

import pytest

from graphsvc.database.session import Database
from graphsvc.questions.paths import PathQuestion, find_paths
from tests.fixtures.facts import seed_snapshot, seed_tables
from tests.questions.draw import Pair, Pairs, draw_pairs
from tests.reading.records import Records
from tests.reading.world import World
from tests.reports.asking import asked

REPORT = "shortest-path"
Steps = list[tuple[object, ...]]


@lru_cache
def pairs_on(day: str) -> Pairs:
    """Pairs of each sort."""
    return draw_pairs(Records(World(seed_tables(), date.fromisoformat(day))), Random(day))


def from_question(day: str, pair: Pair, max_hops: int) -> Steps:
    """The steps of the question's first path."""
    view = seed_snapshot().view(date.fromisoformat(day))
    paths = find_paths(view, PathQuestion((pair[0],), pair[1], k=1, max_hops=max_hops)).paths
    return [
        (
            number, step.source.id, step.source.name, step.target.id, step.target.name,
            tuple(link.partnership.id for link in step.links),
            tuple(sorted({link.partnership.value_area for link in step.links})), step.cost,
        )
        for path in paths for number, step in enumerate(path.steps, 1)
    ]


@pytest.mark.parametrize("day", ["2026-11-24", "2025-06-30"])
def test_it_is_the_first_path_of_the_question(england: Database, day: str) -> None:
    pairs = pairs_on(day)
    some = [
        *pairs.near[:40], *pairs.far[:40], *pairs.inherited[:8], *pairs.national[:8], *pairs.not_open[:8],
        *pairs.apart[:8], *pairs.beyond[:8],
    ]
    found = 0
    for pair in some:
        expected = from_question(day, pair, 6)
        rows = asked(england, REPORT, source=pair[0], target=pair[1], as_at=day).rows
        assert list(rows) == expected, pair
        found += bool(expected)
    assert found >= 80


def test_a_path_of_more_steps_than_allowed_is_not_given(england: Database) -> None:
    day = "2026-11-24"
    pairs = pairs_on(day)
    for pair in (*pairs.far[:4], *pairs.beyond[:8]):
        expected = from_question(day, pair, 10)
        rows = asked(england, REPORT, source=pair[0], target=pair[1], as_at=day, max_hops=10).rows
        assert list(rows) == expected
        if expected:
            allowed = len(expected) - 1
            assert not asked(england, REPORT, source=pair[0], target=pair[1], as_at=day, max_hops=allowed).rows


def test_nobody_is_reached_from_themselves_or_from_somebody_unknown(england: Database) -> None:
    for pair in (("GB-NHS-RR8", "GB-NHS-RR8"), ("GB-NHS-RR8", "GB-NHS-NOBODY")):
        assert asked(england, REPORT, source=pair[0], target=pair[1], as_at="2026-11-24").rows == ()
