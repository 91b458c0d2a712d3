"""Organisations: the seed's own, and as many further ones as are wanted, spread as England's are."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.made.days import COUNT, Numbers, Texts, recent, written
from benchmarks.made.districts import Districts, read_districts
from benchmarks.made.names import aliases_of, name_of
from benchmarks.made.seed import read_seed
from graphsvc.model import TABLE

SOURCE = (
    "generated", "Drawn for measuring: none of it is true", "benchmarks/generate.py", "2026", "CC0 1.0",
    "the organisations of this source do not exist",
)
"""The row of `sources.csv` that everything drawn names."""

_SHARES = {
    "vcse": 0.62, "school": 0.24, "company": 0.07, "housing-association": 0.03, "network": 0.03, "fe-college": 0.01,
}
"""Types of further organisations: the registers that are still to come hold charities and schools above all."""

_CLOSED, _MERGED, _HOSTED, _NATIONAL, _PLACED, _ALSO_CALLED = 0.06, 0.6, 0.02, 0.001, 0.85, 0.15
_NATIONAL_AT = TABLE["organisations"].header.index("national")


@dataclass(frozen=True, slots=True)
class Organisations:
    """What was drawn.

    Attributes
    ----------
    rows, successions : list of list of str
        Of the two files.
    ids, types : list of str
        Of each organisation.
    homes : array
        The district of each, drawn where it sits in none.
    national : array
        Which are national.
    districts : Districts
        Where they sit.
    """

    rows: list[list[str]]
    successions: list[list[str]]
    ids: list[str]
    types: list[str]
    homes: Numbers
    national: NDArray[np.bool_]
    districts: Districts


def draw_organisations(random: np.random.Generator, count: int) -> Organisations:
    """The seed's organisations, and further ones up to a count."""
    districts = read_districts()
    ours = read_seed("organisations")
    further = count - len(ours)
    types = [list(_SHARES)[at] for at in random.choice(len(_SHARES), further, p=list(_SHARES.values()))]
    homes = random.choice(len(districts.codes), count, p=districts.shares)
    index = {code: at for at, code in enumerate(districts.codes)}
    for at, row in enumerate(ours):
        homes[at] = index.get(row["place_code"], index.get(row["covers_code"], homes[at]))
    made, successions = _further(random, types, homes[len(ours) :], districts)
    rows = [list(row.values()) for row in ours] + made
    national_types = {row["organisation_type"] for row in read_seed("organisation_types") if row["national"] == "yes"}
    all_types = [row["organisation_type"] for row in ours] + types
    national = [
        row[_NATIONAL_AT] == "yes" or type_ in national_types for row, type_ in zip(rows, all_types, strict=True)
    ]
    return Organisations(
        rows, [*(list(row.values()) for row in read_seed("successions")), *successions], [row[0] for row in rows],
        all_types, homes, np.array(national), districts,
    )


def _further(
    random: np.random.Generator, types: list[str], homes: Numbers, districts: Districts
) -> tuple[list[list[str]], list[list[str]]]:
    count = len(types)
    opening, spent = recent(random, count), random.random(count)
    closed = random.random(count) < _CLOSED
    closing = opening + (spent * (COUNT - opening)).astype(np.int64)
    opened = written(random, opening, whole=0.45, month=0.1, year=0.25)
    ended = written(random, closing, whole=0.7, month=0.2, year=0.1)
    positions = districts.centres[homes] + random.normal(0, 0.04, (count, 2))
    chances = random.random((5, count))
    councils = [row for row in read_seed("organisations") if row["organisation_type"] == "local-authority"]
    hosts = {row["place_code"]: row["id"] for row in councils}
    numbers: Counter[tuple[str, int]] = Counter()
    rows = []
    for at, type_ in enumerate(types):
        home = int(homes[at])
        name = name_of(type_, districts.names[home], numbers[type_, home])
        numbers[type_, home] += 1
        placed, called, hosted, national, _ = chances[:, at]
        code = districts.codes[home]
        longitude, latitude = (f"{number:.5f}" for number in positions[at])
        rows.append([
            f"LOCAL-{type_}-{at + 1:06}", name, type_, "closed" if closed[at] else "open", opened[at],
            ended[at] if closed[at] else "", code, "", "", "",
            *((longitude, latitude) if placed < _PLACED else ("", "")),
            aliases_of(name, type_) if called < _ALSO_CALLED else "", SOURCE[0], "", "",
            hosts.get(code, "") if hosted < _HOSTED else "", "yes" if national < _NATIONAL else "",
        ])
    return rows, _successions(rows, types, homes, closing, closed & (chances[4] < _MERGED), ended)


def _successions(
    rows: list[list[str]], types: list[str], homes: Numbers, closing: Numbers, merged: NDArray[np.bool_], ended: Texts
) -> list[list[str]]:
    """A closed one is followed by the next of its type and district that lived on: no circle comes of that."""
    kept: dict[tuple[str, int], int] = {}
    found: dict[int, int] = {}
    lives = defaultdict(lambda: COUNT, {at: int(closing[at]) for at in range(len(rows)) if rows[at][3] == "closed"})
    for at in range(len(rows) - 1, -1, -1):
        group = (types[at], int(homes[at]))
        heir = kept.get(group)
        if merged[at] and heir is not None and lives[heir] > lives[at]:
            found[at] = heir
        kept[group] = at
    basis = "drawn: the next of its type in its district that lived on"
    return [[rows[at][0], rows[heir][0], ended[at], "merger", basis, SOURCE[0]] for at, heir in sorted(found.items())]
