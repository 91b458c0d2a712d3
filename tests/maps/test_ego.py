"""The ego map: who is drawn, where, and what its sectors say."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from itertools import combinations
from random import Random

import pytest

from graphsvc.errors import NotFound
from graphsvc.maps.arrangement import Arrangement
from graphsvc.maps.drawing import Drawing
from graphsvc.maps.ego import ego_drawing
from graphsvc.maps.layouts.boxes import Box
from graphsvc.maps.lettering import text_width
from graphsvc.maps.pieces import LINE_HEIGHT, label_box
from graphsvc.maps.titles import TITLE_SIZE
from tests.fixtures.facts import made_up, seed_snapshot, seed_tables

DAYS = (date(2019, 6, 1), date(2022, 6, 30), date(2024, 4, 1), date(2026, 11, 23), date(2027, 1, 1))
TODAY = date(2026, 11, 23)
FIVE = ("research-innovation", "skills-employment", "social-inclusion", "estates", "local-expenditure")


def drawn(most_links: int = 5) -> list[str]:
    """The best joined organisations and some drawn by lot."""
    view = seed_snapshot().view(TODAY)
    ranked = sorted(view.organisations, key=lambda o: (-len(view.links_of[o.index]), o.id))
    joined = [o.id for o in ranked if view.links_of[o.index]]
    return joined[:most_links] + Random(3).sample(joined[most_links:], 25) + ["GB-NHS-K0N6A"]


@pytest.mark.parametrize("day", DAYS)
def test_every_record_of_every_organisation_is_drawn_once(day: date) -> None:
    view = seed_snapshot().view(day)
    for organisation in Random(day.toordinal()).sample(view.organisations, 150):
        drawing = ego_drawing(view, organisation.id)
        expected = sorted(
            (link.partnership.id, link.source, link.target) for link in view.links
            if organisation.index in (link.source, link.target)
        )
        own = [(item.link.partnership.id, item.link.source, item.link.target) for item in drawing.own_links]
        assert sorted(own) == expected
        assert len({item.key for item in drawing.links}) == len(drawing.links)


def test_links_among_partners_of_one_area_are_drawn_and_of_different_areas_are_not() -> None:
    snapshot = made_up(
        [("GB-NHS-A", "A", "nhs-trust"), ("LOCAL-B", "B", "company"), ("LOCAL-C", "C", "company")],
        [
            {"source_org": "GB-NHS-A", "target_org": "LOCAL-B"}, {"source_org": "LOCAL-C", "target_org": "GB-NHS-A"},
            {"source_org": "LOCAL-B", "target_org": "LOCAL-C"},
            {"source_org": "LOCAL-B", "target_org": "LOCAL-C", "value_area": "social-inclusion"},
        ],
    )
    drawing = ego_drawing(snapshot.view(TODAY), "GB-NHS-A")
    assert [item.link.partnership.id for item in drawing.other_links] == ["P00003"]


def test_a_partner_has_a_copy_in_each_area_that_it_works_in() -> None:
    view = seed_snapshot().view(TODAY)
    drawing = ego_drawing(view, "GB-NHS-RR8")
    copies = [node.value_area for node in drawing.nodes if node.organisation.name == "Leeds City Council"]
    assert sorted(copies) == ["estates", "skills-employment", "social-inclusion"]
    for item in drawing.links:
        area = item.link.partnership.value_area
        assert {item.source, item.target} <= {n.key for n in drawing.nodes if n.value_area in ("", area)}


def test_an_empty_sector_says_none_recorded_and_one_with_a_record_never_does() -> None:
    view = seed_snapshot().view(TODAY)
    for organisation_id in drawn():
        drawing = ego_drawing(view, organisation_id)
        index = view.snapshot.index_of[organisation_id]
        filled = {link.partnership.value_area for link in view.links_of[index]}
        for sector in drawing.sectors:
            assert (sector.says == "none recorded") == (sector.value_area not in filled)
            shown = " ".join(drawing.wide.wedges[sector.value_area].says).replace("\u00a0", " ")
            assert shown == sector.says


def test_only_lapsed_records_are_not_called_none_recorded() -> None:
    snapshot = made_up(
        [("GB-NHS-A", "A", "nhs-trust"), ("LOCAL-B", "B", "company")],
        [{"source_org": "GB-NHS-A", "target_org": "LOCAL-B", "until": "2022"}],
    )
    sectors = ego_drawing(snapshot.view(TODAY), "GB-NHS-A").sectors
    assert {sector.value_area: sector.says for sector in sectors}["estates"] == "none active, 1 lapsed"


def test_inherited_records_are_not_called_none_active() -> None:
    sectors = ego_drawing(seed_snapshot().view(TODAY), "GB-NHS-Z9B2Z").sectors
    says = {sector.value_area: sector.says for sector in sectors}
    assert says["research-innovation"] == "2 inherited"
    assert says["social-inclusion"] == "2 inherited, 8 lapsed"


def test_sectors_follow_the_vocabulary_and_their_sizes_follow_the_counts() -> None:
    drawing = ego_drawing(seed_snapshot().view(TODAY), "GB-NHS-QHM")
    assert tuple(sector.value_area for sector in drawing.sectors) == FIVE
    wedges = drawing.wide.wedges
    size = {area: wedges[area].end - wedges[area].start for area in FIVE}
    count = {area: sum(1 for node in drawing.nodes if node.value_area == area) for area in FIVE}
    assert sorted(FIVE, key=lambda area: size[area])[-1] == "social-inclusion"
    for one, other in combinations(FIVE, 2):
        assert (count[one] < count[other]) == (size[one] < size[other] - 1e-9)
    assert min(size.values()) >= 0.1
    assert wedges[FIVE[-1]].end == pytest.approx(1)


def test_a_sixth_value_area_needs_data_alone() -> None:
    sixth = {"value_area": "green", "name": "Green growth", "document": "x", "passage": "6"}
    areas = [*seed_tables()["value_areas"], sixth]
    snapshot = made_up(
        [("GB-NHS-A", "A", "nhs-trust"), ("LOCAL-B", "B", "company")],
        [{"source_org": "GB-NHS-A", "target_org": "LOCAL-B", "value_area": "green"}], value_areas=areas,
    )
    drawing = ego_drawing(snapshot.view(TODAY), "GB-NHS-A")
    assert [sector.name for sector in drawing.sectors][-1] == "Green growth"
    assert len({(sector.style.colour, sector.style.dash) for sector in drawing.sectors}) == 6
    assert drawing.legend.areas[-1].count == 1


@pytest.mark.parametrize("count", [1, 12, 40])
def test_any_number_of_value_areas_finds_room(count: int) -> None:
    areas = [
        {"value_area": f"area-{rank}", "name": f"A value area with a long name {rank}", "document": "x", "passage": "1"}
        for rank in range(count)
    ]
    snapshot = made_up(
        [("GB-NHS-A", "A", "nhs-trust"), ("LOCAL-B", "B", "company")],
        [{"source_org": "GB-NHS-A", "target_org": "LOCAL-B", "value_area": "area-0"}], value_areas=areas,
    )
    drawing = ego_drawing(snapshot.view(TODAY), "GB-NHS-A")
    assert len(drawing.sectors) == count
    assert len(drawing.links) == 1


@pytest.mark.parametrize("organisation_id", drawn())
def test_labels_do_not_touch_and_stay_in_their_sector(organisation_id: str) -> None:
    assert_apart(ego_drawing(seed_snapshot().view(TODAY), organisation_id))


def test_labels_of_very_many_partners_do_not_touch() -> None:
    organisations = [(f"LOCAL-{rank:03}", f"An organisation of some name {rank}", "company") for rank in range(200)]
    snapshot = made_up(
        [("GB-NHS-A", "A", "nhs-trust"), *organisations],
        [{"source_org": "GB-NHS-A", "target_org": id_} for id_, _, _ in organisations],
    )
    assert_apart(ego_drawing(snapshot.view(TODAY), "GB-NHS-A"))


def assert_apart(drawing: Drawing) -> None:
    for arrangement in (drawing.wide, drawing.tall):
        rooms = _rooms(drawing, arrangement)
        for (one, first), (other, second) in combinations(rooms.items(), 2):
            apart = (
                first.right <= second.left or second.right <= first.left
                or first.bottom <= second.top or second.bottom <= first.top
            )
            assert apart, (one, other)
        assert arrangement.radii is not None
        across, down = arrangement.radii
        for key, room in rooms.items():
            for x in (room.left, room.right):
                for y in (room.top, room.bottom):
                    assert (x / across) ** 2 + (y / down) ** 2 <= 1, key


def test_parallel_records_of_a_pair_each_have_their_own_curve() -> None:
    pairs = [("GB-NHS-A", "LOCAL-B"), ("LOCAL-B", "GB-NHS-A"), ("GB-NHS-A", "LOCAL-B")]
    snapshot = made_up(
        [("GB-NHS-A", "A", "nhs-trust"), ("LOCAL-B", "B", "company")],
        [{"source_org": source, "target_org": target} for source, target in pairs],
    )
    drawing = ego_drawing(snapshot.view(TODAY), "GB-NHS-A")
    assert len({item.curve for item in drawing.links}) == 3
    assert {(item.source, item.target) for item in drawing.links} == {("GB-NHS-A", "LOCAL-B@estates")}
    shared: dict[tuple[str, str], list[float]] = {}
    for organisation_id in drawn(40):
        for item in ego_drawing(seed_snapshot().view(TODAY), organisation_id).links:
            shared.setdefault((organisation_id, *sorted((item.source, item.target))), []).append(item.curve)
    assert all(len(set(curves)) == len(curves) for curves in shared.values())
    assert any(len(curves) > 1 for curves in shared.values())


def test_states_are_told_by_mark_and_word() -> None:
    view = seed_snapshot().view(TODAY)
    seen = set()
    for link in view.links:
        if not link.active or link.inherited:
            drawing = ego_drawing(view, view.organisations[link.source].id)
            mine = [item for item in drawing.links if item.link is link]
            assert mine
            assert all(item.state.mark and item.state.word and item.state.word in item.title for item in mine)
            seen.add(mine[0].state.word)
    assert seen >= {"proposed", "lapsed", "inherited", "lapsed, predecessor’s"}


def test_who_is_not_known_is_not_found() -> None:
    with pytest.raises(NotFound):
        ego_drawing(seed_snapshot().view(TODAY), "GB-NHS-NONE")


def test_positions_are_the_same_in_every_process() -> None:
    ask = (
        "from datetime import date; from tests.fixtures.facts import seed_snapshot;"
        "from graphsvc.maps.ego import ego_drawing;"
        "d = ego_drawing(seed_snapshot().view(date(2026, 11, 23)), 'GB-NHS-RR8');"
        "print(d.wide.positions, d.tall.positions)"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", ask], env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1


def _rooms(drawing: Drawing, arrangement: Arrangement) -> dict[str, Box]:
    rooms = {}
    for node in drawing.nodes:
        x, y = arrangement.positions[node.key]
        box = label_box(node)
        rooms[node.key] = Box(box.left + x, box.top + y, box.right + x, box.bottom + y)
    for area, wedge in arrangement.wedges.items():
        lines = (*wedge.name, *wedge.says)
        half = max(text_width(line, TITLE_SIZE, bold=True) for line in lines) / 2
        tall = len(lines) * TITLE_SIZE * LINE_HEIGHT / 2
        rooms[f"title of {area}"] = Box(wedge.x - half, wedge.y - tall, wedge.x + half, wedge.y + tall)
    return rooms
