"""Rules: what changed in a span of days; and England's changes, counted again from the rows."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphsvc.questions.changes import Change, changes
from graphsvc.snapshot.graph import Snapshot
from graphsvc.snapshot.view import View
from tests.fixtures.facts import seed_snapshot, seed_tables
from tests.questions.asking import TRUST, view, world
from tests.reading.dates import first_day, last_day
from tests.reading.records import Records
from tests.reading.tables import Tables
from tests.reading.world import World
from tests.worlds import DAYS, Dataset, any_world

SINCE = date(2023, 4, 1)
DAY = "2024-04-01"
Told = tuple[str, str, str]
"""What changed, the first or last day of its span, and the record or the organisations."""


def pair(**values: str) -> Dataset:
    """A trust and a university with one record."""
    data = world()
    data.organisation("U1", "university")
    data.partnership(TRUST, "U1", **values)
    return data


def told(data: Dataset, day: str = DAY, about: str = "") -> list[str]:
    """The sentences, of all that changed or of what concerns one."""
    at = view(data, day)
    return [change.sentence for change in changes(at, SINCE, [at.snapshot.index_of[about]] if about else None)]


# What changed


@pytest.mark.parametrize(
    ("since", "words"),
    [
        ("2023-05-02", "on 2 May 2023"), ("2023-05", "in May 2023"), ("2024", "in 2024"),
        ("2024-04-01", "on 1 April 2024"),
    ],
)
def test_a_partnership_began(since: str, words: str) -> None:
    assert told(pair(since=since)) == [f"GB-NHS-R01 and U1: a partnership in research began {words} (programme)."]


@pytest.mark.parametrize("since", ["2023", "2023-04-01", "2024-04-02", "2020", ""])
def test_what_began_at_another_time_or_nobody_knows_when_is_no_change(since: str) -> None:
    """The first day of 2023 lies before the span; a record is not new because its evidence is."""
    assert told(pair(since=since, evidence_date="2023-06-01")) == []


@pytest.mark.parametrize(
    ("until", "words"), [("2024-03-31", "on 31 March 2024"), ("2024-03", "in March 2024"), ("2023", "in 2023")]
)
def test_a_partnership_ended_by_the_last_day_of_its_span(until: str, words: str) -> None:
    assert told(pair(until=until)) == [f"GB-NHS-R01 and U1: a partnership in research ended {words} (programme)."]


@pytest.mark.parametrize("until", ["2024", "2024-04", "2023-04-01", "2022"])
def test_what_ended_before_or_has_not_ended_yet_is_no_change(until: str) -> None:
    assert told(pair(until=until)) == []


def test_a_partnership_that_lapsed_nobody_knows_when_is_no_change() -> None:
    assert told(pair(status="lapsed", evidence_date="2023-06-01")) == []


def test_what_is_proposed_has_not_begun() -> None:
    assert told(pair(status="proposed", since="2023-05")) == [
        "GB-NHS-R01 and U1: a proposed partnership in research is planned from May 2023 (programme)."
    ]


def test_a_partnership_that_began_and_ended_is_told_twice_the_newest_first() -> None:
    (last, first) = told(pair(since="2023-05", until="2023-07"))
    assert " ended in July 2023 " in last
    assert " began in May 2023 " in first


def test_organisations_opened_and_closed() -> None:
    data = world()
    data.organisation("V1", "vcse", opened="2023-05", closed="2024-03-31")
    data.organisation("V2", "vcse", opened="2023-04-01", closed="2024")
    assert told(data) == ["V1 closed on 31 March 2024.", "V1 opened in May 2023."]


def test_a_merger_says_who_followed_whom_and_how_that_is_known() -> None:
    data = world()
    data.organisation("GB-NHS-R00", "nhs-trust", closed="2023-09-30")
    data.succession("GB-NHS-R00", TRUST, "2023-10-01")
    assert told(data) == [
        "GB-NHS-R01 followed GB-NHS-R00 on 1 October 2023 (merger; a list).", "GB-NHS-R00 closed on 30 September 2023.",
    ]


def test_functions_that_passed_say_so() -> None:
    data = world()
    data.organisation("L1", "vcse", closed="2024-03-31")
    data.organisation("C1", "local-authority")
    data.succession("L1", "C1", "2024-04-01")
    data.tables["successions"][0] |= {"kind": "functions-transferred", "basis": "inferred; confirm locally."}
    sentence = "The functions of L1 passed to C1 on 1 April 2024 (inferred; confirm locally)."
    assert told(data, about="C1") == [sentence]


@pytest.mark.parametrize("answer", ["none", "some"])
def test_somebody_asked(answer: str) -> None:
    data = world()
    data.review(TRUST, "university", "2024-04-01", answer)
    data.review(TRUST, "university", "2024-04-02", answer)
    assert told(data, about=TRUST) == [
        f"GB-NHS-R01: somebody asked about a university in research on 1 April 2024, and the answer was {answer}."
    ]


# Whom it concerns


def test_what_concerns_others_is_left_out() -> None:
    data = pair(since="2023-05")
    data.organisation("V1", "vcse", opened="2023-05")
    assert len(told(data)) == 2
    assert len(told(data, about="U1")) == len(told(data, about=TRUST)) == 1
    assert changes(view(data), SINCE, ()) == ()


def test_a_record_of_a_predecessor_concerns_its_heir_once_it_has_followed() -> None:
    data = pair(since="2023-05")
    data.organisation("U2", "university")
    data.tables["organisations"][-2]["closed"] = "2024-03-31"
    data.succession("U1", "U2")
    assert told(data, about="U2") == [
        "U2 followed U1 on 1 April 2024 (merger; a list).",
        "GB-NHS-R01 and U1: a partnership in research began in May 2023 (programme).",
    ]
    assert told(data, "2024-03-31", about="U2") == []
    (_, began, *_) = [change for change in changes(view(data), SINCE) if change.kind != "closed"]
    assert [one.id for one in began.organisations] == [TRUST, "U1", "U2"]


def test_a_record_of_a_predecessor_of_another_type_does_not_concern_who_followed() -> None:
    data = pair(since="2023-05")
    data.tables["organisations"][-1]["closed"] = "2024-03-31"
    data.organisation("V1", "vcse")
    data.succession("U1", "V1")
    assert told(data, about="V1") == ["V1 followed U1 on 1 April 2024 (merger; a list)."]


# Counted again from the rows


def counted(tables: Tables, since: date, day: date) -> dict[Told, set[str]]:
    """What the rows say changed, and whom each concerns."""
    records = Records(World(tables, day))
    counting: dict[str, set[str]] = defaultdict(set)
    for one, others in records.between.items():
        for other, found in others.items():
            for record in found:
                counting[record.id] |= {one, other}
    all_: dict[tuple[str, date | None, str], set[str]] = {}
    for row in tables["relationships"]:
        ends = {row["source_org"], row["target_org"]} | counting[row["id"]]
        began = "proposed" if row["status"] == "proposed" else "began"
        all_[began, first_day(row["since"]), row["id"]] = ends
        all_["ended", last_day(row["until"]), row["id"]] = ends
    for row in tables["organisations"]:
        all_["opened", first_day(row["opened"]), row["id"]] = {row["id"]}
        all_["closed", last_day(row["closed"]), row["id"]] = {row["id"]}
    for row in tables["successions"]:
        both = (row["successor"], row["predecessor"])
        all_["followed", first_day(row["date"]), " ".join(both)] = set(both)
    for row in tables["reviews"]:
        all_["asked", first_day(row["asked_on"]), row["organisation"]] = {row["organisation"]}
    return {
        (kind, on.isoformat(), what): whom for (kind, on, what), whom in all_.items() if on and since < on <= day
    }


def shape(change: Change) -> Told:
    ids = " ".join(one.id for one in change.organisations)
    return (change.kind, change.sort_day.isoformat(), change.partnership.id if change.partnership else ids)


def compared(at: View, tables: Tables, since: date, some: list[str]) -> int:
    """The same changes, newest first, of everything and of some."""
    expected = counted(tables, since, at.day)
    found = changes(at, since)
    assert {shape(change): {one.id for one in change.organisations} for change in found} == expected
    assert [change.sort_day for change in found] == sorted((change.sort_day for change in found), reverse=True)
    for key in some:
        mine = changes(at, since, {at.snapshot.index_of[key]})
        assert {shape(change) for change in mine} == {what for what, whom in expected.items() if key in whom}, key
    for change in found:
        assert "no partnership" not in change.sentence
    return len(found)


@pytest.mark.parametrize(("since", "day", "many"), [("2025-11-24", "2026-11-24", 100), ("2021", "2024-04-01", 400)])
def test_england_in_two_spans(since: str, day: str, many: int) -> None:
    tables, at = seed_tables(), seed_snapshot().view(date.fromisoformat(day))
    some = Random(day).sample(sorted({row["successor"] for row in tables["successions"]}), 10)
    assert compared(at, tables, first_day(since) or at.day, ["GB-NHS-RR8", "GB-NHS-QWO", *some]) > many


@settings(
    max_examples=60, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(draw=st.randoms(use_true_random=False), day=st.sampled_from(DAYS))
def test_any_world(draw: Random, day: str) -> None:
    tables = any_world(draw).tables
    names = [row["id"] for row in tables["organisations"]]
    at = Snapshot.from_rows(tables).view(date.fromisoformat(day))
    compared(at, tables, draw.choice((date(2019, 1, 1), date(2023, 12, 31))), draw.sample(names, 4))
