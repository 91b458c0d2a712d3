"""What is kept in a view: the last few answers, each keeper's own, and none of another view's."""

from __future__ import annotations

from datetime import date

from graphsvc.snapshot.kept import lately_for_a_view
from graphsvc.snapshot.view import View
from tests.fixtures.facts import seed_snapshot


def asked_of(view: View, text: str, *, times: int = 1) -> list[str]:
    return [view.day.isoformat(), *[text] * times]


def test_the_last_answers_are_kept_and_the_one_asked_for_longest_ago_goes() -> None:
    view = seed_snapshot().view(date(2026, 11, 24))
    kept = lately_for_a_view(2)(asked_of)
    first, second = kept(view, "a"), kept(view, "b", times=2)
    assert (first, second) == (["2026-11-24", "a"], ["2026-11-24", "b", "b"])
    assert kept(view, "a") is first
    kept(view, "c")
    assert kept(view, "a") is first
    assert kept(view, "b", times=2) is not second
    assert kept(view, "b") == ["2026-11-24", "b"]


def test_keepers_of_the_same_work_and_views_have_answers_of_their_own() -> None:
    snapshot = seed_snapshot()
    view, earlier = snapshot.view(date(2026, 11, 24)), snapshot.view(date(2025, 1, 1))
    one, other = lately_for_a_view(2)(asked_of), lately_for_a_view(1)(asked_of)
    first = one(view, "a")
    assert other(view, "a") is not first
    other(view, "b")
    assert one(view, "a") is first
    assert one(earlier, "a") == ["2025-01-01", "a"]
