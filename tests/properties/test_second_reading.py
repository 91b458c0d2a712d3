"""Datasets that nobody chose: the product and the second reading of the rules give the same answers.

The worlds have parallel records, chains of succession, splits, closures, partial dates, national bodies, hosts,
convenors, reviews, local rules and several versions of a rule.
"""

from __future__ import annotations

from datetime import date
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphsvc.snapshot.graph import Snapshot
from tests.comparison import PathCase, Product, SecondReading
from tests.worlds import DAYS, any_case, any_world

draws = st.randoms(use_true_random=False)
examples = settings(
    deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@settings(examples, max_examples=80)
@given(draw=draws, day=st.sampled_from(DAYS))
def test_gaps_of_any_world(draw: Random, day: str) -> None:
    tables = any_world(draw).tables
    on = date.fromisoformat(day)
    product, reading = Product(Snapshot.from_rows(tables), on), SecondReading(tables, on)
    assert product.counted() == reading.counted()
    for row in tables["organisations"]:
        if row["organisation_type"] in ("nhs-trust", "icb"):
            assert product.gaps(row["id"], suggest=3) == reading.gaps(row["id"], suggest=3), row["id"]


@settings(examples, max_examples=120)
@given(draw=draws, day=st.sampled_from(DAYS))
def test_paths_of_any_world(draw: Random, day: str) -> None:
    tables = any_world(draw).tables
    on = date.fromisoformat(day)
    product, reading = Product(Snapshot.from_rows(tables), on), SecondReading(tables, on)
    for case in (PathCase(**any_case(draw, tables)) for _ in range(6)):
        assert product.paths(case) == reading.paths(case), case
