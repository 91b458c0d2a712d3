"""On a telephone a network is as wide as its screen: everybody asked for is named, and no name lies on another."""

from __future__ import annotations

from datetime import date
from itertools import combinations

from graphsvc.maps.asked import asked_drawing
from graphsvc.maps.layouts.strip import WIDTH
from graphsvc.maps.pieces import label_box
from graphsvc.maps.question import MapQuestion
from tests.fixtures.facts import seed_snapshot

VIEW = seed_snapshot().view(date(2026, 11, 23))
BOARD = asked_drawing(VIEW, MapQuestion(icb=("GB-NHS-QWO",)))


def test_all_of_it_is_within_the_screen_and_apart() -> None:
    spots = BOARD.tall.positions
    rooms = []
    for node in BOARD.nodes:
        (x, y), box = spots[node.key], label_box(node)
        rooms.append((box.left + x, box.top + y, box.right + x, box.bottom + y))
        assert abs(x) + max(-box.left, box.right) <= WIDTH / 2
        assert abs(y) + 8 <= BOARD.tall.height / 2
    for one, other in combinations(rooms, 2):
        assert one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]


def test_nobody_moves_when_filters_change() -> None:
    part = asked_drawing(VIEW, MapQuestion(icb=("GB-NHS-QWO",), value_area=("estates",)))
    assert all(part.tall.positions[node.key] == BOARD.tall.positions[node.key] for node in part.nodes)
