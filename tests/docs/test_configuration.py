"""docs/configuration.md and config.toml name every setting with its default, and nothing else."""

from __future__ import annotations

import json
import re
import tomllib

from graphsvc.config import Settings
from tests.docs.sections import ROOT, plain, rows, sections

NOT_IN_FILE = {"data_dir", "database_password"}


def defaults() -> dict[str, dict[str, object]]:
    return Settings().model_dump(mode="json", exclude=NOT_IN_FILE)


def test_every_setting_is_documented_with_its_default_and_no_other() -> None:
    documented = {
        heading.strip("[]"): {plain(row[0]): json.loads(plain(row[1])) for row in rows(text)}
        for heading, text in sections("configuration.md").items()
        if heading.startswith("[")
    }
    assert documented == defaults()


def test_config_toml_holds_every_setting_with_its_default_and_no_other() -> None:
    assert tomllib.loads((ROOT / "config.toml").read_text(encoding="utf-8")) == defaults()


def test_every_environment_variable_is_documented() -> None:
    documented = {plain(row[0]) for row in rows(sections("configuration.md")["Environment variables"])}
    code = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "graphsvc").rglob("*.py"))
    assert documented == set(re.findall(r"\"(GRAPHSVC_[A-Z_]+)\"", code))
