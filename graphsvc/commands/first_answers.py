"""The first gap and the first path, asked of the running server: what it is for, in two sentences."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import ProxyHandler, build_opener

from graphsvc.commands.layout import paragraph
from graphsvc.dates import in_words

_EXAMPLE = "GB-NHS-RR8"
_TARGETS = ("GB-UKPRN-10007785", "GB-SHPE-L4521")
_WITHIN = 30.0
_LOOK = 0.2
_NOT_READY = 503


def first_answers(address: str) -> Iterator[str]:
    """Ask a gap and a path, and give them as lines.

    Parameters
    ----------
    address : str
        Where the server answers.
    """
    client = _Client(address)
    if client.wait():
        yield from _gap(client)
        yield from _path(client)


def _gap(client: _Client) -> Iterator[str]:
    found = client.ask(f"/organisations/{_EXAMPLE}/gaps", state="unrecorded", suggest=3)
    if found is None:
        listed = client.ask("/gaps", state="unrecorded", limit=1)
        if not listed or not listed["items"]:
            return
        found = client.ask(f"/organisations/{listed['items'][0]['organisation']}/gaps", state="unrecorded", suggest=3)
    cells = [cell for cell in (found or {}).get("cells", ()) if cell["suggestions"]]
    if found is None or not cells:
        return
    cell = max(cells, key=lambda cell: len(cell["suggestions"]))
    coverage = found["coverage"]
    yield ""
    yield from paragraph(
        f"A gap. {found['organisation']['name']}: {coverage['recorded']} of {coverage['of']} expected partnerships are "
        f"recorded. {cell['reason']}"
    )
    for one in cell["suggestions"]:
        yield from paragraph(f"Could be engaged: {one['name']} ({'; '.join(one['why'])}).", indent=2)


def _path(client: _Client) -> Iterator[str]:
    for target in _TARGETS:
        answer = client.ask("/paths", source=_EXAMPLE, target=target, k=1)
        if answer and answer["paths"]:
            path = answer["paths"][0]
            yield ""
            yield from paragraph(f"A path. {path['sentence']} {path['weakest_sentence']}")
            yield f"\nAs at {in_words(answer['as_at'])}, snapshot {answer['snapshot'][:12]}."
            return


class _Client:
    """Asks our own server, past any proxy; waits while a worker of it has nothing to answer from yet."""

    def __init__(self, address: str) -> None:
        self._root = f"{address}/api/v1"
        self._ready = f"{address}/readyz"
        self._open = build_opener(ProxyHandler({})).open
        self._until = time.monotonic() + _WITHIN

    def ask(self, call: str, **parameters: object) -> dict[str, Any] | None:
        """The answer; None when there is none."""
        return self._get(f"{self._root}{call}?{urlencode(parameters)}")

    def wait(self) -> bool:
        """Wait until there is something to answer from; whether there is."""
        return self._get(self._ready) is not None

    def _get(self, address: str) -> dict[str, Any] | None:
        while True:
            try:
                with self._open(address, timeout=_WITHIN) as answer:
                    found: dict[str, Any] = json.load(answer)
                    return found
            except HTTPError as error:
                error.close()
                if error.code != _NOT_READY:
                    return None
            except OSError:
                pass  # it does not listen yet
            if time.monotonic() > self._until:
                return None
            time.sleep(_LOOK)
