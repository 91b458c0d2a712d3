"""The map of several organisations."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest

from graphsvc.errors import BadInput
from graphsvc.maps.drawing import Drawing
from graphsvc.maps.pieces import label_box
from graphsvc.maps.several import LARGEST, several_drawing
from graphsvc.questions.neighbourhood import neighbourhood
from tests.fixtures.facts import seed_snapshot

VIEW = seed_snapshot().view(date(2026, 11, 23))


def around(*ids: str, hops: int = 1) -> Drawing:
    near = neighbourhood(VIEW, ids, hops=hops)
    return several_drawing(VIEW, near.organisations, near.links, ids, "Around")


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
    for arrangement in (drawing.wide, drawing.tall):
        rooms = []
        for node in drawing.nodes:
            (x, y), box = arrangement.positions[node.key], label_box(node)
            rooms.append((x + box.left, y + box.top, x + box.right, y + box.bottom))
        for one, other in combinations(rooms, 2):
            assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_a_map_that_would_say_nothing_is_refused() -> None:
    joined = [o for o in VIEW.organisations if VIEW.links_of[o.index]]
    with pytest.raises(BadInput, match=str(LARGEST)):
        several_drawing(VIEW, joined, VIEW.links, (), "All")
    with pytest.raises(BadInput, match="nobody"):
        several_drawing(VIEW, (), (), (), "None")
