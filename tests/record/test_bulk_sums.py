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
    for other in (
        rows[1:], [*rows, rows[0]], [dict(rows[0], summary="Another."), *rows[1:]],
        [dict(rows[0], summary=rows[1]["summary"]), dict(rows[1], summary=rows[0]["summary"]), *rows[2:]],
    ):
        assert sums_of(dataset | {"relationships": other}) != found
    assert sums_of(dataset | {"relationships": rows[::-1]}) == found
