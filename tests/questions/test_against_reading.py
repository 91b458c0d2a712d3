"""England: the product and the second reading of the rules give the same answers, with no difference."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

import pytest

from graphsvc.snapshot.graph import Snapshot
from tests.comparison import PathCase, Product, SecondReading
from tests.questions.draw import APART, FAR, NEAR, NOT_OPEN, WIDENED, Pairs, draw_options, draw_pairs
from tests.reading.tables import read_folder

SEED = Path(__file__).parents[2] / "seed"
DAYS = ("2019-07-01", "2024-03-31", "2024-04-01", "2025-01-01", "2026-04-01", "2027-06-30")
"""Before the boards; the last day of enterprise partnerships and the next; trusts merged; new boards; ahead."""

OPTIONS = 150


class Asked:
    """Both readings of England on one day, and the pairs drawn for it."""

    def __init__(self, snapshot: Snapshot, tables: dict[str, list[dict[str, str]]], day: str) -> None:
        self.day = day
        self.product = Product(snapshot, date.fromisoformat(day))
        self.reading = SecondReading(tables, date.fromisoformat(day))
        self.draw = Random(day)
        self.pairs: Pairs = draw_pairs(self.reading.records, self.draw)


@pytest.fixture(scope="module")
def tables() -> dict[str, list[dict[str, str]]]:
    """The rows of the seed folder, read without the product."""
    return read_folder(SEED)


@pytest.fixture(scope="module")
def snapshot(tables: dict[str, list[dict[str, str]]]) -> Snapshot:
    """The same rows in the product's memory."""
    return Snapshot.from_rows(tables)


@pytest.fixture(scope="module", params=DAYS)
def asked(request: pytest.FixtureRequest, snapshot: Snapshot, tables: dict[str, list[dict[str, str]]]) -> Asked:
    """England on a day."""
    return Asked(snapshot, tables, request.param)


def test_what_every_record_counts_for(asked: Asked) -> None:
    """Pair, state and whether it is a predecessor's."""
    assert asked.product.counted() == asked.reading.counted()


def test_gaps_of_every_open_nhs_organisation(asked: Asked) -> None:
    """State, rule, records, evidence, area, coverage, suggestions in their order: all of them."""
    world = asked.reading.world
    organisations = sorted(key for key in world.open if world.type_of(key) in ("nhs-trust", "icb"))
    assert len(organisations) > 200
    for organisation in organisations:
        assert asked.product.gaps(organisation) == asked.reading.gaps(organisation), (asked.day, organisation)


def test_gaps_of_organisations_that_are_not_open_name_their_heirs(asked: Asked) -> None:
    """No cells, and who followed."""
    world = asked.reading.world
    organisations = sorted(set(world.organisations) - world.open)
    for organisation in organisations:
        if world.type_of(organisation) in ("nhs-trust", "icb"):
            assert asked.product.gaps(organisation) == asked.reading.gaps(organisation), (asked.day, organisation)


def test_the_draw_has_pairs_of_each_sort(asked: Asked) -> None:
    """500 pairs a day, of which England provides enough of every sort on each of the days."""
    pairs = asked.pairs
    sorts = (pairs.near, pairs.far, pairs.widened, pairs.not_open, pairs.apart)
    assert [len(sort) for sort in sorts] == [NEAR, FAR, WIDENED, NOT_OPEN, APART]
    assert len({pair for sort in sorts for pair in sort}) == sum(map(len, sorts)), "each pair once"
    organisations, day = asked.reading.world.organisations, asked.day
    ended = {key for pair in pairs.not_open for key in pair if "" < organisations[key]["closed"] < day}
    assert bool(ended) == (day >= "2024"), "nobody had closed by 2019: there, not yet opened ones stand in"
    if day >= "2026-04-01":
        assert len(pairs.inherited) == WIDENED // 2
    else:
        assert not pairs.inherited, "no partnership was inherited before the boards merged in April 2026"


def test_paths_between_pairs_of_each_sort(asked: Asked) -> None:
    """All k paths, their order, cost, records and weakest step, or the reason why there is none."""
    pairs = asked.pairs
    _ask(asked, pairs.near + pairs.far, joined=True)
    for sort in (pairs.widened, pairs.not_open, pairs.apart, pairs.beyond):
        _ask(asked, sort, joined=False)
    reasons = [{asked.reading.paths(PathCase((one,), other))["reason"] for one, other in sort} for sort in (
        pairs.not_open, pairs.apart, pairs.beyond
    )]
    assert reasons == [{"not-open"}, {"not-connected"}, {"none-within-hops"}]
    _ask(asked, pairs.inherited, joined=True, inherited=True)
    _ask(asked, pairs.national, joined=True, inherited=True, national=True)


def _ask(
    asked: Asked, pairs: list[tuple[str, str]], *, joined: bool, inherited: bool = False, national: bool = False
) -> None:
    for source, target in pairs:
        case = PathCase((source,), target, inherited=inherited, national=national)
        expected = asked.reading.paths(case)
        assert bool(expected["paths"]) == joined, case
        assert asked.product.paths(case) == expected, (asked.day, case)


def test_paths_with_options(asked: Asked) -> None:
    """Sets, filters, limits, both orders, avoid, via, and the nearest of a type in a place."""
    reasons = set()
    for case in draw_options(asked.reading.records, asked.draw, asked.pairs, OPTIONS):
        expected = asked.reading.paths(case)
        reasons.add(expected["reason"])
        assert asked.product.paths(case) == expected, (asked.day, case)
    assert {None, "not-connected"} <= reasons
