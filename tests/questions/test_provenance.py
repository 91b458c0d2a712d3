"""Provenance against a second, plain count of the seed's files."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from graphsvc.questions.provenance import Provenance, provenance
from graphsvc.vocabulary import State
from tests.fixtures.facts import made_up, seed_snapshot, seed_tables

DAY = date(2026, 11, 24)
SEED = seed_tables()
RECORDS, ORGANISATIONS = SEED["relationships"], SEED["organisations"]


@pytest.fixture(scope="module")
def found() -> Provenance:
    return provenance(seed_snapshot().view(DAY))


def test_every_source_is_named_by_as_many_as_its_file_says(found: Provenance) -> None:
    counted = Counter(row["source"] for row in ORGANISATIONS)
    followed = Counter(row["source"] for row in SEED["successions"])
    assert {one.id: (one.organisations, one.successions) for one in found.sources} == {
        row["id"]: (counted[row["id"]], followed[row["id"]]) for row in SEED["sources"]
    }
    assert sum(one.organisations for one in found.sources) == len(ORGANISATIONS)


def test_evidence_is_counted_by_year_and_by_whether_it_was_read(found: Provenance) -> None:
    plain = Counter((row["evidence_date"][:4], row["evidence_basis"]) for row in RECORDS)
    told = {(one.year, basis): count for one in found.evidence.years for basis, count in (
        ("read", one.read), ("well-known, unread", one.unread)
    ) if count}
    assert told == dict(plain)
    years = [one.year for one in found.evidence.years]
    assert years == [*sorted(years[:-1], reverse=True), ""]
    assert sum(one.total for one in found.evidence.years) == found.evidence.of == len(RECORDS)
    assert found.evidence.read == sum(1 for row in RECORDS if row["evidence_basis"] == "read")
    assert found.evidence.undated == sum(1 for row in RECORDS if not row["evidence_date"])
    dates = sorted(row["evidence_date"] for row in RECORDS if row["evidence_date"])
    assert (found.evidence.oldest, found.evidence.newest) == (dates[0], dates[-1])


def test_current_is_read_and_no_more_than_three_years_before_the_day(found: Provenance) -> None:
    def first(text: str) -> str:
        return text + "-01-01"[len(text) - 4:] if len(text) < 10 else text

    plain = [row for row in RECORDS if row["evidence_basis"] == "read" and row["evidence_date"]]
    assert found.evidence.current == sum(1 for row in plain if first(row["evidence_date"]) >= "2023-11-24")
    earlier = provenance(seed_snapshot().view(date(2022, 1, 1)))
    assert earlier.evidence.current > found.evidence.current


def test_what_is_inferred_is_counted_as_its_files_say_it(found: Provenance) -> None:
    told = {(one.what, one.words): (one.count, one.of) for one in found.bases}
    within = Counter(row["basis"] for row in SEED["within"])
    followed = Counter(row["basis"] for row in SEED["successions"])
    for what, counts in (("Which place lies in which", within), ("Who followed whom", followed)):
        assert {words: told[what, words] for words in counts} == {
            words: (count, counts.total()) for words, count in counts.items()
        }
    named = sum(1 for row in ORGANISATIONS if row["place_basis"] == "inferred from the name")
    assert told["District of an organisation", "inferred from the name"] == (named, len(ORGANISATIONS))
    unknown = sum(1 for row in ORGANISATIONS if not row["place_code"] and not row["covers_code"])
    assert told["District of an organisation", "no place is known"] == (unknown, len(ORGANISATIONS))
    assert sum(count for (what, _), (count, _) in told.items() if what.startswith("District")) == len(ORGANISATIONS)


def test_types_are_counted_with_places_and_records(found: Provenance) -> None:
    recorded = {row[end] for row in RECORDS for end in ("source_org", "target_org")}
    mine = {
        row["organisation_type"]: [one for one in ORGANISATIONS if one["organisation_type"] == row["organisation_type"]]
        for row in SEED["organisation_types"]
    }
    assert {one.id: (one.all, one.placed, one.recorded) for one in found.types} == {
        kind: (
            len(rows), sum(1 for row in rows if row["place_code"] or row["covers_code"]),
            sum(1 for row in rows if row["id"] in recorded),
        )
        for kind, rows in mine.items()
    }
    boards = next(one for one in found.types if one.id == "icb")
    assert boards.open == len(SEED["icb_tiles"])


def test_collection_says_what_its_file_says_and_counts_the_records(found: Provenance) -> None:
    said = {row["partner_type"]: row for row in SEED["collection"]}
    assert {(one.id, one.organisations, one.partnerships, one.note) for one in found.collection} == {
        (row["partner_type"], row["organisations"], row["partnerships"], row["note"]) for row in said.values()
    }
    kinds = {row["id"]: row["organisation_type"] for row in ORGANISATIONS}
    universities = next(one for one in found.collection if one.id == "university")
    assert universities.records == sum(
        1 for row in RECORDS if "university" in (kinds[row["source_org"]], kinds[row["target_org"]])
    )
    # The partner type of a local enterprise partnership is asked for by no rule that is valid after 31 March 2024.
    assert next(one for one in found.collection if one.id == "lep").expectations == 0
    before = provenance(seed_snapshot().view(date(2024, 3, 31)))
    assert next(one for one in before.collection if one.id == "lep").expectations > 0


def test_states_add_up_to_all_records_at_every_date() -> None:
    for day in (date(1990, 1, 1), date(2023, 6, 1), DAY):
        states = provenance(seed_snapshot().view(day)).states
        assert sum(states.values()) == len(RECORDS)
    assert provenance(seed_snapshot().view(date(1990, 1, 1))).states[None] > 0


def test_answers_to_reviews_are_counted_by_what_they_were() -> None:
    review = {"organisation": "GB-NHS-X1", "value_area": "estates", "partner_type": "university", "note": ""}
    snapshot = made_up([("GB-NHS-X1", "A trust", "nhs-trust")], [], reviews=[
        review | {"asked_on": "2026-01-01", "answer": "none"}, review | {"asked_on": "2026-02-01", "answer": "none"},
        review | {"asked_on": "2026-03-01", "answer": "some"},
    ])
    found = provenance(snapshot.view(DAY))
    assert found.reviews == {"none": 2, "some": 1}
    assert found.evidence.of == 0
    assert found.states[State.ACTIVE] == 0
