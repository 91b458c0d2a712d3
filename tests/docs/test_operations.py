"""docs/operations.md names metrics, problems, audit fields and commands that there are."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click

from graphsvc.api.problems import PROBLEM_TYPES
from graphsvc.app import create_app
from graphsvc.cli import cli
from graphsvc.config import Settings
from graphsvc.snapshot.refresh import SnapshotKeeper
from graphsvc.snapshot.store import SnapshotStore
from tests.api.calls import ROOT as API
from tests.docs.sections import ROOT, plain, rows, sections
from tests.fixtures.facts import seed_snapshot

TEXT = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")


def test_every_metric_is_documented_and_every_alarm_names_one(tmp_path: Path) -> None:
    store = SnapshotStore(tmp_path)
    store.write(seed_snapshot())

    def no_record() -> None:
        raise AssertionError

    keeper = SnapshotKeeper(store, no_record)  # type: ignore[arg-type]
    client = create_app(Settings(), keeper).test_client()
    client.get(f"{API}/gaps?colour=red")
    client.get(f"{API}/vocabulary")
    families = set(re.findall(r"^# TYPE (graphsvc_\w+?)(?:_created)? \w+$", client.get("/metrics").text, re.MULTILINE))
    listed = {name for row in rows(sections("operations.md")["Metrics and alarms"]) for name in _metrics(row[0])}
    assert {name.removesuffix("_total").removesuffix("_bucket") for name in listed} == {
        name.removesuffix("_total") for name in families
    }


def _metrics(cell: str) -> list[str]:
    return re.findall(r"graphsvc_\w+", cell)


def test_every_problem_named_in_an_alarm_is_one() -> None:
    named = {name for group in re.findall(r'problem=~?"([^"]+)"', TEXT) for name in re.split(r"\\?\|", group)}
    assert named
    assert named <= {problem.name for problem in PROBLEM_TYPES}


def test_every_command_shown_is_understood() -> None:
    lines = re.findall(r"^\$ graphsvc (.+)$", TEXT, re.MULTILINE)
    assert len(lines) >= 6
    for line in lines:
        name, *words = shlex.split(line)
        command = cli.get_command(click.Context(cli), name)
        assert command is not None
        context = command.make_context(name, list(words))
        if isinstance(command, click.Group):
            inner = command.get_command(context, words[0])
            assert inner is not None, line
            inner.make_context(words[0], words[1:], parent=context)


def test_files_named_are_there() -> None:
    for name in re.findall(r"`(deploy/[\w.]+|compose\.yaml|Dockerfile|config\.toml)`", TEXT):
        assert (ROOT / name).is_file(), name
    assert {plain(row[0]) for row in rows(sections("operations.md")["Audit log"])} >= {"time", "action"}
