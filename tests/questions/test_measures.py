"""Rules: brokers, single points of failure, and peers; and England's, equal to the second reading."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from random import Random

import networkx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphsvc.errors import BadInput, NotFound
from graphsvc.questions import betweenness as following
from graphsvc.questions.brokers import Broker, brokers, cut_off_without, sampled_note
from graphsvc.questions.peers import peer_sentence, peers_of
from graphsvc.snapshot.graph import Snapshot
from graphsvc.snapshot.view import View
from tests.fixtures.facts import seed_snapshot, seed_tables
from tests.questions.asking import BOARD, TRUST, view, world
from tests.reading.gaps import Gaps
from tests.reading.measures import betweenness, cut_off, neighbours_of, peer_cells, peers
from tests.worlds import DAYS, Dataset, any_world

DAY = date(2026, 11, 23)


def joined(*pairs: str, national: str = "") -> Dataset:
    """Voluntary organisations named by letters, each pair of letters joined."""
    data = Dataset()
    for name in sorted(set("".join(pairs))):
        data.organisation(name, "vcse", national="yes" if name in national else "")
    for one, other in pairs:
        data.partnership(one, other)
    return data


def found(data: Dataset, **options: bool) -> dict[str, Broker]:
    """Brokers by id, in their order."""
    return {broker.organisation.id: broker for broker in brokers(view(data), **options)}


def lost(broker: Broker) -> list[tuple[str, int]]:
    """The parts that a broker would cut off, as words, with how many others each would lose."""
    return [("".join(one.id for one in part.organisations), part.lose) for part in broker.cut_off]


# Brokers


def test_a_broker_is_on_the_shortest_ways_between_others() -> None:
    found_ = found(joined("AB", "BC", "CD"))
    assert {name: broker.betweenness for name, broker in found_.items()} == {"B": 0.666667, "C": 0.666667}
    assert [broker.partners for broker in found_.values()] == [2, 2]


def test_of_equally_short_ways_each_has_its_share() -> None:
    found_ = found(joined("AB", "AC", "BD", "CD"))
    assert {name: broker.betweenness for name, broker in found_.items()} == dict.fromkeys("ABCD", 0.166667)


def test_the_most_needed_come_first_and_equals_by_id() -> None:
    assert list(found(joined("AB", "BC", "BD", "DE"))) == ["B", "D"]
    assert list(found(joined("AC", "CB", "BD"))) == ["B", "C"]


def test_national_bodies_are_left_out() -> None:
    assert list(found(joined("AB", "BC", "AN", "NC", national="N"))) == ["B"]
    assert not found(joined("AN", "NB", national="N"))


@pytest.mark.parametrize("values", [{"status": "proposed"}, {"until": "2023"}])
def test_only_active_records_join(values: dict[str, str]) -> None:
    data = joined("AB")
    data.organisation("C", "vcse")
    data.partnership("B", "C", **values)
    assert not found(data)


def test_inherited_records_do_not_join() -> None:
    data = joined("AB", "BC")
    data.tables["organisations"][2]["closed"] = "2024-03-31"
    data.organisation("D", "vcse")
    data.succession("C", "D")
    assert not found(data)


# Single points of failure


def test_a_single_point_of_failure_names_who_would_lose_whom() -> None:
    found_ = found(joined("AB", "BC", "CD", "DE", "EF", "FC"))
    assert {name: lost(broker) for name, broker in found_.items() if broker.cut_off} == {
        "C": [("AB", 3)], "B": [("A", 4)],
    }


def test_of_equally_large_parts_the_first_by_id_stays() -> None:
    assert lost(found(joined("AB", "BC"))["B"]) == [("C", 1)]


def test_each_part_but_the_largest_is_cut_off_from_all_the_others() -> None:
    assert lost(found(joined("AB", "CB", "DB", "DE"))["B"]) == [("A", 3), ("C", 3)]


def test_a_broker_in_a_ring_is_no_single_point_of_failure() -> None:
    data = joined("AB", "BC", "CD", "DA")
    assert all(broker.cut_off == () for broker in found(data).values())
    assert not found(data, single_points=True)


def test_who_is_not_connected_anyway_is_not_lost() -> None:
    assert lost(found(joined("AB", "BC", "XY", "YZ"))["B"]) == [("C", 1)]


def test_only_some_types() -> None:
    data = joined("AB", "BC")
    data.tables["organisations"][1]["organisation_type"] = "university"
    assert [broker.organisation.id for broker in brokers(view(data), types=["university"])] == ["B"]
    assert brokers(view(data), types=["vcse"]) == ()


# Peers


def boards(near: int, far: int) -> Dataset:
    """A trust in D1, and others like it: in its NHS region, and elsewhere."""
    data = world()
    for number in range(near + far):
        place = "D1" if number < near else "D4"
        data.organisation(f"GB-NHS-R1{number}", "nhs-trust", place_code=place)
    return data


def ids(at: View, organisation: str = TRUST) -> list[str]:
    return [peer.organisation.id for peer in peers_of(at, organisation).peers]


def test_peers_are_other_open_ones_of_the_type_in_the_nhs_region() -> None:
    data = boards(5, 2)
    data.organisation("GB-NHS-R20", "nhs-trust", place_code="D1", closed="2024-03-31")
    at = view(data)
    assert ids(at) == [f"GB-NHS-R1{number}" for number in range(5)]
    assert peers_of(at, TRUST).regions == ("N1",)


def test_with_fewer_than_five_in_the_region_peers_are_in_england_and_it_says_so() -> None:
    at = view(boards(4, 2))
    assert len(ids(at)) == 6
    assert peers_of(at, TRUST).regions == ()


def test_a_board_is_compared_with_boards() -> None:
    data = boards(5, 0)
    data.organisation("GB-NHS-Q02", "icb", covers_code="B2")
    assert ids(view(data), BOARD) == ["GB-NHS-Q02"]


def test_how_many_peers_record_it_leaves_out_those_to_whom_it_does_not_apply() -> None:
    data = boards(5, 0)
    data.expectation("university")
    data.expectation("university", rule="not-here", applies_to="GB-NHS-R10", effect="not-expected")
    data.organisation("U1", "university")
    for number in (0, 1, 2):
        data.partnership(f"GB-NHS-R1{number}", "U1")
    data.partnership(TRUST, "U1")
    at = view(data)
    (cell,) = peers_of(at, TRUST).cells
    assert (cell.recorded, cell.of) == (3, 5), "what is recorded applies, whatever is expected"
    data.tables["relationships"].pop(0)
    (cell,) = peers_of(view(data), TRUST).cells
    assert (cell.recorded, cell.of) == (2, 4)
    assert peer_sentence(at, cell) == "2 of 4 peers record a university in research."


def test_what_was_not_collected_is_not_compared() -> None:
    data = boards(5, 0)
    data.expectation("university")
    data.collection("university", "none")
    at = view(data)
    (cell,) = peers_of(at, TRUST).cells
    assert (cell.recorded, cell.of) == (0, 0)
    assert peer_sentence(at, cell) == "Not compared: such partnerships have not been collected."


def test_what_applies_to_no_peer_says_so() -> None:
    data = boards(5, 0)
    for number in range(5):
        data.expectation(
            "university", rule=f"not-{number}", applies_to=f"GB-NHS-R1{number}", effect="not-expected"
        )
    data.expectation("university")
    (cell,) = peers_of(view(data), TRUST).cells
    assert peer_sentence(view(data), cell) == "Not compared: it applies to no peer."


def test_one_that_is_not_open_has_no_peers_but_heirs() -> None:
    data = boards(5, 0)
    data.organisation("GB-NHS-R30", "nhs-trust", closed="2024-03-31")
    data.succession("GB-NHS-R30", TRUST)
    answer = peers_of(view(data), "GB-NHS-R30")
    assert (answer.is_open, answer.peers, answer.cells) == (False, (), ())
    assert [heir.id for heir in answer.heirs] == [TRUST]


def test_peers_are_asked_of_trusts_and_boards() -> None:
    data = world()
    data.organisation("V1", "vcse")
    with pytest.raises(BadInput):
        peers_of(view(data), "V1")
    with pytest.raises(NotFound):
        peers_of(view(data), "nobody")


# The second reading


def as_networkx(neighbours: dict[str, set[str]], answer: dict[str, Broker]) -> None:
    """All brokers and single points are those that NetworkX finds in the second reading's graph."""
    graph = networkx.Graph((one, other) for one, others in neighbours.items() for other in others)
    shares = networkx.betweenness_centrality(graph)
    assert {key for key, share in shares.items() if share > 0} == set(answer)
    assert {key: broker.betweenness for key, broker in answer.items()} == pytest.approx(
        {key: shares[key] for key in answer}, abs=1e-6
    )
    assert {key for key, broker in answer.items() if broker.cut_off} == set(networkx.articulation_points(graph))


def compared(product: View, gaps: Gaps, middles: list[str] | None = None) -> None:
    """Brokers and peers are those of the second reading."""
    neighbours = neighbours_of(gaps)
    shares = betweenness(neighbours, sorted(neighbours) if middles is None else middles)
    answer = {broker.organisation.id: broker for broker in brokers(product)}
    for key in neighbours if middles is None else middles:
        share = float(round(shares.get(key, Fraction(0)), 6))
        assert (answer[key].betweenness if key in answer else 0) == pytest.approx(share, abs=1e-6), key
    for key in neighbours:
        parts = [([one.id for one in part.organisations], part.lose) for part in answer[key].cut_off] if (
            key in answer
        ) else []
        assert parts == cut_off(neighbours, key), key
    as_networkx(neighbours, answer)
    for key in sorted(gaps.world.open):
        if gaps.world.type_of(key) in ("nhs-trust", "icb"):
            found_ = peers_of(product, key)
            others, everywhere = peers(gaps.world, key)
            assert [peer.organisation.id for peer in found_.peers] == others, key
            assert (found_.regions == ()) is everywhere
            if middles is None or key in middles:
                cells = {
                    (one.cell.value_area, one.cell.partner_type.id): (one.recorded, one.of) for one in found_.cells
                }
                assert cells == peer_cells(gaps, key), key


@settings(
    max_examples=60, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(draw=st.randoms(use_true_random=False), day=st.sampled_from(DAYS))
def test_measures_of_any_world(draw: Random, day: str) -> None:
    tables = any_world(draw).tables
    on = date.fromisoformat(day)
    compared(Snapshot.from_rows(tables).view(on), Gaps(tables, on))


def test_measures_of_england() -> None:
    product = seed_snapshot().view(DAY)
    answer = brokers(product)
    assert len(answer) > 300
    draw = Random(2026)
    some = [*answer[:5], *draw.sample(answer, 5)]
    compared(product, Gaps(seed_tables(), DAY), sorted({broker.organisation.id for broker in some}))


def test_of_many_organisations_some_are_drawn_and_the_answer_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    exact = Snapshot.from_rows(seed_tables()).view(DAY)
    everyone = brokers(exact)
    assert sampled_note(exact) == ""
    monkeypatch.setattr(following, "EXACT", 300)
    monkeypatch.setattr(following, "DRAWN", 200)
    sampled, again = (Snapshot.from_rows(seed_tables()).view(DAY) for _ in range(2))
    estimated = brokers(sampled)
    assert [(one.organisation.id, one.betweenness) for one in estimated] == [
        (one.organisation.id, one.betweenness) for one in brokers(again)
    ]
    assert sampled_note(sampled).startswith("Sampled: shares are estimated from the shortest ways of 200 of ")
    shares = {one.organisation.id: one.betweenness for one in estimated}
    assert all(abs(shares[one.organisation.id] - one.betweenness) < 0.1 for one in everyone[:10])
    cutting = {one.organisation.id: one.cut_off for one in estimated if one.cut_off}
    assert cutting.keys() == {one.organisation.id for one in everyone if one.cut_off}
    for one in exact.organisations:
        assert len(cutting.get(one.id, ())) == len(cut_off_without(exact, one))
