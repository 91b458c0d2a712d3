"""The map of paths: who is on it, in which order, and that nothing lies over a label."""

from __future__ import annotations

from datetime import date
from itertools import combinations, pairwise

import pytest

from graphsvc.maps.arrangement import Arrangement
from graphsvc.maps.drawing import Drawing
from graphsvc.maps.layouts.boxes import Box
from graphsvc.maps.layouts.lanes import arrange_lanes
from graphsvc.maps.line_up import path_drawing
from graphsvc.maps.pieces import label_box
from graphsvc.questions.paths import PathAnswer, PathQuestion, find_paths
from tests.fixtures.facts import seed_snapshot

VIEW = seed_snapshot().view(date(2026, 11, 23))
LEEDS, BOARD, BRADFORD, NORTH_EAST = "GB-NHS-RR8", "GB-NHS-QWO", "GB-UKPRN-10007785", "GB-NHS-QHM"
QUESTIONS = (
    PathQuestion((LEEDS,), BRADFORD), PathQuestion((LEEDS,), BRADFORD, k=5),
    PathQuestion((LEEDS, BOARD), target_type="university", k=4), PathQuestion((LEEDS,), "GB-LAE-LDS"),
    PathQuestion((LEEDS,), NORTH_EAST, k=20),
)
ROOM = Box(-40.0, -9.0, 40.0, 30.0)


def asked(question: PathQuestion) -> tuple[Drawing, PathAnswer]:
    answer = find_paths(VIEW, question)
    assert answer.paths
    return path_drawing(VIEW, question, answer), answer


def rooms(drawing: Drawing, arrangement: Arrangement) -> list[tuple[float, float, float, float]]:
    found = []
    for node in drawing.nodes:
        (x, y), box = arrangement.positions[node.key], label_box(node)
        found.append((x + box.left, y + box.top, x + box.right, y + box.bottom))
    return found


@pytest.mark.parametrize("question", QUESTIONS)
def test_all_of_the_paths_and_nothing_else_is_drawn(question: PathQuestion) -> None:
    drawing, answer = asked(question)
    inside = {one.id for path in answer.paths for one in path.organisations}
    records = {link.partnership.id for path in answer.paths for step in path.steps for link in step.links}
    assert sorted(node.organisation.id for node in drawing.nodes) == sorted(inside)
    assert sorted(item.link.partnership.id for item in drawing.links) == sorted(records)
    ends = {path.organisations[place].id for path in answer.paths for place in (0, -1)}
    assert {node.organisation.id for node in drawing.nodes if node.focus} == ends


@pytest.mark.parametrize("question", QUESTIONS)
def test_labels_do_not_touch_and_all_is_inside(question: PathQuestion) -> None:
    drawing, _ = asked(question)
    for arrangement in (drawing.wide, drawing.tall):
        found = rooms(drawing, arrangement)
        for one, other in combinations(found, 2):
            assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert all(abs(side) <= arrangement.width / 2 for room in found for side in (room[0], room[2]))
        assert all(abs(side) <= arrangement.height / 2 for room in found for side in (room[1], room[3]))


@pytest.mark.parametrize("question", QUESTIONS[:4])
def test_paths_run_from_left_to_right_and_on_a_telephone_downwards(question: PathQuestion) -> None:
    drawing, answer = asked(question)
    for path in answer.paths:
        for here, there in pairwise(path.organisations):
            if path is answer.paths[0]:
                assert drawing.wide.positions[here.id][0] < drawing.wide.positions[there.id][0]
                assert drawing.tall.positions[here.id][1] < drawing.tall.positions[there.id][1]
        start, end = path.organisations[0].id, path.organisations[-1].id
        assert drawing.wide.positions[start][0] == min(x for x, _ in drawing.wide.positions.values())
        assert drawing.wide.positions[end][0] >= drawing.wide.positions[start][0]


def test_no_line_runs_through_the_label_of_a_third() -> None:
    """A step from end to end lies beside the paths through others, whichever is the best."""
    for paths in (
        (("a", "c"), ("a", "b", "c"), ("a", "d", "c")), (("a", "b", "c"), ("a", "c"), ("a", "d", "c")),
        (("a", "c"), ("a", "b", "d", "c")),
    ):
        keys = sorted({key for path in paths for key in path})
        for downwards in (False, True):
            spots = arrange_lanes(paths, tuple((key, ROOM) for key in keys), downwards).positions
            (x, y), (far_x, far_y) = spots["a"], spots["c"]
            for other in set(keys) - {"a", "c"}:
                along = [part / 200 for part in range(201)]
                line = [(x + (far_x - x) * part, y + (far_y - y) * part) for part in along]
                at = spots[other]
                assert not any(
                    ROOM.left < px - at[0] < ROOM.right and ROOM.top < py - at[1] < ROOM.bottom for px, py in line
                )


def test_the_same_paths_give_the_same_picture() -> None:
    one = path_drawing(VIEW, QUESTIONS[1], find_paths(VIEW, QUESTIONS[1]))
    arrange_lanes.cache_clear()
    assert path_drawing(VIEW, QUESTIONS[1], find_paths(VIEW, QUESTIONS[1])) == one


def test_without_a_path_the_ends_are_drawn_with_the_reason() -> None:
    question = PathQuestion(("GB-LAE-WBK",), "GSS-E47000001")
    drawing = path_drawing(VIEW, question, find_paths(VIEW, question))
    assert {node.organisation.id for node in drawing.nodes} == {"GB-LAE-WBK", "GSS-E47000001"}
    assert drawing.links == ()
    assert drawing.note.startswith("No path of recorded partnerships joins")


def test_the_title_says_from_whom_to_whom() -> None:
    place = PathQuestion((LEEDS, BOARD), target_type="university", target_place="E08000035")
    drawing = path_drawing(VIEW, place, find_paths(VIEW, place))
    assert drawing.title == (
        "Paths from Leeds Teaching Hospitals and West Yorkshire ICB to the nearest university or higher education "
        "provider in Leeds"
    )
