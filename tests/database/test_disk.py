"""A data folder that takes nothing more."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import psutil
import pytest

from graphsvc.config import Settings
from graphsvc.database.address import current_address, home_of
from graphsvc.database.driver import make_driver
from graphsvc.database.embedded import EmbeddedServer
from graphsvc.database.endpoint import processes_of
from graphsvc.database.failures import translated
from graphsvc.database.session import Database
from graphsvc.doctor.examination import examine
from graphsvc.errors import DatabaseAway, NotReady
from graphsvc.reports.brief.contents import Scope
from graphsvc.reports.brief.order import Order
from graphsvc.reports.brief.progress import Progress, write_progress
from graphsvc.reports.brief.shelf import Shelf
from tests.database.conftest import only_process, settings_in
from tests.fixtures.disks import disk_full
from tests.fixtures.facts import seed_snapshot

ORDER = Order(seed_snapshot(), Scope(), date(2026, 11, 23), date(2025, 11, 23), 0)


def test_a_database_is_not_started_on_a_full_disk_and_starts_when_there_is_room(private: Settings) -> None:
    with disk_full(), pytest.raises(DatabaseAway, match=r"cannot be used.*File too large") as error:
        EmbeddedServer(private).use()
    assert "`graphsvc doctor` says" in error.value.mend
    assert processes_of(home_of(private.data_dir)) == []
    with EmbeddedServer(private), Database(private) as database:
        assert database.revision() is None


def test_what_neo4j_has_no_room_for_is_told_and_what_was_there_is_there_again(private: Settings) -> None:
    with EmbeddedServer(private):
        run(private, "CREATE (:Kept)")
        server = only_process(private)
        before = server.rlimit(psutil.RLIMIT_FSIZE)
        server.rlimit(psutil.RLIMIT_FSIZE, (1, before[1]))
        for _ in range(2):  # and it takes nothing any more
            with pytest.raises(DatabaseAway, match="cannot use its files") as error:
                run(private, "CREATE (:Kept)")
            assert "graphsvc db start" in error.value.mend
        (answer,) = (finding for finding in examine(private) if finding.subject == "answer")
        assert (answer.state, "cannot use its files" in answer.found) == ("bad", True)
        server.rlimit(psutil.RLIMIT_FSIZE, before)
    with EmbeddedServer(private):
        assert run(private, "MATCH (n:Kept) RETURN count(n) AS n") == [{"n": 1}]
        run(private, "CREATE (:Kept)")


def run(settings: Settings, text: str) -> list[dict[str, object]]:
    """Run any Cypher, with errors as the package tells them."""
    with translated("here"), make_driver(current_address(settings)) as driver, driver.session() as session:
        return session.run(text).data()  # type: ignore[arg-type]  # a test's own text


def test_a_brief_is_refused_where_it_cannot_be_kept(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    with disk_full(), Database(settings) as database, pytest.raises(NotReady, match="cannot be written"):
        Shelf(settings, lambda: database).begin(ORDER)


def test_nobody_waits_for_a_brief_whose_disk_became_full(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    with Database(settings) as database:
        shelf = Shelf(settings, lambda: database)
        shelf.folder.mkdir()
        write_progress(shelf.folder / f"{ORDER.name}.json", Progress("making", ORDER.about))
        assert shelf.progress(ORDER.name) is not None
        with disk_full():
            shelf._make(ORDER, database)
        assert shelf.progress(ORDER.name) is None
