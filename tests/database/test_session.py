"""Asking and writing, against a real server."""

from __future__ import annotations

import http.server
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import SecretStr

from graphsvc.config import Settings
from graphsvc.database.address import current_address
from graphsvc.database.session import Database, Writer
from graphsvc.errors import DatabaseAway, QueryRefused, QueryTimedOut, QueryTooLarge
from tests.database.conftest import settings_in

Given = Callable[[str], str]

SLOW = "UNWIND range(1, 2000000000) AS x WITH x WHERE x % 2 = 3 RETURN count(x) AS n"
GREEDY = "UNWIND range(1, 500000000) AS x WITH collect(x) AS xs RETURN size(xs) AS n"


def test_rows_up_to_the_limit_are_given_and_one_more_is_told(database: Database, given: Given) -> None:
    name = given("UNWIND range(1, $most) AS n RETURN n")
    within = database.read(name, row_limit=5, most=5)
    cut = database.read(name, row_limit=5, most=6)
    assert ([row["n"] for row in within], within.truncated) == ([1, 2, 3, 4, 5], False)
    assert ([row["n"] for row in cut], cut.truncated) == ([1, 2, 3, 4, 5], True)


def test_the_row_limit_of_the_settings_is_a_cap(settings: Settings, database: Database, given: Given) -> None:
    low = settings.model_copy(update={"database": settings.database.model_copy(update={"row_limit": 3})})
    with Database(low) as limited:
        rows = limited.read(given("UNWIND range(1, 9) AS n RETURN n"), row_limit=1000)
    assert (len(rows), rows.truncated) == (3, True)


def test_a_stream_has_no_limit_of_rows(database: Database, given: Given) -> None:
    name = given("UNWIND range(1, 25000) AS n RETURN n")
    assert sum(1 for _ in database.read_stream(name)) == 25000


def test_the_server_works_on_a_stream_before_rows_are_taken_and_no_longer_once_it_is_dropped(
    database: Database, given: Given
) -> None:
    name = given("UNWIND range(1, 2000000000) AS unwatched RETURN unwatched")

    def running() -> bool:
        asked = database.ask("SHOW TRANSACTIONS YIELD currentQuery AS text", {}).rows
        return any(text.startswith("UNWIND range(1, 2000000000) AS unwatched") for (text,) in asked if text)

    rows = database.read_stream(name)
    assert running()
    del rows
    until = time.monotonic() + 5
    while running():
        assert time.monotonic() < until


def test_a_read_session_refuses_to_write(database: Database, given: Given) -> None:
    with pytest.raises(QueryRefused) as refused:
        database.read(given("CREATE (:Test)"))
    assert "AccessMode" in refused.value.code


def test_a_query_that_takes_too_long_is_ended_in_time(database: Database, given: Given) -> None:
    began = time.monotonic()
    with pytest.raises(QueryTimedOut):
        database.read(given(SLOW), timeout=0.5)
    assert time.monotonic() - began < 3


def test_more_time_than_the_settings_allow_is_cut(settings: Settings, database: Database, given: Given) -> None:
    short = settings.model_copy(update={"database": settings.database.model_copy(update={"query_timeout": 0.5})})
    began = time.monotonic()
    with Database(short) as hurried, pytest.raises(QueryTimedOut):
        hurried.read(given(SLOW), timeout=60)
    assert time.monotonic() - began < 3


def test_out_of_memory_is_told_and_the_work_is_not_run_again(database: Database, given: Given) -> None:
    name, runs = given(GREEDY), []

    def work(writer: Writer) -> None:
        runs.append(1)
        writer.run(name)

    with pytest.raises(QueryTooLarge):
        database.write(work)
    assert runs == [1]


def test_what_work_raises_undoes_what_it_wrote(database: Database, given: Given) -> None:
    create, count = given("CREATE (:Undone)"), given("MATCH (n:Undone) RETURN count(n) AS n")

    def work(writer: Writer) -> None:
        writer.run(create)
        raise ValueError("changed my mind")

    with pytest.raises(ValueError, match="changed my mind"):
        database.write(work)
    assert database.read(count) == [{"n": 0}]


def test_what_work_writes_is_there_once_it_returns(database: Database, given: Given) -> None:
    create, remove = given("CREATE (n:Kept {name: $name}) RETURN n.name AS name"), given("MATCH (n:Kept) DELETE n")
    count = given("MATCH (n:Kept) RETURN count(n) AS n")
    written = database.write(lambda writer: writer.run(create, name="a `quoted` 'name'"))
    assert written == [{"name": "a `quoted` 'name'"}]
    assert database.read(count) == [{"n": 1}]
    database.write(lambda writer: writer.run(remove))
    assert database.read(count) == [{"n": 0}]


def test_load_csv_fetches_nothing_from_an_address(database: Database) -> None:
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with pytest.raises(QueryRefused, match="blocked"):
            database.read("database/load_from_address", address=f"http://localhost:{server.server_port}/x.csv")
        server.shutdown()
    assert asked == []


def test_load_csv_reads_no_file(database: Database, given: Given) -> None:
    with pytest.raises(QueryRefused, match="allow_csv_import_from_file_urls"):
        database.read(given("LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line"))


def test_a_statement_that_is_wrong_is_refused_with_what_the_server_says(database: Database, given: Given) -> None:
    with pytest.raises(QueryRefused, match="Invalid input"):
        database.read(given("MATCH MATCH"))


def test_a_name_that_leaves_the_folder_is_no_statement(database: Database) -> None:
    with pytest.raises(LookupError):
        database.read("../pyproject")


def test_nothing_loaded_is_no_revision(database: Database) -> None:
    assert database.revision() is None


def test_another_server_by_its_address(settings: Settings, database: Database, tmp_path: Path) -> None:
    own = current_address(settings)
    for scheme in ("bolt", "neo4j"):
        other = Settings(
            database=settings.database.model_copy(update={"uri": own.uri.replace("bolt", scheme)}),
            data_dir=tmp_path,
            database_password=own.password,  # type: ignore[arg-type]  # pydantic makes it a secret
        )
        with Database(other) as reached:
            assert reached.read("database/version")[0]["version"].startswith("5.26")


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_server_is_asked_and_written_by_its_address(
    scheme: str, settings: Settings, database: Database, given: Given
) -> None:
    own = current_address(settings)
    other = settings.model_copy(update={
        "database": settings.database.model_copy(update={"uri": own.uri.replace("bolt", scheme), "user": own.user}),
        "database_password": SecretStr(own.password),
    })
    one = given("RETURN $number AS number")
    with Database(other) as connected:
        assert connected.read(one, number=7)[0]["number"] == 7
        assert connected.write(lambda writer: writer.run(one, number=8))[0]["number"] == 8
    wrong = other.model_copy(update={"database_password": SecretStr("wrong")})
    with Database(wrong) as refused, pytest.raises(DatabaseAway, match="password"):
        refused.read(one, number=7)


@pytest.mark.parametrize(
    ("uri", "cause"),
    [
        ("bolt://127.0.0.1:1", "nothing listens there"),
        ("neo4j://127.0.0.1:1", "nothing listens there"),
        ("bolt://nowhere.invalid:7687", "no machine has this name"),
        ("neo4j+s://nowhere.invalid:7687", "no machine has this name"),
        ("bolt+s://127.0.0.1:{port}", "it does not speak TLS there"),
        ("neo4j+s://127.0.0.1:{port}", "it does not speak TLS there"),
    ],
)
def test_why_a_server_cannot_be_reached_is_said(
    uri: str, cause: str, settings: Settings, database: Database, tmp_path: Path
) -> None:
    port = current_address(settings).uri.rpartition(":")[2]
    other = settings_in(tmp_path, uri=uri.format(port=port)).model_copy(update={"database_password": SecretStr("any")})
    with Database(other) as away, pytest.raises(DatabaseAway) as error:
        away.revision()
    assert f"does not answer: {cause}" in str(error.value)


@pytest.mark.parametrize("uri", ["bolt://127.0.0.1:1", "neo4j://127.0.0.1:1", "bolt://nowhere.invalid:7687"])
def test_a_server_that_is_not_there_is_told_at_once(uri: str, tmp_path: Path) -> None:
    settings = Settings.model_validate(
        {"database": settings_in(tmp_path, uri=uri).database, "data_dir": tmp_path, "database_password": "x"}
    )
    began = time.monotonic()
    with Database(settings) as away, pytest.raises(DatabaseAway):
        away.revision()
    assert time.monotonic() - began < 3


def test_a_wrong_password_is_told(settings: Settings, database: Database, tmp_path: Path) -> None:
    other = Settings.model_validate({
        "database": settings_in(tmp_path, uri=current_address(settings).uri).database,
        "data_dir": tmp_path,
        "database_password": "wrong",
    })
    with Database(other) as refused, pytest.raises(DatabaseAway, match="password"):
        refused.revision()


def test_an_embedded_server_that_is_not_running_is_away_at_once(tmp_path: Path) -> None:
    with Database(settings_in(tmp_path)) as away, pytest.raises(DatabaseAway, match="not running"):
        away.revision()
