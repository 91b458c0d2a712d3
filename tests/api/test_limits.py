"""What a question may ask for at most, and what it gets when it does not say: the settings of `[questions]`."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from graphsvc.app import create_app
from graphsvc.config import load_settings
from graphsvc.files import packaged
from graphsvc.snapshot.in_use import FixedSnapshot
from tests.api.calls import LEEDS, ROOT
from tests.fixtures.facts import seed_snapshot

Asks = Callable[..., FlaskClient]

SETTINGS: dict[str, int] = tomllib.loads(packaged("config.toml").read_text(encoding="utf-8"))["questions"]
FAR = {"source": LEEDS, "target": "GB-SHPE-L4389"}
"""A question whose shortest path is longer than who does not say gets."""
SEVERAL = {"source": LEEDS, "target_type": "university"}
"""A question with more paths than who does not say gets."""

LIMITS: dict[str, tuple[tuple[str, dict[str, str], str], ...]] = {
    "max_hops_limit": (("/paths", FAR, "max_hops"),),
    "k_limit": (("/paths", SEVERAL, "k"),),
    "list_limit": (
        ("/organisations", {}, "limit"), (f"/organisations/{LEEDS}/partnerships", {}, "limit"), ("/gaps", {}, "limit"),
        ("/brokers", {}, "limit"),
    ),
}
"""For every limit of the settings, the calls and the parameter that it limits."""

DEFAULTS: dict[str, tuple[str, dict[str, str], str]] = {
    "max_hops": ("/paths", FAR, "max_hops"),
    "k": ("/paths", SEVERAL, "k"),
    "suggest": (f"/organisations/{LEEDS}/gaps", {}, "suggest"),
    "list_size": ("/gaps", {}, "limit"),
}
"""For every other setting, a call and the parameter that it is used for when not given."""

_EACH = [(limit, *asked) for limit, several in LIMITS.items() for asked in several]


@pytest.fixture
def asks(tmp_path: Path) -> Asks:
    """Makes the application with some settings of `[questions]`, and asks it."""

    def make(**chosen: int) -> FlaskClient:
        file = tmp_path / "config.toml"
        file.write_text("[questions]\n" + "".join(f"{name} = {value}\n" for name, value in chosen.items()))
        return create_app(load_settings(file), FixedSnapshot(seed_snapshot())).test_client()

    return make


def test_every_setting_of_questions_is_tried_here() -> None:
    assert {name for name in SETTINGS if name.endswith("_limit")} == set(LIMITS)
    assert set(SETTINGS) == set(LIMITS) | set(DEFAULTS)


OF_THE_RECORD = f"{ROOT}/reports/{{id}}/run"
"""Its rows are the record's, and limited by `row_limit` of `[database]`: see test_reports."""


def test_every_list_has_the_limit_of_lists(client: FlaskClient) -> None:
    paths = client.get(f"{ROOT}/openapi.json").get_json()["paths"]
    lists = {
        path for path, operations in paths.items()
        if "limit" in {parameter["name"] for parameter in operations.get("get", {}).get("parameters", ())}
    }
    assert lists - {OF_THE_RECORD} == {ROOT + call.replace(LEEDS, "{id}") for call, _, _ in LIMITS["list_limit"]}


@pytest.mark.parametrize(("limit", "call", "query", "parameter"), _EACH)
def test_one_more_than_a_limit_is_refused_and_the_limit_is_not(
    client: FlaskClient, limit: str, call: str, query: dict[str, str], parameter: str
) -> None:
    most = SETTINGS[limit]
    assert client.get(ROOT + call, query_string={**query, parameter: str(most)}).status_code == 200
    refused = client.get(ROOT + call, query_string={**query, parameter: str(most + 1)})
    assert refused.status_code == 422
    (error,) = refused.get_json()["errors"]
    assert (error["parameter"], error["value"]) == (parameter, str(most + 1))
    assert str(most) in error["detail"]


@pytest.mark.parametrize(("limit", "call", "query", "parameter"), _EACH)
def test_a_limit_is_the_one_that_the_settings_say(
    asks: Asks, limit: str, call: str, query: dict[str, str], parameter: str
) -> None:
    default = {"max_hops_limit": "max_hops", "k_limit": "k", "list_limit": "list_size"}[limit]
    client = asks(**{limit: 3, default: 3})
    assert client.get(ROOT + call, query_string={**query, parameter: "3"}).status_code == 200
    refused = client.get(ROOT + call, query_string={**query, parameter: "4"})
    assert refused.status_code == 422
    assert [error["parameter"] for error in refused.get_json()["errors"]] == [parameter]


@pytest.mark.parametrize("name", DEFAULTS)
def test_who_does_not_say_gets_what_the_settings_say(client: FlaskClient, asks: Asks, name: str) -> None:
    call, query, parameter = DEFAULTS[name]
    other = asks(**{name: 2}).get(ROOT + call, query_string=query)
    usual = client.get(ROOT + call, query_string=query)
    assert other.data == client.get(ROOT + call, query_string={**query, parameter: "2"}).data
    assert usual.data == client.get(ROOT + call, query_string={**query, parameter: str(SETTINGS[name])}).data
    assert other.data != usual.data


@pytest.mark.parametrize(
    ("call", "query", "parameter", "most"),
    [(f"/organisations/{LEEDS}/gaps", {}, "suggest", 100), ("/map", {"org": LEEDS}, "hops", 3)],
)
def test_a_limit_that_no_setting_moves_is_told_too(
    client: FlaskClient, call: str, query: dict[str, str], parameter: str, most: int
) -> None:
    assert client.get(ROOT + call, query_string={**query, parameter: str(most)}).status_code == 200
    refused = client.get(ROOT + call, query_string={**query, parameter: str(most + 1)})
    assert refused.status_code == 422
    assert [error["parameter"] for error in refused.get_json()["errors"]] == [parameter]


@pytest.mark.parametrize("call", ["/paths", "/map"])
def test_a_hundred_organisations_may_be_named_and_not_one_more(client: FlaskClient, call: str) -> None:
    parameter = {"/paths": "source", "/map": "org"}[call]
    ids = [organisation.id for organisation in seed_snapshot().organisations if organisation.id != FAR["target"]]
    rest = {"target": FAR["target"]} if call == "/paths" else {"hops": "0"}
    assert client.get(ROOT + call, query_string={**rest, parameter: ids[:100]}).status_code == 200
    refused = client.get(ROOT + call, query_string={**rest, parameter: ids[:101]})
    assert refused.status_code == 422
    assert {error["parameter"] for error in refused.get_json()["errors"]} == {parameter}
