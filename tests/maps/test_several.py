"""The map of several organisations."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import combinations

import pytest

from graphsvc.errors import BadInput
from graphsvc.maps.asked import asked_drawing
from graphsvc.maps.drawing import Drawing
from graphsvc.maps.pieces import label_box
from graphsvc.maps.question import MapQuestion
from graphsvc.maps.several import several_drawing
from graphsvc.questions.neighbourhood import neighbourhood
from tests.fixtures.facts import seed_snapshot

VIEW = seed_snapshot().view(date(2026, 11, 23))


def around(*ids: str, hops: int = 1) -> Drawing:
    near = neighbourhood(VIEW, ids, hops=hops)
    return several_drawing(VIEW, near, ids, "Around")


def test_each_organisation_is_drawn_once_and_every_record_among_them() -> None:
    drawing = around("GB-NHS-RR8", "GB-NHS-QWO")
    ids = [node.organisation.id for node in drawing.nodes]
    assert len(ids) == len(set(ids))
    inside = {VIEW.snapshot.index_of[id_] for id_ in ids}
    expected = [link for link in VIEW.links if link.source in inside and link.target in inside]
    drawn = [item.link.partnership.id for item in drawing.links]
    assert sorted(drawn) == sorted(link.partnership.id for link in expected)


def test_records_of_one_pair_in_several_areas_have_their_own_curves() -> None:
    shared: dict[tuple[str, ...], list[float]] = {}
    for item in around("GB-NHS-RR8").links:
        shared.setdefault(tuple(sorted((item.source, item.target))), []).append(item.curve)
    assert max(len(curves) for curves in shared.values()) > 1
    assert all(len(set(curves)) == len(curves) for curves in shared.values())


@pytest.mark.parametrize(("ids", "hops"), [
    (("GB-NHS-RR8",), 2), (("GB-NHS-QHM",), 1), (("GB-NHS-K0N6A",), 1),
    (("GB-NHS-R0A", "GB-NHS-QHM", "GB-UKPRN-10007784", "GB-NHS-RR8"), 3),
])
def test_labels_do_not_touch(ids: tuple[str, ...], hops: int) -> None:
    drawing = around(*ids, hops=hops)
    assert any(node.lines for node in drawing.nodes)
    for arrangement in (drawing.wide, drawing.tall):
        rooms = []
        for node in drawing.nodes:
            (x, y), box = arrangement.positions[node.key], label_box(node)
            rooms.append((x + box.left, y + box.top, x + box.right, y + box.bottom))
        for one, other in combinations(rooms, 2):
            assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_who_is_not_open_is_named_with_who_followed() -> None:
    note = asked_drawing(VIEW, MapQuestion(org=("GB-NHS-QHG", "GB-NHS-RR8"))).note
    assert note.endswith("Milton Keynes ICB is not open on 23 November 2026 (its heir is Central East ICB).")
    assert "not open" not in asked_drawing(VIEW, MapQuestion(org=("GB-NHS-RR8", "GB-NHS-QWO"))).note
    with pytest.raises(BadInput, match=r"is not open on 23 November 2026 \(its heir is") as refused:
        asked_drawing(VIEW, MapQuestion(icb=("GB-NHS-QHG",)))
    assert refused.value.parameter == "icb"


def test_the_title_names_who_was_asked_for() -> None:
    leeds, yorkshire = "Leeds Teaching Hospitals NHS Trust", "NHS West Yorkshire Integrated Care Board"
    question = MapQuestion(org=("GB-NHS-RR8",), icb=("GB-NHS-QWO",), region=("E40000012",), hops=0)
    assert asked_drawing(VIEW, question).title == (
        f"Around {leeds}, {yorkshire} with its trusts and the boards and trusts of North East and Yorkshire"
    )


def test_the_note_tells_what_is_not_simply_active() -> None:
    drawing = asked_drawing(VIEW, MapQuestion(icb=("GB-NHS-QWO",)))
    states = Counter(str(item.link.state) for item in drawing.links)
    assert states["lapsed"]
    assert f"{states['lapsed']} lapsed" in drawing.note
    assert f"{len(drawing.links)} recorded partnerships among them, " in drawing.note
