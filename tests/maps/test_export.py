"""Files: all records in each format, texts as text, nothing from anywhere else."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from xml.etree import ElementTree as ET

import networkx
import pytest

from graphsvc.errors import BadInput
from graphsvc.maps.drawing import Drawing
from graphsvc.maps.ego import ego_drawing
from graphsvc.maps.files.export import MEDIA_TYPES, SCRIPTS, WRITERS, export
from tests.fixtures.facts import seed_snapshot
from tests.fixtures.hostile import CENTRE, NAMES, hostile_snapshot

TODAY = date(2026, 11, 23)
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def leeds() -> Drawing:
    return ego_drawing(seed_snapshot().view(TODAY), "GB-NHS-RR8")


@pytest.fixture(scope="module")
def hostile() -> Drawing:
    return ego_drawing(hostile_snapshot().view(TODAY), CENTRE)


class Page(HTMLParser):
    """What a browser would see in a page: elements, scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.inside: dict[str, list[str]] = {"script": [], "style": []}
        self._open = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._open = tag
        if tag in self.inside:
            self.inside[tag].append("")

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the parser's signature
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open in self.inside:
            self.inside[self._open][-1] += data


@pytest.mark.parametrize("suffix", WRITERS)
def test_the_same_map_is_the_same_file(leeds: Drawing, suffix: str) -> None:
    assert export(leeds, suffix) == export(leeds, suffix)
    assert export(leeds, suffix.upper()) == export(leeds, suffix)
    assert suffix in MEDIA_TYPES


@pytest.mark.parametrize("suffix", ["", ".pdf", ".htm", ".exe"])
def test_other_formats_are_refused(leeds: Drawing, suffix: str) -> None:
    with pytest.raises(BadInput, match=r"\.html, \.svg"):
        export(leeds, suffix)


@pytest.mark.parametrize("name", ["leeds", "hostile"])
def test_html_loads_nothing_and_its_policy_names_what_is_in_it(name: str, request: pytest.FixtureRequest) -> None:
    page = Page(export(request.getfixturevalue(name), ".html").decode())
    for tag, attributes in page.elements:
        assert tag not in ("img", "iframe", "object", "embed", "base")
        assert "src" not in attributes
        assert "style" not in attributes
        assert not any(attribute.startswith("on") for attribute in attributes)
        if tag == "link":
            assert attributes["href"] == "data:,"
        if tag == "a":
            assert str(attributes["href"]).startswith(("https://", "http://"))
    policy = next(a["content"] or "" for tag, a in page.elements if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "http" not in policy
    data, *scripts = page.inside["script"]
    json.loads(data)
    for text in (*scripts, *page.inside["style"]):
        assert f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" in policy
    assert len(scripts) == len(SCRIPTS)


def test_html_carries_every_record_in_map_and_table(leeds: Drawing) -> None:
    page = Page(export(leeds, ".html").decode())
    data = json.loads(page.inside["script"][0])
    assert [link["id"] for link in data["links"]] == [item.key for item in leeds.links]
    rows = [attributes["data-link"] for tag, attributes in page.elements if tag == "tr" and "data-link" in attributes]
    assert sorted(rows) == sorted(item.key for item in leeds.links)
    assert data["options"]["physics"] == {"enabled": False}
    for node in data["nodes"]:
        assert {"highlight", "hover"} <= node["color"].keys()
        assert {"x", "y"} <= node.keys()
    for link in data["links"]:
        assert link["color"]["color"] == link["color"]["highlight"] == link["color"]["hover"]


def test_svg_has_every_record_the_legend_title_date_and_source(leeds: Drawing) -> None:
    root = ET.fromstring(export(leeds, ".svg"))  # noqa: S314 - our own
    links = [element.get("id") for element in root.iter(f"{SVG}g") if element.get("class") == "link"]
    assert links == [item.key for item in leeds.links]
    text = " ".join(element.text or "" for element in root.iter(f"{SVG}text"))
    assert "Partners of Leeds Teaching Hospitals NHS Trust" in text
    assert "23 November 2026" in text
    assert "Local expenditure (1)" in text
    assert "proposed (2)" in text
    assert "NHS trust or foundation trust (1)" in text
    assert "Open Government Licence" in text
    x, y = leeds.wide.positions["GB-LAE-LDS@estates"]
    assert any(e.get("transform") == f"translate({x:g} {y:g})" for e in root.iter(f"{SVG}g"))
    assert b"http" not in re.sub(rb"https?://(www\.w3\.org/2000/svg)", b"", export(leeds, ".svg"))


def test_graphml_has_each_organisation_once_and_each_record(leeds: Drawing) -> None:
    graph = networkx.read_graphml(BytesIO(export(leeds, ".graphml")), force_multigraph=True)
    assert set(graph.nodes) == {node.organisation.id for node in leeds.nodes}
    assert len(graph.edges) == len(leeds.links)
    assert graph.nodes["GB-NHS-RR8"] == {
        "label": "Leeds Teaching Hospitals NHS Trust", "type": "nhs-trust", "asked_for": True
    }


def test_json_has_nodes_links_positions_and_legend(leeds: Drawing) -> None:
    told = json.loads(export(leeds, ".json"))
    assert told["as_at"] == "2026-11-23"
    assert told["snapshot"] == seed_snapshot().hash
    assert [link["key"] for link in told["links"]] == [item.key for item in leeds.links]
    assert {node["key"]: (node["x"], node["y"]) for node in told["nodes"]} == dict(leeds.wide.positions)
    assert [entry["count"] for entry in told["legend"]["value_areas"]] == [7, 9, 2, 4, 1]
    assert sum(sector["active"] for sector in told["sectors"]) == 19


def test_png_is_a_picture_with_words(leeds: Drawing, hostile: Drawing) -> None:
    for drawing in (leeds, hostile):
        assert export(drawing, ".png").startswith(b"\x89PNG\r\n")


def test_hostile_texts_are_text_in_html(hostile: Drawing) -> None:
    page = Page(export(hostile, ".html").decode())
    known = {
        "html", "head", "meta", "title", "link", "style", "script", "body", "main", "h1", "h2", "h3", "p", "div",
        "span", "button", "ul", "li", "a", "table", "caption", "thead", "tbody", "tr", "th", "td", "svg", "line",
        "polygon", "circle", "details", "fieldset", "input", "label", "legend", "noscript", "summary",
    }
    assert {tag for tag, _ in page.elements} <= known
    assert len([tag for tag, _ in page.elements if tag == "script"]) == len(SCRIPTS) + 1
    data = json.loads(page.inside["script"][0])
    assert any(NAMES[2] in node["title"] for node in data["nodes"])


def test_hostile_texts_are_text_in_svg_and_graphml(hostile: Drawing) -> None:
    root = ET.fromstring(export(hostile, ".svg"))  # noqa: S314 - our own
    assert {element.tag.removeprefix(SVG) for element in root.iter()} == {
        "svg", "title", "desc", "rect", "g", "path", "text", "polygon", "circle"
    }
    assert any(NAMES[1] in (element.text or "") for element in root.iter(f"{SVG}title"))
    graph = networkx.read_graphml(BytesIO(export(hostile, ".graphml")), force_multigraph=True)
    assert graph.nodes[CENTRE]["label"] == NAMES[0]
    assert len(graph.edges) == len(NAMES)


def test_a_very_long_name_is_shortened_on_the_map_and_whole_in_the_title(hostile: Drawing) -> None:
    node = next(node for node in hostile.nodes if node.organisation.name == "W" * 10_000)
    assert len(node.lines) == 5
    assert node.lines[-1].endswith("…")
    assert node.title.startswith("W" * 10_000)
