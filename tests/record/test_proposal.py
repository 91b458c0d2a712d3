"""A proposal that was made on the page is loaded as it is, and answers."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from click.testing import CliRunner

from graphsvc.commands.check import command as check_command
from graphsvc.commands.load import command as load_command
from graphsvc.config import Settings
from graphsvc.database.session import Database
from graphsvc.snapshot.build import build_snapshot
from tests.fixtures.browser import application

NEW = {
    "what": "partnership", "organisation": "GB-NHS-RR8", "other": "GB-LAE-BRD", "value_area": "social-inclusion",
    "kind": "formal-partnership", "status": "active", "since": "2025-06", "summary": "Care homes, and “more”.",
    "title": "A page of the council", "address": "https://www.example.org/care", "evidence_date": "2026-02-01",
    "evidence_basis": "read",
}


def test_a_proposal_of_the_page_is_checked_loaded_and_answered(
    database: Database, settings: Settings, seeded: str, tmp_path: Path
) -> None:
    before = build_snapshot(database)
    answer = application(before).test_client().get("/proposal.zip", query_string=NEW)
    assert answer.status_code == 200, answer.text
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        archive.extractall(tmp_path)
    folder = next(path for path in tmp_path.iterdir() if path.is_dir())
    where = ["--data", str(settings.data_dir)]
    for command, options in ((check_command, []), (load_command, ["--dry-run"]), (load_command, [])):
        done = CliRunner().invoke(command, [str(folder), *options, *where])
        assert done.exit_code == 0, done.output
    record = folder.name.removeprefix("proposal-")
    client = application(build_snapshot(database)).test_client()
    items = client.get("/api/v1/organisations/GB-NHS-RR8/partnerships?limit=200").json["items"]
    found = next(item for item in items if item["id"] == record)
    assert {found["source"], found["target"]} == {"GB-NHS-RR8", NEW["other"]}
    assert (found["value_area"], found["state"], found["summary"]) == (NEW["value_area"], "active", NEW["summary"])
    assert found["evidence"]["address"] == NEW["address"]
    assert record in client.get(f"/proposal?record={record}").text
    # Proposed again, it is known.
    again = client.get("/proposal", query_string={**NEW, "check": "true"})
    assert again.status_code == 422
    assert f"recorded already, as {record}" in again.text
