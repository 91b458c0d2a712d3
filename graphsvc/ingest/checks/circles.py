"""Circles: what leads back to itself."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from graphsvc.errors import Fault
from graphsvc.ingest.whole import Entry, Whole, fault

_MOST = 50
"""Circles that are told of one table: each takes a search."""

_LONGEST_SHOWN = 8


def successions(whole: Whole) -> Iterator[Fault]:
    """Organisations that succeed themselves, directly or through others."""
    yield from _circles(whole, "successions", "predecessor", "successor", "nobody succeeds itself")


def places(whole: Whole) -> Iterator[Fault]:
    """Places that lie within themselves, directly or through others, and parents that are of another kind."""
    yield from _circles(whole, "within", "child", "parent", "no place lies within itself")
    for entry in whole.given("within"):
        parent = whole.get("places", entry.row["parent"])
        if not parent or "kind" in parent.bad or "parent_kind" in entry.bad:
            continue
        if parent.row["kind"] != entry.row["parent_kind"]:
            message = f"{parent.row['name']} is a {parent.row['kind']} in places.csv: write that, or mend the parent"
            yield fault("within", entry, "parent_kind", message)


def _circles(whole: Whole, table: str, source: str, target: str, rule: str) -> Iterator[Fault]:
    links: dict[str, dict[str, Entry]] = {}
    for entry in whole.entries(table):
        if entry.bad & {source, target}:
            continue
        if entry.row[source] == entry.row[target]:
            yield fault(table, entry, target, f"{rule}: name another, or delete the row")
        else:
            links.setdefault(entry.row[source], {})[entry.row[target]] = entry
    for _ in range(_MOST):
        _peel(links)
        if not links:
            return
        # The last row of the file is the likeliest to be the new one: the circle is told there.
        last = max((entry for ends in links.values() for entry in ends.values()), key=lambda entry: entry.line)
        start, end = last.row[source], last.row[target]
        way = _way(links, end, start)
        del links[start][end]
        if way:
            names = [start, *way]
            shown = names if len(names) <= _LONGEST_SHOWN else [*names[: _LONGEST_SHOWN - 2], "…", names[-1]]
            yield fault(table, last, target, f"{rule}, and this makes a circle: {' → '.join(shown)}; take one step out")


def _peel(links: dict[str, dict[str, Entry]]) -> None:
    """Take out what leads nowhere, again and again: what is left leads into circles."""
    sources: dict[str, list[str]] = {}
    for source, ends in links.items():
        for target in ends:
            sources.setdefault(target, []).append(source)
    empty = deque({*sources, *links} - {source for source, ends in links.items() if ends})
    while empty:
        name = empty.popleft()
        links.pop(name, None)
        for source in sources.get(name, ()):
            if name in links.get(source, {}):
                del links[source][name]
                if not links[source]:
                    empty.append(source)


def _way(links: dict[str, dict[str, Entry]], start: str, end: str) -> list[str]:
    """A shortest way from one name to another; empty when there is none."""
    came_from = {start: ""}
    queue = deque([start])
    while queue:
        name = queue.popleft()
        if name == end:
            way = [name]
            while came_from[way[-1]]:
                way.append(came_from[way[-1]])
            return way[::-1]
        for target in links.get(name, ()):
            if target not in came_from:
                came_from[target] = name
                queue.append(target)
    return []
