"""The same snapshot file gives the same bytes in every process, whatever order its sets and dicts of strings have."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from graphsvc.maps.files.export import MEDIA_TYPES
from graphsvc.snapshot.file import write_snapshot
from tests.api.calls import EXAMPLES, LEEDS, ROOT
from tests.fixtures.facts import seed_snapshot

_DAY = "2026-11-23"
ADDRESSES: list[tuple[str, dict[str, str]]] = [
    *((ROOT + call, {"as_at": _DAY, **query}) for call, query, _ in EXAMPLES),
    (f"{ROOT}/paths", {"source": LEEDS, "target_type": "university", "k": "20", "order": "evidence", "as_at": _DAY}),
    (f"{ROOT}/organisations/nobody-like-this", {"as_at": _DAY}),
    ("/", {"q": "leeds", "as_at": _DAY}),
    (f"/organisations/{LEEDS}", {"as_at": _DAY}),
    *((f"/organisations/{LEEDS}/map{suffix}", {"as_at": _DAY}) for suffix in MEDIA_TYPES),
]
_OTHER = """
import json, sys
from pathlib import Path
from graphsvc.app import create_app
from graphsvc.config import load_settings
from graphsvc.snapshot.in_use import FixedSnapshot
from graphsvc.snapshot.file import read_snapshot
from tests.api.test_same_bytes import told
print(json.dumps([list({"one", "two", "three", "four"}), hash("one")]))
client = create_app(load_settings(), FixedSnapshot(read_snapshot(Path(sys.argv[1])))).test_client()
for address, query in json.load(sys.stdin):
    print(json.dumps(told(client.get(address, query_string=query))))
"""
"""Prints what tells its hash seed from another, and then what each answer was."""


def told(answer: TestResponse) -> list[object]:
    """Status, SHA-256 and tag of an answer, but for its request id and how long ago a page says its facts were read."""
    body = answer.data.replace(answer.headers["Request-Id"].encode(), b"")
    body = re.sub(rb"\(just now\)|\([^()]* ago\)", b"", body)
    return [answer.status_code, sha256(body).hexdigest(), answer.headers.get("ETag")]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seed as a snapshot file."""
    path = tmp_path_factory.mktemp("file") / "a.snapshot"
    write_snapshot(seed_snapshot(), path)
    return path


def answers_of_another(file: Path, hash_seed: str) -> tuple[str, list[list[object]]]:
    """What another process answers from a file: its order of strings; and status, SHA-256 and tag of each answer."""
    done = subprocess.run(
        [sys.executable, "-c", _OTHER, str(file)], input=json.dumps(ADDRESSES), capture_output=True, text=True,
        check=True, env={**os.environ, "PYTHONHASHSEED": hash_seed},
    )
    order, *answers = (line for line in done.stdout.splitlines() if line.startswith("["))
    return order, [json.loads(answer) for answer in answers]


def test_two_processes_with_other_hash_seeds_answer_the_same_bytes(client: FlaskClient, file: Path) -> None:
    one, other = answers_of_another(file, "1"), answers_of_another(file, "2")
    assert one[0] != other[0]
    expected = []
    for address, query in ADDRESSES:
        expected.append(told(client.get(address, query_string=query)))
    for at, (address, query) in enumerate(ADDRESSES):
        assert one[1][at] == other[1][at] == expected[at], (address, query)
    assert len(one[1]) == len(ADDRESSES)
    assert {status for status, _, _ in expected} == {200, 404}
