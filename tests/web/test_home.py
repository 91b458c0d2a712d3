"""The start: figures with what they are counted of, the map, examples, and what changed."""

from __future__ import annotations

import re
from datetime import date

import pytest
from flask.testing import FlaskClient

from graphsvc.questions.changes import changes
from graphsvc.questions.gaps import Coverage, gaps_of_many
from graphsvc.questions.matrix import coverage_matrix
from graphsvc.questions.shades import Shades, shades_for
from graphsvc.snapshot.graph import Snapshot
from graphsvc.web.events import counts, events
from graphsvc.web.home.examples import examples
from graphsvc.web.home.tiles import WIDE, tile_map
from tests.fixtures.browser import application
from tests.fixtures.facts import made_up, seed_snapshot, seed_tables
from tests.fixtures.hostile import NAMES, hostile_snapshot
from tests.web.saying import said

DAY = "2026-11-24"
AT = f"?as_at={DAY}"


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return application(seed_snapshot()).test_client()


@pytest.fixture(scope="module")
def home(client: FlaskClient) -> str:
    return client.get(f"/{AT}").text


# Figures


def test_figures_of_the_record_are_counted_from_the_rows(home: str) -> None:
    tables, day = seed_tables(), DAY
    opened = {
        row["id"] for row in tables["organisations"]
        if (not row["opened"] or row["opened"] <= day) and (not row["closed"] or row["closed"] >= day)
    }
    text = said(home)
    assert f"of {len(opened):,} (32%)Some open organisations of all kinds have an active partnership on record" in text
    nhs = [row for row in tables["organisations"] if row["organisation_type"] in ("nhs-trust", "icb")]
    count = len([row for row in nhs if row["id"] in opened])
    assert f"of {count} (98%)Nearly all trusts and boards have an active partnership on record" in text
    view = seed_snapshot().view(date.fromisoformat(DAY))
    active = {link.partnership.id for link in view.links if link.active}
    seen = [row for row in tables["relationships"] if row["id"] in active]
    read = [row for row in seen if row["evidence_basis"] == "read" and row["evidence_date"]]
    assert f"{len(read):,} of {len(active):,} (71%)Most active partnerships rest on a dated page" in text


def test_coverage_is_that_of_the_question_and_is_given_twice(home: str) -> None:
    found = gaps_of_many(seed_snapshot().view(date.fromisoformat(DAY))).coverage
    text = said(home)
    assert f"{found.recorded:,} of {found.of:,} (10%)Few expected partnerships are recorded" in text
    assert f"{found.current:,} of {found.of:,} (3%) have current evidence: read by somebody, and" in text
    assert f"{found.of:,} expected partnerships: for each of 238 trusts and boards" in text


# The tile map


def test_every_board_has_a_tile_with_its_numbers_and_a_link_and_the_table_says_the_same(home: str) -> None:
    matrix = coverage_matrix(seed_snapshot().view(date.fromisoformat(DAY)))
    svg = home[home.index("<svg class=\"tiles\"") :]
    svg = svg[: svg.index("</svg>")]
    tiles = dict(re.findall(r'<a href="/gaps\?[^"]*icb=([^"&]+)"\s+aria-label="([^"]+)"', svg))
    assert len(tiles) == 36
    for row in matrix.rows:
        assert row.board is not None
        numbers = f"{row.coverage.recorded} of {row.coverage.of}"
        assert f"{numbers} expected partnerships recorded" in tiles[row.board.id]
        table = rf'{row.board.id}">[^<]+</a></td><td.+>{numbers}</td><td .+>\d+%</td><td .+>{row.coverage.current}</td>'
        assert re.search(table, home), row.board.name
        assert f">{numbers}</tspan>" in svg


def test_tiles_do_not_lie_on_each_other_and_lie_within_the_picture() -> None:
    view = seed_snapshot().view(date.fromisoformat(DAY))
    found = tile_map(view, coverage_matrix(view))
    assert found is not None
    middles = []
    for tile in found.tiles:
        corners = [tuple(map(float, corner.split(","))) for corner in tile.points.split()]
        assert all(0 <= x <= found.width and 0 <= y <= found.height for x, y in corners)
        middles.append((tile.x, sum(y for _, y in corners) / 6))
    for rank, (x, y) in enumerate(middles):
        for other_x, other_y in middles[rank + 1 :]:
            assert ((x - other_x) ** 2 + (y - other_y) ** 2) ** 0.5 >= WIDE - 0.2
    names = {tile.name: [line for _, line in tile.lines] for tile in found.tiles}
    assert names["Bath and North East Somerset, Swindon and Wiltshire"] == [
        "Bath and North", "East Somerset,", "Swindon and", "Wiltshire",
    ]


def test_before_the_mergers_boards_without_a_tile_are_named_and_tiles_without_a_board_are_no_links(
    client: FlaskClient,
) -> None:
    text = client.get("/?as_at=2025-01-01").text
    assert text.count('<g class="absent">') == 6
    assert "12 of 42 boards that were open on this day have no place on the map" in said(text)
    assert "Sussex ICB" in said(text)


def test_shades_are_the_narrowest_that_hold_all_shares() -> None:
    assert shades_for([Coverage(21, 0, 120), Coverage(0, 0, 5), None]) == Shades(5)
    assert shades_for([]) == Shades(1)
    assert shades_for([Coverage(1, 0, 1)]) == Shades(20)
    steps = [Shades(5).step(Coverage(n, 0, 100)) for n in (0, 1, 5, 6, 10, 25)]
    assert steps == [0, 1, 1, 2, 2, 5]
    assert dict(Shades(5).legend)[2] == "over 5% to 10%"


# Worked examples


def test_each_example_is_answered_by_its_page(client: FlaskClient, home: str) -> None:
    found = examples(seed_snapshot().view(date.fromisoformat(DAY)))
    assert [example.kind for example in found] == ["A gap", "A path", "Before a meeting"]
    text = said(home)
    for example in found:
        assert example.question in text
        assert example.answer in text
    gap, path, meeting = (dict(example.parameters) for example in found)
    gaps = client.get(f"/api/v1/organisations/{gap['organisation_id']}/gaps{AT}").json
    assert gaps is not None
    coverage = gaps["coverage"]
    assert f"{coverage['recorded']} of {coverage['of']} expected partnerships" in found[0].answer
    told = client.get("/api/v1/paths", query_string={"as_at": DAY, **path, "k": 1}).json
    assert told is not None
    assert told["paths"][0]["sentence"] in found[1].answer
    own = client.get(f"/api/v1/organisations/{meeting['one']}/partnerships{AT}&limit=200").json
    assert own is not None
    ends = [
        item for item in own["items"]
        if meeting["other"] in str(item) and item["state"] == "active"
    ]
    assert found[2].answer.startswith(f"{len(ends)} active partnerships are recorded between them")


# What changed


def test_the_newest_changes_are_told_and_all_others_counted(client: FlaskClient, home: str) -> None:
    view = seed_snapshot().view(date.fromisoformat(DAY))
    found = events(view, changes(view, date(2025, 11, 24)))
    total = sum(counts(found).values())
    text = said(home)
    assert found[0].names + found[0].said in text
    assert f"All {total} changes since 24 November 2025" in text
    page = said(client.get(f"/changes{AT}").text)
    assert f"{total} changes after 24 November 2025, up to 24 November 2026: " in page
    assert [one.said for one in found if one.names + one.said not in page] == []


# Little or odd facts


def test_without_any_facts_there_is_still_a_page() -> None:
    client = application(Snapshot.from_rows({"organisations": []})).test_client()
    text = said(client.get("/").text)
    assert "0 of 0No open organisations" in text
    assert "Nothing is recorded as having changed" in text
    assert "Three things to ask" not in text
    assert client.get("/changes").status_code == 200


def test_hostile_facts_are_shown_as_text() -> None:
    plain = application(hostile_snapshot()).test_client().get("/")
    assert plain.status_code == 200
    tiles = [
        {"ods_code": f"Q{rank}", "name": name, "col": str(rank), "row": str(rank % 3)}
        for rank, name in enumerate(NAMES)
    ]
    boards = [(f"GB-NHS-Q{rank}", name, "icb") for rank, name in enumerate(NAMES)]
    text = application(made_up(boards, [], icb_tiles=tiles)).test_client().get("/").text
    for page in (plain.text, text):
        assert "<script>window" not in page
        assert "<img" not in page
        assert "window.hurt = 1&lt;/script&gt;" in page
    assert text.count("<polygon") == len(NAMES)
