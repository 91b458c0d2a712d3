"""Where organisations stand on geographic maps and in tiles, and who has no place there."""

from __future__ import annotations

import math
from datetime import date
from itertools import combinations

import pytest

from graphsvc.maps.asked import asked_drawing
from graphsvc.maps.drawing import Drawing
from graphsvc.maps.layouts.national_grid import national_grid
from graphsvc.maps.layouts.spots import spots_of
from graphsvc.maps.question import MapQuestion
from tests.fixtures.facts import seed_snapshot

SNAPSHOT = seed_snapshot()
VIEW = SNAPSHOT.view(date(2026, 11, 23))
ENGLAND = {layout: MapQuestion(england=True, each=True, layout=layout) for layout in ("geographic", "tiles")}


def drawn(layout: str) -> Drawing:
    return asked_drawing(VIEW, ENGLAND[layout])


def test_the_projection_gives_the_worked_example_of_the_ordnance_survey() -> None:
    east, north = national_grid(1 + 43 / 60 + 4.5177 / 3600, 52 + 39 / 60 + 27.2531 / 3600)
    assert (round(east, 2), round(north, 2)) == (651409.90, 313177.27)


@pytest.mark.parametrize(("longitude", "latitude", "east", "north"), [
    (-0.1276, 51.5072, 530000, 180400),  # Charing Cross, TQ 300 804
    (-1.5491, 53.7997, 429700, 433800),  # Leeds Town Hall, SE 297 338
    (-2.2446, 53.4792, 383800, 398000),  # Manchester Town Hall, SJ 838 980
    (-1.6131, 54.9738, 424800, 564300),  # Newcastle Central and the Tyne, NZ 248 643
    (-5.7161, 50.0657, 134200, 25300),  # Land's End, SW 342 253
])
def test_known_places_have_their_published_references(
    longitude: float, latitude: float, east: int, north: int
) -> None:
    assert math.dist(national_grid(longitude, latitude), (east, north)) < 800


def test_north_is_up_and_east_is_right_and_distances_follow_the_grid() -> None:
    drawing = drawn("geographic")
    places = drawing.wide.positions
    by_name = {node.name: node.organisation for node in drawing.nodes}
    three = [by_name[one] for one in ("Leeds City Council", "Plymouth City Council", "University of East Anglia")]
    leeds, plymouth, norwich = (places[one.id] for one in three)
    assert leeds[1] < norwich[1] < plymouth[1]
    assert plymouth[0] < leeds[0] < norwich[0]
    spots = spots_of(SNAPSHOT)
    far = [spot for spot in map(spots.spot, three) if spot is not None]
    wanted = [math.dist((a.east, a.north), (b.east, b.north)) for a, b in combinations(far, 2)]
    found = [math.dist(a, b) for a, b in combinations((leeds, plymouth, norwich), 2)]
    scales = [one / other for one, other in zip(found, wanted, strict=True)]
    assert max(scales) / min(scales) < 1.1


@pytest.mark.parametrize("question", [
    ENGLAND["geographic"], MapQuestion(region=("E40000003",), layout="geographic"),
    MapQuestion(england=True, layout="geographic"), ENGLAND["tiles"], MapQuestion(england=True),
])
def test_organisations_do_not_cover_each_other(question: MapQuestion) -> None:
    drawing = asked_drawing(VIEW, question)
    things = [(drawing.wide.positions[item.key], item.radius) for item in (*drawing.nodes, *drawing.groups)]
    for (one, wide), (other, high) in combinations(things, 2):
        apart = max(abs(one[0] - other[0]), abs(one[1] - other[1]))
        assert apart >= wide + high - 0.3


def test_a_place_that_was_worked_out_is_said() -> None:
    drawing = drawn("geographic")
    own = {one.id for one in VIEW.organisations if one.longitude is not None}
    for node in drawing.nodes:
        assert ("Drawn in the middle of" in node.title) == (node.organisation.id not in own)
    board = next(node for node in drawing.nodes if node.organisation.id == "GB-NHS-QWO")
    assert board.title.endswith("\nDrawn in the middle of West Yorkshire")


def test_who_has_no_place_is_left_out_counted_and_listed() -> None:
    for layout in ENGLAND:
        drawing = drawn(layout)
        ids = {one.id for one in drawing.left_out}
        assert f"{len(ids)} organisations" in drawing.note
        assert "left out, with" in drawing.note
        assert len(drawing.nodes) + len(ids) == len({end for link in VIEW.links for end in (link.source, link.target)})
    assert all(not (one.place_code or one.covers_code) for one in drawn("geographic").left_out)


def test_the_backdrop_has_the_councils_and_ten_towns() -> None:
    backdrop = drawn("geographic").backdrop
    assert backdrop is not None
    assert len(backdrop.towns) == 10
    assert 290 <= len(backdrop.dots) <= 320


def test_every_board_has_a_tile_that_says_its_name_and_what_it_counts() -> None:
    drawing = drawn("tiles")
    assert drawing.backdrop is not None
    tiles = {tile.key: tile for tile in drawing.backdrop.hexagons}
    assert len(tiles) == 36
    assert " ".join(tiles["GB-NHS-QWO"].name) == "West Yorkshire"
    counted = sum(int(tile.says[0].split()[0]) for tile in tiles.values())
    assert counted == len(drawing.nodes)
    assert "in whose area it sits" in drawing.note


def test_everyone_stands_inside_the_tile_of_the_own_board() -> None:
    drawing = drawn("tiles")
    assert drawing.backdrop is not None
    tiles = {tile.key: tile for tile in drawing.backdrop.hexagons}
    for node in drawing.nodes:
        board = VIEW.board(node.organisation)
        if board is not None:
            tile, (x, y) = tiles[board.id], drawing.wide.positions[node.key]
            across, down = abs(x - tile.x) + node.radius, abs(y - tile.y) + node.radius
            assert across <= tile.radius * math.sqrt(3) / 2
            assert down + across / math.sqrt(3) <= tile.radius + 4


def test_tiles_stand_in_rows_of_which_every_other_is_half_a_tile_to_the_right() -> None:
    drawing = drawn("tiles")
    assert drawing.backdrop is not None
    tiles = {tile.key: tile for tile in drawing.backdrop.hexagons}
    rows = {"GB-NHS-" + row["ods_code"]: row for row in SNAPSHOT.dataset["icb_tiles"]}
    first, radius = tiles["GB-NHS-QHM"], tiles["GB-NHS-QHM"].radius
    for key, tile in tiles.items():
        columns = int(rows[key]["col"]) + int(rows[key]["row"]) % 2 / 2 - 5
        assert tile.x - first.x == pytest.approx(columns * math.sqrt(3) * radius, abs=0.8)
        assert tile.y - first.y == pytest.approx(int(rows[key]["row"]) * 1.5 * radius, abs=0.8)


def test_a_board_that_is_not_open_has_no_tile() -> None:
    drawing = asked_drawing(SNAPSHOT.view(date(2024, 4, 1)), MapQuestion(england=True))
    assert drawing.backdrop is not None
    keys = {tile.key for tile in drawing.backdrop.hexagons}
    assert "GB-NHS-S1Y5D" not in keys
    assert "GB-NHS-QWO" in keys


def test_a_filtered_tile_counts_what_is_shown() -> None:
    whole = asked_drawing(VIEW, MapQuestion(region=("E40000012",), layout="tiles"))
    part = asked_drawing(VIEW, MapQuestion(region=("E40000012",), layout="tiles", type=("university",)))
    assert whole.backdrop is not None
    assert part.backdrop is not None
    for tiles, drawing in ((whole.backdrop.hexagons, whole), (part.backdrop.hexagons, part)):
        counts = [int(tile.says[0].split()[0]) for tile in tiles if tile.says[0][0].isdigit()]
        assert sum(counts) == len(drawing.nodes)
    assert [(tile.x, tile.y) for tile in whole.backdrop.hexagons] == [(t.x, t.y) for t in part.backdrop.hexagons]
