"""A server that is not as closed as it was told to be is not used."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graphsvc.config import Settings
from graphsvc.database import conf, in_force, open_database
from graphsvc.database.address import home_of
from graphsvc.database.endpoint import endpoint_file, processes_of, read_endpoint
from graphsvc.database.in_force import check_in_force
from graphsvc.database.session import Database
from graphsvc.errors import DatabaseAway, DatabaseSlow

Check = Callable[[], str]

BLOCKLIST = "internal.dbms.cypher_ip_blocklist"
FILES = "dbms.security.allow_csv_import_from_file_urls"
KEEP_ALIVE = "server.bolt.connection_keep_alive"


@pytest.fixture
def check(settings: Settings, database: Database) -> Check:
    """Looks at the shared server again."""

    def look() -> str:
        home = home_of(settings.data_dir)
        endpoint = read_endpoint(home)
        assert endpoint is not None
        return check_in_force(home, endpoint.port)

    return look


def test_a_server_that_is_as_it_was_told_to_be_is_used(check: Check) -> None:
    assert check().startswith("5.26")


@pytest.mark.parametrize(
    ("setting", "value", "told"),
    [
        (KEEP_ALIVE, "30s", [f"{KEEP_ALIVE} is 30s and not 1s"]),
        (BLOCKLIST, "10.0.0.0/8", ["load_from_address was not refused"]),
        (FILES, "true", [f"{FILES} is true and not false", "load_from_file was"]),
    ],
)
def test_a_server_that_was_told_something_else_is_refused_and_does_not_go_on(
    private: Settings, monkeypatch: pytest.MonkeyPatch, setting: str, value: str, told: list[str]
) -> None:
    monkeypatch.setitem(conf._FURTHER, setting, value)  # it comes after what must be in force, and wins
    with pytest.raises(DatabaseAway, match="so it is not used") as refused, open_database(private):
        pass
    reasons = str(refused.value).partition("so it is not used: ")[2].split("; ")
    assert len(reasons) == len(told)
    for reason, part in zip(reasons, told, strict=True):
        assert part in reason
    home = home_of(private.data_dir)
    assert processes_of(home) == []
    assert not endpoint_file(home).exists()


def test_a_setting_that_this_version_does_not_know_any_more_is_not_in_force(
    check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(in_force.IN_FORCE, "server.gone_with_a_version", "true")
    with pytest.raises(DatabaseAway, match=r"server.gone_with_a_version is .* and not true"):
        check()


def test_a_server_that_is_too_slow_to_answer_at_first_is_asked_again(
    private: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def slow(home: Path, port: int) -> str:
        asked.append(port)
        if len(asked) == 1:
            raise DatabaseSlow("it does not answer in time")
        return real(home, port)

    real = in_force.check_in_force
    monkeypatch.setattr(in_force, "check_in_force", slow)
    with open_database(private) as database:
        assert database.read("database/version")
    assert len(set(asked)) == 1
