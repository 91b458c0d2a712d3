"""Texts that try to be something else are unknown words, in every parameter of every page."""

from __future__ import annotations

from html.parser import HTMLParser
from itertools import cycle
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.fixtures.browser import application
from tests.fixtures.facts import seed_snapshot
from tests.fixtures.strings import HOSTILE, UNKNOWN

LEEDS = "GB-NHS-RR8"
NARROWED = ("value_area", "state")
GAPS = ("region", "icb", "type", "value_area", "partner_type", "state", "scope", "page")
PATHS = (
    "source", "target", "target_type", "target_place", "value_area", "kind", "k", "max_hops", "order", "inherited",
    "national", "avoid", "via",
)
MAP = (
    "org", "icb", "region", "england", "hops", "value_area", "type", "kind", "state", "layout", "hide", "each", "open",
)
PROPOSAL = (
    "what", "organisation", "other", "record", "value_area", "partner_type", "kind", "status", "since", "until",
    "summary", "title", "address", "date", "basis", "asked_on", "answer", "note",
)
PATH_REPORT = ("source", "target", "max_hops")
PAGES = {
    "/": (), "/search": ("q", "type"), f"/organisations/{LEEDS}": NARROWED, f"/organisations/{LEEDS}/map.svg": NARROWED,
    f"/organisations/{LEEDS}/records.csv": NARROWED, f"/organisations/{LEEDS}/gaps.csv": NARROWED,
    f"/organisations/{LEEDS}/peers": ("value_area",), f"/organisations/{LEEDS}/peers.csv": ("value_area",),
    f"/brokers/{LEEDS}/cut-off.csv": (), "/gaps": GAPS, "/gaps.csv": GAPS, "/gaps.xlsx": GAPS,
    "/changes": ("since", "kind", "scope", "page", "icb", "region"),
    "/paths": PATHS, "/paths.csv": PATHS, "/paths.svg": PATHS,
    "/meeting": ("one", "other"), "/map": MAP, "/map.svg": MAP, "/map.csv": MAP,
    "/brokers": ("type", "single_points", "page"), "/brokers.csv": ("type", "single_points"), f"/brokers/{LEEDS}": (),
    "/patch": ("organisation", "place"), "/data": (), "/data/evidence.csv": (), "/proposal": PROPOSAL,
    "/reports": (), "/reports/shortest-path": PATH_REPORT, "/reports/shortest-path.csv": PATH_REPORT,
    "/cypher": (), "/brief": ("icb", "region", "since"), f"/brief/{'0' * 20}/": (), f"/brief/{'0' * 20}/index.html": (),
    f"/brief/{'0' * 20}.zip": (),
    "/proposal.zip": PROPOSAL, "/help": (), "/help/gaps": (), "/help/terms": (),
}
"""Every page with its own parameters; all take `as_at` and `patch` besides."""

TAGS = frozenset({
    "a", "aside", "b", "body", "br", "button", "caption", "circle", "code", "col", "colgroup", "dd", "defs",
    "desc", "details", "div", "dl", "dt", "em", "ellipse", "fieldset", "figcaption", "figure", "footer", "form",
    "g", "h1", "h2", "h3", "h4", "head", "header", "hr", "html", "i", "input", "label", "legend", "li", "line",
    "link", "main", "meta", "nav", "noscript", "ol", "optgroup", "option", "output", "p", "path", "pattern",
    "polygon", "polyline", "pre", "rect", "script", "search", "section", "select", "small", "span", "strong",
    "style", "sub", "summary", "sup", "svg", "table", "tbody", "td", "template", "text", "textarea", "tfoot", "th",
    "thead",
    "time", "title", "tr", "tspan", "ul", "wbr",
})


class Parts(HTMLParser):
    """What a browser would make of a page, and whatever in it no page of ours has."""

    def __init__(self, answer: TestResponse) -> None:
        super().__init__()
        self.said: list[str] = []
        self.foreign: list[str] = []
        self.feed(answer.text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.said += given.values()
        if tag not in TAGS or any(name.startswith("on") or name == "style" for name in given):
            self.foreign.append(f"{tag} {given}")
        ours = given.get("src", "").startswith("/assets/") or given.get("type") == "application/json"
        if tag == "script" and not ours:
            self.foreign.append(f"script {given}")
        for name in ("href", "src", "action", "formaction", "xlink:href"):
            if not given.get(name, "/").startswith(("/", "#", "?", "data:,", "http://", "https://")):
                self.foreign.append(f"{name} {given[name][:80]}")
            if given.get(name, "").startswith("//"):
                self.foreign.append(f"{name} {given[name][:80]}")

    def handle_data(self, data: str) -> None:
        self.said.append(data)


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return application(seed_snapshot()).test_client()


def assert_harmless(answer: TestResponse, asked: str) -> None:
    """A usual status, and nothing in the page that is not ours."""
    assert answer.status_code in (200, 303, 404, 422), (answer.status_code, asked)
    if answer.status_code == 303:
        assert answer.location.startswith("/"), asked
        assert not answer.location.startswith("//"), asked
    elif answer.mimetype == "text/html":
        assert Parts(answer).foreign == [], asked


def test_every_page_is_tried(client: FlaskClient) -> None:
    rules = {rule.rule for rule in client.application.url_map.iter_rules() if rule.endpoint.startswith("pages.")}
    adapter = client.application.url_map.bind("localhost")
    tried = {adapter.match(page, return_rule=True)[0].rule for page in PAGES}
    assert rules - tried - {"/assets/<path:filename>", "/proposal/<table>.csv"} == set()


@pytest.mark.parametrize("page", PAGES)
def test_a_hostile_value_is_refused_or_shown_as_text(client: FlaskClient, page: str) -> None:
    names = cycle((*PAGES[page], "as_at", "patch"))
    for text, name in zip(HOSTILE, names, strict=False):
        assert_harmless(client.get(page, query_string={name: text}), f"{page} {name}={text[:60]}")
    for text in HOSTILE[::6]:
        everything = dict.fromkeys((*PAGES[page], "patch"), text)
        assert_harmless(client.get(page, query_string=everything), f"{page} everything={text[:60]}")


@pytest.mark.parametrize("page", PAGES)
def test_a_hostile_parameter_is_passed_over_like_any_unknown_one(client: FlaskClient, page: str) -> None:
    expected = client.get(page)
    for text in HOSTILE[:: 1 if page in ("/", "/help") else 8]:
        for query in ({f"x{text}": "1"}, {UNKNOWN: text or "x"}):
            answer = client.get(page, query_string=query)
            assert answer.status_code == expected.status_code, text[:60]
            assert_harmless(answer, f"{page} {text[:60]}")
            assert sorted(answer.headers.keys()) == sorted(expected.headers.keys()), text[:60]


def test_a_hostile_question_finds_nothing_and_is_shown_as_it_was_asked(client: FlaskClient) -> None:
    for text in HOSTILE:
        answer = client.get("/search", query_string={"q": f"zzqx{text}"})
        assert "Nothing found" in answer.text, text[:60]
        assert any(f"zzqx{text}".strip()[:200] in said for said in Parts(answer).said), text[:60]


@pytest.mark.parametrize("page", ["/", f"/organisations/{LEEDS}", "/gaps", "/paths", "/map", "/meeting", "/data"])
def test_a_hostile_date_is_no_date(client: FlaskClient, page: str) -> None:
    for text in HOSTILE:
        if text.strip():
            assert client.get(page, query_string={"as_at": text}).status_code == 422, text[:60]


@pytest.mark.parametrize("page", [
    "/organisations/{}", "/organisations/{}/map.svg", "/organisations/{}/peers", "/brokers/{}", "/help/{}", "/{}",
    "/data/{}", "/reports/{}", "/reports/{}.csv", "/reports/shortest-path.{}",
])
def test_a_hostile_name_in_a_path_is_not_found_and_shown_as_text(client: FlaskClient, page: str) -> None:
    for text in HOSTILE:
        answer = client.get(page.format(quote(text, safe="")))
        if text.strip(" ./"):
            assert answer.status_code in (404, 308), text[:60]
        assert answer.status_code != 500, text[:60]
        if answer.status_code == 404:
            assert Parts(answer).foreign == [], text[:60]
