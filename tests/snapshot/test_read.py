"""What is read of a graph that somebody changed by hand: other rows, and never an error of Python's."""

from __future__ import annotations

import pytest

from graphsvc.model import TABLE
from graphsvc.snapshot.gather import gathered
from graphsvc.snapshot.read import read_columns

TABLE_READ = TABLE["relationships"]
DATES = ("since", "until", "evidence_date")


@pytest.mark.parametrize("first", [0, 7, 7_000_000_000])
def test_ends_without_an_id_or_with_a_number_for_one_or_that_came_meanwhile(first: int) -> None:
    rows = ("P1", "P2", "P3")
    chunk: dict[str, list[object]] = {name: [None] * len(rows) for name in TABLE_READ.header}
    chunk |= {f"{name}_day": [None] * len(rows) for name in DATES}
    chunk |= {"id": list(rows), "source_org": [first, first + 1, first + 2]}
    chunk |= {"target_org": [first + 2, first, first + 900]}
    answers = {
        "snapshot/ends": [{"number": [first + 2, first, first + 1], "id": ["GB-NHS-RR8", None, 5]}],
        "snapshot/relationships": [chunk],
    }
    found = gathered(TABLE_READ, read_columns(answers.__getitem__, TABLE_READ))
    ends = [(row["source_org"], row["target_org"]) for row in found]
    assert ends == [("", "GB-NHS-RR8"), ("5", ""), ("GB-NHS-RR8", "")]
