"""Caveats, method and sources: what the numbers leave out, how they differ, and whose they are."""

from __future__ import annotations

import re

from graphsvc.database.session import Database
from tests.fixtures.facts import seed_tables
from tests.reports.brief.making import DAY, ENGLAND, SINCE, contents, view_at
from tests.reports.brief.reading_brief import read_seed
from tests.reports.reading_partnerships import Partnerships


def test_words_name_limits_hash_publishers_and_licences(england: Database) -> None:
    made = contents(england, ENGLAND)
    said = " ".join((*made.caveats, *made.method))
    for words in ("Recorded is not existing", "opening part only", "Inferred", view_at().snapshot.hash):
        assert words in said
    sources = " ".join(made.sources)
    for row in seed_tables()["sources"]:
        assert row["publisher"] in sources
        assert row["licence"] in sources
    assert "Open Government Licence v3.0" in sources
    assert {report.id for report in made.reports} == {table.reports[0] for table in made.tables}


def test_words_say_how_the_numbers_differ(england: Database) -> None:
    made, t3 = contents(england, ENGLAND), read_seed(DAY, SINCE).t3()
    every, na, nc = (t3["", one] for one in ("all", "not-applicable", "not-collected"))
    of, recorded = int(str(every)) - int(str(na)) - int(str(nc)), t3["", "recorded"]
    said = " ".join((*made.caveats, *made.method))
    assert f"{every:,} expectations, less {na:,} that do not apply and {nc:,} with partner types" in said
    assert f"leave {of:,} that could be counted" in said
    active, every = len(read_seed(DAY, SINCE).active), len(seed_tables()["relationships"])
    assert f"{recorded:,} expectations are recorded, and {active:,} records are active" in said
    assert f"holds {every:,} records" in said
    lines = Partnerships(seed_tables(), DAY).as_at()
    assert f"{len(lines):,} rows of the report of partnerships" in said
    assert "not all that exist" in said


def test_nothing_a_reader_sees_speaks_of_cells_or_of_nobody(england: Database) -> None:
    made = contents(england, ENGLAND)
    for text in (*made.caveats, *made.method, *(text for table in made.tables for text in (table.title, *table.about)),
                 *(text for trace in made.traces for text in (trace.title, trace.sentence))):
        assert not re.search(r"\bcells?\b|[Nn]obody has collected", text), text


def test_the_guidance_is_the_first_source(england: Database) -> None:
    sources = contents(england, ENGLAND).sources
    assert sources[0].startswith(seed_tables()["expectations"][0]["document"])
    assert sources[1].startswith(seed_tables()["benefits"][0]["document"])
