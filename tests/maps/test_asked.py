"""Which map answers a question, what is refused, and that positions are kept."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from graphsvc.errors import BadInput, NotFound
from graphsvc.maps.asked import LARGEST, LARGEST_EACH, asked_drawing
from graphsvc.maps.layouts.store import PositionStore
from graphsvc.maps.network import MapNetwork
from graphsvc.maps.question import MapQuestion
from graphsvc.snapshot.graph import Snapshot
from tests.fixtures.disks import disk_full
from tests.fixtures.facts import made_up, seed_snapshot, seed_tables

TODAY = date(2026, 11, 23)
VIEW = seed_snapshot().view(TODAY)
LEEDS = "GB-NHS-RR8"


@pytest.mark.parametrize(("question", "layout"), [
    (MapQuestion(org=(LEEDS,)), "ego"),
    (MapQuestion(org=(LEEDS,), type=("university",)), "ego"),
    (MapQuestion(org=(LEEDS,), hops=2), "network"),
    (MapQuestion(org=(LEEDS, "GB-NHS-QWO")), "network"),
    (MapQuestion(icb=("GB-NHS-QWO",)), "network"),
    (MapQuestion(england=True), "tiles"),
    (MapQuestion(england=True, value_area=("local-expenditure",)), "network"),
    (MapQuestion(england=True, layout="geographic"), "geographic"),
])
def test_the_layout_is_the_one_that_suits_unless_asked_for(question: MapQuestion, layout: str) -> None:
    assert asked_drawing(VIEW, question).layout == layout


@pytest.mark.parametrize(("question", "parameter", "says"), [
    (MapQuestion(), "org", "say whose map"),
    (MapQuestion(org=(LEEDS,), value_area=("nothing",)), "value_area", "estates"),
    (MapQuestion(org=(LEEDS,), type=("nothing",)), "type", "university"),
    (MapQuestion(org=(LEEDS,), kind=("nothing",)), "kind", "programme"),
    (MapQuestion(org=(LEEDS,), state=("recorded",)), "state", "inherited"),
    (MapQuestion(org=(LEEDS,), layout="round"), "layout", "geographic"),
    (MapQuestion(org=(LEEDS,), hops=2, layout="ego"), "layout", "one organisation"),
    (MapQuestion(org=(LEEDS,), hops=4), "hops", "0 to 3"),
    (MapQuestion(region=("E12000003",)), "region", "E40000012"),
    (MapQuestion(icb=(LEEDS,)), "icb", "no integrated care board"),
    (MapQuestion(england=True, open=("nothing",)), "open", "unplaced"),
    (MapQuestion(england=True, open=(f"{LEEDS}:university",)), "open", "id of a board"),
])
def test_what_cannot_be_drawn_is_refused_by_the_parameter_that_says_it(
    question: MapQuestion, parameter: str, says: str
) -> None:
    with pytest.raises(BadInput, match=says) as refused:
        asked_drawing(VIEW, question)
    assert refused.value.parameter == parameter


def test_who_is_not_known_is_not_found() -> None:
    with pytest.raises(NotFound):
        asked_drawing(VIEW, MapQuestion(org=("GB-NHS-NONE", LEEDS)))


def test_a_snapshot_without_tiles_has_no_tile_map_and_groups_are_a_network() -> None:
    bare = Snapshot.from_rows({**seed_tables(), "icb_tiles": []}).view(TODAY)
    with pytest.raises(BadInput, match="no tiles") as refused:
        asked_drawing(bare, MapQuestion(org=(LEEDS,), layout="tiles"))
    assert refused.value.parameter == "layout"
    assert asked_drawing(bare, MapQuestion(england=True)).layout == "network"


def crowd(count: int) -> Snapshot:
    """So many companies, all joined to one trust."""
    companies = [(f"LOCAL-{rank:04}", f"Company {rank}", "company") for rank in range(count)]
    pairs = [{"source_org": LEEDS, "target_org": one} for one, _, _ in companies]
    return made_up([(LEEDS, "Leeds", "nhs-trust"), *companies], pairs)


def test_a_large_map_is_one_of_groups_and_each_is_drawn_when_asked_for_up_to_a_limit() -> None:
    view = crowd(LARGEST).view(TODAY)
    question = MapQuestion(england=True, layout="network")
    assert len(asked_drawing(view, question).groups) == 2
    few = crowd(LARGEST - 1).view(TODAY)
    assert len(asked_drawing(few, question).nodes) == LARGEST
    each = MapQuestion(england=True, layout="network", each=True)
    assert len(asked_drawing(view, each).nodes) == LARGEST + 1
    with pytest.raises(BadInput, match="leave this out to see groups") as refused:
        asked_drawing(crowd(LARGEST_EACH).view(TODAY), each)
    assert refused.value.parameter == "each"
    opened = MapQuestion(england=True, layout="network", open=("unplaced:company",))
    with pytest.raises(BadInput, match="open fewer") as refused:
        asked_drawing(crowd(LARGEST_EACH + 1).view(TODAY), opened)
    assert refused.value.parameter == "open"


def test_filters_are_said_in_words_and_counted_against_all() -> None:
    drawing = asked_drawing(VIEW, MapQuestion(
        icb=("GB-NHS-QWO",), value_area=("estates",), state=("active", "proposed"), type=("university",),
        hide=("GB-LAE-LDS",),
    ))
    assert drawing.filtered == (
        "Only records in Estates management, that are active or proposed. "
        "Of those around only: University or higher education provider. Left out on request: Leeds City Council."
    )
    assert f"{len(drawing.nodes)} of {len(drawing.whole.nodes)} organisations" in drawing.note
    assert f"{len(drawing.links)} of {len(drawing.whole.links)} recorded partnerships" in drawing.note
    assert "GB-LAE-LDS" not in drawing.whole.organisations_by_key


def test_what_can_be_chosen_is_counted_without_filters() -> None:
    plain = asked_drawing(VIEW, MapQuestion(icb=("GB-NHS-QWO",)))
    filtered = asked_drawing(VIEW, MapQuestion(icb=("GB-NHS-QWO",), value_area=("estates",)))
    assert filtered.choices == plain.choices
    assert sum(choice.count for choice in plain.choices.value_area) == len(plain.links)
    assert sum(choice.count for choice in plain.choices.state) == len(plain.links)
    around = [node for node in plain.nodes if not node.focus]
    assert sum(choice.count for choice in plain.choices.type) == len(around)
    data = MapNetwork(filtered).page_data()
    assert data["filters"]["value_area"] == ["estates"]
    assert data["complete"]
    assert not MapNetwork(asked_drawing(VIEW, MapQuestion(england=True))).page_data()["complete"]


def test_positions_of_a_large_network_are_kept_on_disk(tmp_path: Path) -> None:
    folder = tmp_path / "maps"
    question = MapQuestion(region=("E40000012",))
    first = asked_drawing(VIEW, question, PositionStore(folder))
    files = sorted(folder.iterdir())
    assert len(files) == 2
    assert asked_drawing(VIEW, question, PositionStore(folder)).wide.positions == first.wide.positions
    assert sorted(folder.iterdir()) == files
    for file in files:
        file.write_text("{}")
    assert asked_drawing(VIEW, question, PositionStore(folder)).wide.positions == first.wide.positions
    assert all(file.stat().st_size > 100 for file in files), "a damaged file is replaced"
    asked_drawing(VIEW, MapQuestion(icb=("GB-NHS-QWO",)), PositionStore(tmp_path / "none"))
    assert not (tmp_path / "none").exists(), "a small map is as fast worked out"


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "maps").write_text("a file")
    drawing = asked_drawing(VIEW, MapQuestion(region=("E40000012",)), PositionStore(tmp_path / "maps"))
    assert drawing.nodes


def test_positions_that_a_full_disk_does_not_take_are_worked_out(tmp_path: Path) -> None:
    with disk_full():
        drawing = asked_drawing(VIEW, MapQuestion(region=("E40000012",)), PositionStore(tmp_path / "maps"))
    assert drawing.nodes
    assert list((tmp_path / "maps").iterdir()) == []


def test_kept_positions_of_which_a_byte_changed_are_worked_out_again(tmp_path: Path) -> None:
    store, question = PositionStore(tmp_path / "maps"), MapQuestion(region=("E40000012",))
    first = asked_drawing(VIEW, question, store)
    for file in sorted(store.folder.iterdir()):
        file.write_text(re.sub(r"\d(?=\.\d)", lambda digit: str(9 - int(digit[0])), file.read_text(), count=1))
    assert len(store.damaged()) == 2
    assert asked_drawing(VIEW, question, PositionStore(store.folder)).wide.positions == first.wide.positions
    assert store.damaged() == []


def test_positions_of_a_network_are_the_same_in_every_process() -> None:
    ask = (
        "from datetime import date; from tests.fixtures.facts import seed_snapshot;"
        "from graphsvc.maps.asked import asked_drawing; from graphsvc.maps.question import MapQuestion;"
        "d = asked_drawing(seed_snapshot().view(date(2026, 11, 23)), MapQuestion(region=('E40000012',)));"
        "print(d.wide.positions, d.tall.positions)"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", ask], env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1
