"""Fifty maps drawn by lot: the same organisations and records in the drawing, the page and every file."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from io import BytesIO
from xml.etree import ElementTree as ET

import networkx
import pytest

from graphsvc.api.schemas.map_answer import map_answer
from graphsvc.maps.files.export import export
from graphsvc.maps.network import MapNetwork
from graphsvc.questions.gaps import nhs_organisations
from graphsvc.questions.neighbourhood import Passing, everyone, neighbourhood
from graphsvc.vocabulary import PartnershipState
from tests.maps.drawn import COUNT, drawn_maps, sets_of

SVG = "{http://www.w3.org/2000/svg}"
each_map = pytest.mark.parametrize("number", range(COUNT))


def test_they_are_fifty_of_every_layout_with_parallel_and_inherited_records() -> None:
    drawings = [drawing for _, _, drawing in drawn_maps()]
    assert all(drawing.links or drawing.bundles for drawing in drawings)
    parallel = [
        d for d in drawings if max(Counter(frozenset((i.source, i.target)) for i in d.links).values(), default=0) > 1
    ]
    inherited = [d for d in drawings if any(i.told_state is PartnershipState.INHERITED for i in d.links)]
    assert len(parallel) >= 10
    assert len(inherited) >= 5
    assert {drawing.layout for drawing in drawings} == {"ego", "network", "geographic", "tiles"}
    assert sum(1 for drawing in drawings if drawing.groups) >= 3
    assert sum(1 for drawing in drawings if drawing.unfiltered) >= 5
    assert sum(1 for drawing in drawings if drawing.left_out) >= 10


@each_map
def test_the_page_has_what_the_map_has(number: int) -> None:
    _, _, drawing = drawn_maps()[number]
    data = MapNetwork(drawing).page_data()
    organisations = {node["facts"]["id"] for node in data["nodes"]} - {None}
    links = sorted(link["id"] for link in data["links"] if link["facts"]["record"])
    groups = {node["id"] for node in data["nodes"] if node["facts"]["id"] is None}
    bundles = {link["id"]: link["facts"]["bundle"]["count"] for link in data["links"] if link["facts"]["bundle"]}
    assert (organisations, links, groups, bundles) == sets_of(drawing.whole)
    assert drawing.shown <= {item["id"] for some in ("nodes", "links") for item in data[some]}
    for shape in ("wide", "tall"):
        assert set(data["arrangements"][shape]["positions"]) == {node["id"] for node in data["nodes"]}


@each_map
def test_every_file_has_what_the_map_has(number: int) -> None:
    _, _, drawing = drawn_maps()[number]
    organisations, links, groups, bundles = sets_of(drawing)
    graph = networkx.read_graphml(BytesIO(export(drawing, ".graphml")), force_multigraph=True)
    assert set(graph.nodes) == organisations | groups
    assert sorted(key for _, _, key in graph.edges(keys=True)) == sorted([*links, *bundles])
    told = json.loads(export(drawing, ".json"))
    assert {node["id"] for node in told["nodes"]} == organisations
    assert sorted(link["key"] for link in told["links"]) == links
    assert {group["key"] for group in told["groups"]} == groups
    assert {bundle["key"]: bundle["count"] for bundle in told["bundles"]} == bundles
    picture = {kind: [] for kind in ("node", "link", "group", "bundle")}
    for element in ET.fromstring(export(drawing, ".svg")).iter(f"{SVG}g"):  # noqa: S314 - our own
        if element.get("class"):
            picture[str(element.get("class"))].append(str(element.get("id")))
    assert {key.partition("@")[0] for key in picture["node"]} == organisations
    assert (sorted(picture["link"]), set(picture["group"]), set(picture["bundle"])) == (links, groups, set(bundles))
    rows = list(csv.DictReader(io.StringIO(export(drawing, ".csv").decode("utf-8-sig"))))
    records = [row["record"] for row in rows if row["record"]]
    assert sorted(records) == sorted(item.link.partnership.id for item in drawing.links)
    assert sum(int(row["records"]) for row in rows) == len(links) + sum(bundles.values())
    ends = {row[name] for row in rows for name in ("organisation id", "partner id")}
    assert ends <= organisations | groups


@each_map
def test_the_interface_has_what_the_map_has(number: int) -> None:
    view, _, drawing = drawn_maps()[number]
    answer = map_answer(view, drawing)
    found = (
        {node.id for node in answer.nodes}, sorted(link.key for link in answer.links),
        {group.key for group in answer.groups}, {bundle.key: bundle.count for bundle in answer.bundles},
    )
    assert found == sets_of(drawing)


@each_map
def test_what_is_shown_is_what_the_question_leaves(number: int) -> None:
    view, question, drawing = drawn_maps()[number]
    if drawing.layout == "ego":
        return
    asked = [*question.org, *(one.id for icb in question.icb for one in nhs_organisations(view, icb=icb))]
    asked += [one.id for region in question.region for one in nhs_organisations(view, region=region)]
    passing = Passing(question.value_area, question.type, question.kind, question.state, question.hide)
    if question.england:
        found = everyone(view, asked, passing=passing)
    else:
        found = neighbourhood(view, asked, hops=question.hops, passing=passing)
    members = {one.id for group in drawing.groups for one in group.members}
    away = {one.id for one in drawing.left_out}
    drawn = {node.organisation.id for node in drawing.nodes} | members
    assert drawn | away == {one.id for one in found.organisations}
    assert not drawn & away
    out = {one.index for one in drawing.left_out}
    records = [link for link in found.links if link.source not in out and link.target not in out]
    shown = [item.link for item in drawing.links] + [link for bundle in drawing.bundles for link in bundle.links]
    assert {id(link) for link in shown} == {id(link) for link in records}
    assert len(shown) == len(records)


@each_map
def test_filters_move_nothing(number: int) -> None:
    _, _, drawing = drawn_maps()[number]
    for part, whole in ((drawing.wide, drawing.whole.wide), (drawing.tall, drawing.whole.tall)):
        assert part.positions.items() <= whole.positions.items()
    curves = {item.key: item.curve for item in drawing.whole.links}
    assert all(curves[item.key] == item.curve for item in drawing.links)
    x, y = drawing.wide.centre
    for at_x, at_y in drawing.wide.positions.values():
        assert abs(at_x - x) <= drawing.wide.width / 2
        assert abs(at_y - y) <= drawing.wide.height / 2
