"""A load while a brief is made is noticed, and the brief begins again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from graphsvc.config import Settings
from graphsvc.database import open_database
from graphsvc.database.session import Database
from graphsvc.errors import NotReady
from graphsvc.ingest.load import load
from graphsvc.reports.brief.contents import Brief, Scope
from graphsvc.reports.brief.make import make_brief
from graphsvc.snapshot.build import build_snapshot
from graphsvc.snapshot.view import View
from tests.fixtures.facts import made_up
from tests.fixtures.records import patient
from tests.record.folders import write_rows
from tests.reports.brief.making import DAY, SINCE

NORTHERN = Scope(icb="GB-NHS-QAA", name="Northern ICB")
MADE_UP = made_up(
    [
        (NORTHERN.icb, "NHS Northern Integrated Care Board", "icb"),
        ("GB-UKPRN-10000001", "University of the North", "university"),
        ("GB-UKPRN-10000002", "University of the South", "university"),
    ],
    [{"source_org": NORTHERN.icb, "target_org": "GB-UKPRN-10000001"}],
    icb_tiles=[],
)


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return patient(tmp_path_factory.mktemp("own"))


_NUMBERS = count(100)


@pytest.fixture(scope="module")
def own(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    folder = tmp_path_factory.mktemp("made-up")
    for table, rows in MADE_UP.dataset.items():
        write_rows(folder, table, rows)
    with open_database(settings) as database:
        load(database, folder, settings)
        yield database


@pytest.fixture
def load_one_more(own: Database, settings: Settings, tmp_path: Path) -> Callable[[], None]:
    """Loads a record of another partnership, each time one more."""

    def load_it() -> None:
        rows = [dict(row) for row in MADE_UP.dataset["relationships"]]
        number = next(_NUMBERS)
        write_rows(tmp_path / str(number), "relationships", [
            rows[0] | {"id": f"P{number:05}", "target_org": "GB-UKPRN-10000002", "summary": str(number)},
        ])
        load(own, tmp_path / str(number), settings)

    return load_it


def view_of(database: Database) -> View:
    return build_snapshot(database).view(DAY)


def active_records(brief: Brief) -> int | float | None:
    """The last number of T4."""
    return brief.tables[3].rows[-1][-1].value


def test_it_begins_again_on_the_facts_of_the_new_load(
    own: Database, settings: Settings, load_one_more: Callable[[], None]
) -> None:
    before = view_of(own)
    assert active_records(make_brief(own, before, settings, NORTHERN, SINCE, lambda *_: None)) == 1
    steps: list[str] = []

    def on_step(step: str, _done: int, _of: int) -> None:
        if not steps:
            load_one_more()
        steps.append(step)

    made = make_brief(own, before, settings, NORTHERN, SINCE, on_step)
    assert active_records(made) == 2
    assert made.snapshot == view_of(own).snapshot.hash != before.snapshot.hash
    assert "The record was loaded: beginning again" in steps
    assert made == make_brief(own, view_of(own), settings, NORTHERN, SINCE, lambda *_: None)


def test_it_gives_up_when_loads_never_end(
    own: Database, settings: Settings, load_one_more: Callable[[], None]
) -> None:
    with pytest.raises(NotReady):
        make_brief(own, view_of(own), settings, NORTHERN, SINCE, lambda *_: load_one_more())
