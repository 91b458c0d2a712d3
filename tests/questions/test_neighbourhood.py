"""Neighbourhood: who is near, and the records among them."""

from __future__ import annotations

from datetime import date

import pytest

from graphsvc.errors import BadInput, NotFound
from graphsvc.questions.neighbourhood import Neighbourhood, Passing, everyone, neighbourhood
from graphsvc.snapshot.graph import Snapshot
from tests.fixtures.facts import made_up, seed_snapshot

DAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def chain() -> Snapshot:
    """A – B – C – D, and A – N – E by way of a national body; B – C also in a second value area, C – D lapsed."""
    organisations = [(f"LOCAL-{name}", name, "company") for name in "ABCDE"]
    organisations += [("LOCAL-N", "N", "dwp")]
    pairs = [
        ("A", "B", {}),
        ("B", "C", {}),
        ("B", "C", {"value_area": "social-inclusion", "kind": "contract"}),
        ("C", "D", {"status": "lapsed", "until": "2021"}),
        ("A", "N", {}),
        ("N", "E", {}),
    ]
    return made_up(
        organisations, [{"source_org": f"LOCAL-{a}", "target_org": f"LOCAL-{b}", **more} for a, b, more in pairs]
    )


def names(found: Neighbourhood) -> str:
    return "".join(organisation.name for organisation in found.organisations)


@pytest.mark.parametrize(("hops", "expected"), [(0, "A"), (1, "ABN"), (2, "ABCN"), (3, "ABCDN")])
def test_hops_are_counted_and_national_bodies_are_not_gone_through(chain: Snapshot, hops: int, expected: str) -> None:
    assert names(neighbourhood(chain.view(DAY), ["LOCAL-A"], hops=hops)) == expected


def test_national_bodies_are_gone_through_when_asked_or_when_they_are_the_start(chain: Snapshot) -> None:
    view = chain.view(DAY)
    assert names(neighbourhood(view, ["LOCAL-A"], hops=2, national=True)) == "ABCEN"
    assert names(neighbourhood(view, ["LOCAL-N"], hops=1)) == "AEN"


def test_all_records_among_those_reached_are_there_once(chain: Snapshot) -> None:
    found = neighbourhood(chain.view(DAY), ["LOCAL-A", "LOCAL-C"], hops=1)
    assert [link.partnership.id for link in found.links] == ["P00001", "P00002", "P00003", "P00004", "P00005"]


def test_filters_leave_out_records_and_whom_they_alone_reach(chain: Snapshot) -> None:
    view = chain.view(DAY)
    start = ["LOCAL-C"]
    assert names(neighbourhood(view, start, passing=Passing(states=["active"]))) == "BC"
    assert names(neighbourhood(view, start, passing=Passing(value_areas=["social-inclusion"]))) == "BC"
    assert len(neighbourhood(view, start, passing=Passing(kinds=["contract"])).links) == 1
    assert names(neighbourhood(view, ["LOCAL-A"], passing=Passing(types=["dwp"]))) == "AN"


def test_who_is_hidden_is_left_out_with_all_records_unless_asked_for(chain: Snapshot) -> None:
    view = chain.view(DAY)
    without = Passing(hidden=["LOCAL-B"])
    assert names(neighbourhood(view, ["LOCAL-A"], hops=3, passing=without)) == "AN"
    assert names(neighbourhood(view, ["LOCAL-B"], hops=1, passing=without)) == "ABC"
    assert names(everyone(view, passing=without)) == "ACDEN"
    assert names(everyone(view, ["LOCAL-B"], passing=without)) == "ABCDEN"


def test_everyone_has_a_record_that_passes_or_was_given(chain: Snapshot) -> None:
    view = chain.view(DAY)
    assert names(everyone(view)) == "ABCDEN"
    assert len(everyone(view).links) == len(view.links)
    assert names(everyone(view, passing=Passing(states=["lapsed"]))) == "CD"
    assert names(everyone(view, ["LOCAL-A"], passing=Passing(states=["lapsed"]))) == "ACD"
    found = everyone(view, passing=Passing(types=["dwp"]))
    assert (names(found), found.links) == ("N", ())


def test_an_inherited_record_is_not_called_active() -> None:
    view = seed_snapshot().view(DAY)
    start = ["GB-NHS-Z9B2Z"]
    active = neighbourhood(view, start, hops=1, passing=Passing(states=["active"])).links
    inherited = neighbourhood(view, start, hops=1, passing=Passing(states=["inherited"])).links
    assert inherited
    assert all(link.active and link.inherited for link in inherited)
    assert all(link.active and not link.inherited for link in active)


def test_bad_questions_are_refused(chain: Snapshot) -> None:
    with pytest.raises(NotFound):
        neighbourhood(chain.view(DAY), ["LOCAL-Z"])
    with pytest.raises(BadInput):
        neighbourhood(chain.view(DAY), ["LOCAL-A"], hops=4)
