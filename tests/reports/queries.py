"""Statements as analysts write them: those of `queries.cypher`, each with the parameters that it needs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

_FILE = Path(__file__).with_suffix(".cypher")


def _queries() -> Iterator[tuple[str, dict[str, object]]]:
    for block in _FILE.read_text(encoding="utf-8").split("\n\n")[1:]:
        first, _, rest = block.partition("\n")
        given = first.startswith("// {")
        yield (rest, json.loads(first.removeprefix("// "))) if given else (block, {})


QUERIES = tuple(_queries())
