"""A row is taken whole: how much a statement may send is bounded while it is read."""

from __future__ import annotations

import neo4j
import pytest

from graphsvc.database import bound
from graphsvc.database.bound import bounded
from graphsvc.database.session import Database
from graphsvc.errors import QueryTimedOut, QueryTooLarge


def sent(database: Database, statement: str, seconds: float = 20.0) -> int:
    """Run a statement within the bound; gives how many values its first row's first list has."""
    with database._transaction(neo4j.READ_ACCESS, 30.0) as (transaction, _), bounded(transaction, seconds):
        return len(transaction.run(statement).single(strict=True)[0])


def test_a_list_that_is_too_long_is_ended_and_the_next_statement_runs(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bound, "MOST_SENT", 1024 * 1024)
    with pytest.raises(QueryTooLarge, match="more than 1 MB"):
        sent(database, "RETURN range(1, 3000000)")
    assert sent(database, "RETURN range(1, 1000)") == 1000


def test_a_list_within_the_bound_is_given(database: Database) -> None:
    assert sent(database, "RETURN range(1, 100000)") == 100_000


def test_sending_past_the_limit_of_time_is_ended(database: Database) -> None:
    with pytest.raises(QueryTimedOut):
        sent(database, "RETURN range(1, 3000000)", seconds=-1.0)
    assert sent(database, "RETURN range(1, 1000)") == 1000
