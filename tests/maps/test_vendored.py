"""What others wrote is unchanged, named with its version and licence, and all of it is listed."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

import graphsvc

FOLDER = Path(graphsvc.__file__).parent / "web" / "static" / "vendor"


def test_every_vendored_file_is_listed_with_version_licence_and_checksum() -> None:
    listed = tomllib.loads((FOLDER / "vendored.toml").read_text())
    known = {"vendored.toml"}
    for entry in listed.values():
        assert entry["version"]
        assert entry["licence"]
        assert entry["from"]
        for file, checksum in (("file", "sha256"), ("licence_file", "licence_sha256")):
            known.add(entry[file])
            assert hashlib.sha256((FOLDER / entry[file]).read_bytes()).hexdigest() == entry[checksum]
        if not entry["file"].endswith(".svg"):
            assert f"@version {entry['version']}" in (FOLDER / entry["file"]).read_text()
    assert {path.name for path in FOLDER.iterdir()} == known
