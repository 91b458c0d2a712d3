"""Sums of rows tell what the record holds from anything else."""

from __future__ import annotations

from graphsvc.database.session import Database
from graphsvc.ingest.bulk.sums import sums_in_graph, sums_of
from graphsvc.ingest.record import read_dataset


def test_a_graph_has_the_sums_of_its_rows_and_of_no_others(database: Database, seeded: str) -> None:
    dataset = dict(read_dataset(database)[0])
    found = sums_in_graph(database.read_stream)
    assert found == sums_of(dataset)
    rows = list(dataset["relationships"])
    for other in (rows[1:], [*rows, rows[0]], [dict(rows[0], summary="Another."), *rows[1:]]):
        assert sums_of(dataset | {"relationships": other}) != found
    for place in range(0, 100, 2):
        one, two = rows[place : place + 2]
        swapped = [*rows]
        swapped[place : place + 2] = dict(one, id=two["id"]), dict(two, id=one["id"])
        assert sums_of(dataset | {"relationships": swapped}) != found
    assert sums_of(dataset | {"relationships": rows[::-1]}) == found
