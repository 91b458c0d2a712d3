"""Neighbourhood: who is near, and the records among them."""

from __future__ import annotations

from datetime import date

import pytest

from graphsvc.errors import BadInput, NotFound
from graphsvc.questions.neighbourhood import Neighbourhood, neighbourhood
from graphsvc.snapshot.graph import Snapshot
from tests.fixtures.facts import made_up

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
    assert names(neighbourhood(view, start, states=["active"])) == "BC"
    assert names(neighbourhood(view, start, value_areas=["social-inclusion"])) == "BC"
    assert len(neighbourhood(view, start, kinds=["contract"]).links) == 1
    assert names(neighbourhood(view, ["LOCAL-A"], types=["dwp"])) == "AN"


def test_bad_questions_are_refused(chain: Snapshot) -> None:
    with pytest.raises(NotFound):
        neighbourhood(chain.view(DAY), ["LOCAL-Z"])
    with pytest.raises(BadInput):
        neighbourhood(chain.view(DAY), ["LOCAL-A"], hops=4)
