"""Rules: who would lose whom without one organisation, asked of it alone."""

from __future__ import annotations

from datetime import date

from graphsvc.questions.brokers import brokers, cut_off_without
from tests.fixtures.facts import seed_snapshot


def test_of_each_organisation_of_england_it_is_what_the_list_of_brokers_says() -> None:
    view = seed_snapshot().view(date(2026, 11, 23))
    listed = {broker.organisation: broker.cut_off for broker in brokers(view)}
    for organisation in view.organisations:
        if organisation in listed or view.links_of[organisation.index]:
            assert cut_off_without(view, organisation) == listed.get(organisation, ()), organisation.id


def test_national_bodies_and_those_without_records_cut_off_nobody() -> None:
    view = seed_snapshot().view(date(2026, 11, 23))
    assert not any(cut_off_without(view, one) for one in view.organisations if one.national)
    bare = next(one for one in view.organisations if not view.links_of[one.index])
    assert cut_off_without(view, bare) == ()
