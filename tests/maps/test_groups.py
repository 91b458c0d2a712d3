"""Large maps as groups: nobody and no record is lost, whichever groups are open."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from graphsvc.maps.asked import asked_drawing
from graphsvc.maps.drawing import Drawing
from graphsvc.maps.groups import group_key
from graphsvc.maps.question import MapQuestion
from tests.fixtures.facts import seed_snapshot
from tests.maps.drawn import DAYS, sets_of

VIEW = seed_snapshot().view(date(2026, 11, 23))


def england(*opened: str, **more: tuple[str, ...]) -> Drawing:
    return asked_drawing(VIEW, MapQuestion(england=True, layout="network", open=opened, **more))


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("layout", ["network", "tiles", "geographic"])
def test_bundles_count_every_record_among_those_drawn(day: date, layout: str) -> None:
    view = seed_snapshot().view(day)
    drawing = asked_drawing(view, MapQuestion(england=True, layout=layout))
    inside = {one.index for group in drawing.groups for one in group.members}
    expected = [link for link in view.links if link.source in inside and link.target in inside]
    assert sum(len(bundle.links) for bundle in drawing.bundles) == len(expected)
    areas = Counter(link.partnership.value_area for link in expected)
    assert sum((Counter(bundle.counts) for bundle in drawing.bundles), Counter()) == areas
    assert {entry.id: entry.count for entry in drawing.legend.areas if entry.count} == areas
    for group in drawing.groups:
        touching = {link for b in drawing.bundles if group.key in (b.source, b.target) for link in b.links}
        assert len(touching) <= group.records


def test_opening_all_groups_is_the_map_without_groups() -> None:
    closed = england()
    opened = england(*(group.key for group in closed.groups))
    each = asked_drawing(VIEW, MapQuestion(england=True, layout="network", each=True))
    assert sets_of(opened) == sets_of(each)
    assert not opened.groups
    assert {node.organisation.id: node.group for node in opened.nodes} == {
        node.organisation.id: group_key(VIEW, node.organisation) for node in each.nodes
    }
    members = [one.id for group in closed.groups for one in group.members]
    assert sorted(members) == sorted(node.organisation.id for node in each.nodes)


def test_an_open_group_shows_its_members_and_their_records() -> None:
    key = "GB-NHS-QWO:university"
    group = next(group for group in england().groups if group.key == key)
    drawing = england(key)
    assert {node.organisation.id for node in drawing.nodes} == {one.id for one in group.members}
    assert key not in {group.key for group in drawing.groups}
    records = {link for bundle in drawing.bundles for link in bundle.links} | {item.link for item in drawing.links}
    assert len(records) == len(VIEW.links)


def test_who_was_asked_for_is_never_in_a_group() -> None:
    drawing = england(org=("GB-NHS-RR8", "GB-LAE-LDS"))
    assert {node.organisation.id for node in drawing.nodes} == {"GB-NHS-RR8", "GB-LAE-LDS"}
    assert all(node.focus for node in drawing.nodes)
    assert drawing.links
    assert not {"GB-NHS-RR8", "GB-LAE-LDS"} & {one.id for group in drawing.groups for one in group.members}


def test_organisations_of_one_group_are_of_one_type_and_board_or_of_none_that_is_known() -> None:
    for group in england().groups:
        assert {one.type for one in group.members} == {group.type}
        board = group.board.id if group.board else "unplaced"
        assert group.key == f"{board}:{group.type}"
        if group.board:
            area = VIEW.snapshot.places.districts(group.board.covers_code)
            for one in group.members:
                sits = VIEW.snapshot.places.districts(one.place_code or one.covers_code)
                assert VIEW.board(one) == group.board or sits & area == sits
