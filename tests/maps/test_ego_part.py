"""What filters leave of an ego map."""

from __future__ import annotations

from datetime import date

from graphsvc.maps.ego import ego_drawing
from graphsvc.questions.neighbourhood import Passing
from graphsvc.vocabulary import KINDS
from tests.fixtures.facts import seed_snapshot

TODAY = date(2026, 11, 23)


def test_filters_leave_every_sector_where_it_was_and_say_what_is_shown() -> None:
    view = seed_snapshot().view(TODAY)
    whole = ego_drawing(view, "GB-NHS-RR8")
    drawing = ego_drawing(view, "GB-NHS-RR8", Passing(value_areas=["estates"]))
    assert {item.link.partnership.value_area for item in drawing.links} == {"estates"}
    assert drawing.wide.radii == whole.wide.radii
    for key, spot in drawing.wide.positions.items():
        assert whole.wide.positions[key] == spot
    assert [sector.says for sector in drawing.sectors] == [
        "none of 6 shown", "none of 8 shown", "none of 2 shown", "3 recorded, 1 proposed", "none of 1 shown",
    ]
    assert drawing.wide.wedges["estates"].x == whole.wide.wedges["estates"].x
    assert drawing.note.startswith("4 of 21 recorded partnerships with 4 of 18 organisations, ")


def test_a_filter_never_makes_an_area_with_records_say_none_recorded() -> None:
    view = seed_snapshot().view(TODAY)
    for kind in KINDS:
        drawing = ego_drawing(view, "GB-NHS-QHM", Passing(kinds=[kind]))
        assert all(sector.says != "none recorded" for sector in drawing.sectors)


def test_partners_are_those_by_a_record_that_passes() -> None:
    view = seed_snapshot().view(TODAY)
    drawing = ego_drawing(view, "GB-NHS-RR8", Passing(types=["university"], hidden=["GB-UKPRN-10007795"]))
    assert {node.type for node in drawing.nodes if not node.focus} == {"university"}
    assert "GB-UKPRN-10007795" not in {node.organisation.id for node in drawing.whole.nodes}
    assert all(item.own or item.link.source != drawing.nodes[0].organisation.index for item in drawing.links)
