"""A fixed set of small worlds and questions: says the first answer on which product and second reading differ.

Run as a program, so that `graphsvc` can be a copy of the package that lies first on the path. A product that breaks has
given no answer: the program ends with the error.
"""

from __future__ import annotations

import sys
from datetime import date
from random import Random

from graphsvc.snapshot.graph import Snapshot
from tests.comparison import PathCase, Product, SecondReading
from tests.worlds import DAYS, any_case, any_world

WORLDS = 400
QUESTIONS = 6


def first_difference() -> str:
    """What was asked when the two first differed; empty when they never did."""
    for number in range(WORLDS):
        draw = Random(number)
        tables = any_world(draw).tables
        day = date.fromisoformat(draw.choice(DAYS))
        asked = _differing(draw, tables, day)
        if asked:
            return f"world {number} on {day}: {asked}"
    return ""


def _differing(draw: Random, tables: dict[str, list[dict[str, str]]], day: date) -> str:
    product, reading = Product(Snapshot.from_rows(tables), day), SecondReading(tables, day)
    if product.counted() != reading.counted():
        return "what records count for"
    for row in tables["organisations"]:
        if row["organisation_type"] in ("nhs-trust", "icb") and product.gaps(row["id"]) != reading.gaps(row["id"]):
            return f"gaps of {row['id']}"
    for case in [PathCase(**any_case(draw, tables)) for _ in range(QUESTIONS)]:
        if product.paths(case) != reading.paths(case):
            return f"paths of {case}"
    return ""


if __name__ == "__main__":
    sys.stdout.write(first_difference())
