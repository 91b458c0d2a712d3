"""Partnerships: a few organisations have very many, most have few, and most are with somebody near."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from benchmarks.made.days import COUNT, Numbers, Texts, recent, written
from benchmarks.made.evidence import evidence_id
from benchmarks.made.organisations import Organisations
from benchmarks.made.seed import read_seed
from graphsvc.vocabulary import KINDS

_ACTIVITY = {
    "icb": 60.0, "nhs-trust": 40.0, "combined-authority": 40.0, "local-authority": 30.0, "university": 30.0,
    "nhs-body": 30.0, "government-body": 30.0, "dwp": 30.0, "fe-college": 6.0, "network": 4.0, "company": 1.0,
    "public-health-team": 5.0, "icp": 20.0, "lep": 4.0, "housing-association": 1.5, "school": 0.8, "vcse": 1.0,
}
"""How much more of its type an organisation takes part in partnerships than a charity."""

_SAME, _NEAR, _NATIONAL = 0.6, 0.25, 0.04
"""Shares of partners in the same district, in one near it, and national; the rest are anywhere."""

_AREAS = {
    "social-inclusion": 0.28, "skills-employment": 0.27, "research-innovation": 0.21, "estates": 0.12,
    "local-expenditure": 0.12,
}
_KINDS = dict(zip(KINDS, (0.31, 0.29, 0.2, 0.09, 0.06, 0.03, 0.02), strict=True))
_STATUSES = {"active": 0.86, "lapsed": 0.1, "proposed": 0.04}
_BASES = {"read": 0.91, "well-known, unread": 0.09}
_AT_ONCE = 100_000
_TRIES = 6
"""How often a partner is drawn again that is the organisation itself."""


def draw_partnerships(
    random: np.random.Generator, organisations: Organisations, count: int, evidence: int
) -> Iterator[tuple[str, ...]]:
    """Rows of `relationships.csv`, some at a time.

    Parameters
    ----------
    random : Generator
        Draws everything.
    organisations : Organisations
        Who takes part.
    count, evidence : int
        How many partnerships there shall be, and how many pieces of evidence there are.
    """
    ends = _Ends(random, organisations)
    ids = np.array(organisations.ids, dtype=object)
    names = np.array(organisations.districts.names, dtype=object)
    benefits = [row["benefit"] for row in read_seed("benefits")]
    tags = np.array(["", *benefits, "; ".join(benefits[:2])], dtype=object)
    tag_shares = [0.85, *[0.12 / len(benefits)] * len(benefits), 0.03]
    for start in range(0, count, _AT_ONCE):
        some = min(_AT_ONCE, count - start)
        sources, targets = ends.draw(some)
        areas, kinds, statuses, bases = (_any(random, some, of) for of in (_AREAS, _KINDS, _STATUSES, _BASES))
        begun = recent(random, some)
        until = begun + (random.random(some) * (COUNT - begun)).astype(np.int64)
        ending = written(random, until, whole=0.4, month=0.25, year=0.15)
        ending[statuses != "lapsed"] = ""
        read = np.minimum(begun + (random.random(some) * 900).astype(np.int64), COUNT - 1)
        shared = (random.random(some) ** 1.6 * evidence).astype(np.int64)
        places = names[organisations.homes[sources]]
        numbers = range(start + 1, start + some + 1)
        yield from zip(
            [f"G{number:07}" for number in numbers], ids[sources], ids[targets], areas, kinds, statuses,
            written(random, begun, whole=0.1, month=0.37, year=0.23), ending, [evidence_id(at) for at in shared],
            written(random, read, whole=0.35, month=0.12, year=0.3), bases,
            [f"Work together in {place}; drawn as record {n}." for place, n in zip(places, numbers, strict=True)],
            tags[random.choice(len(tags), some, p=tag_shares)], strict=True,
        )


class _Ends:
    """Draws who is partner of whom."""

    def __init__(self, random: np.random.Generator, organisations: Organisations) -> None:
        self._random = random
        self._homes = organisations.homes
        self._near = organisations.districts.near
        activity = np.array([_ACTIVITY[type_] for type_ in organisations.types])
        # The tail of a Pareto distribution: a few are in very many partnerships.
        weights = activity * (random.pareto(1.7, len(activity)) + 1)
        self._by_home = np.argsort(self._homes, kind="stable")
        self._sums = np.cumsum(weights[self._by_home])
        self._begins = np.searchsorted(self._homes[self._by_home], np.arange(len(self._near)))
        self._ends = np.append(self._begins[1:], len(activity))
        self._national = np.flatnonzero(organisations.national)

    def draw(self, count: int) -> tuple[Numbers, Numbers]:
        """Sources and targets, as many as wanted; never twice the same one."""
        zeros, all_ = np.zeros(count, dtype=np.int64), np.full(count, len(self._homes), dtype=np.int64)
        sources = self._within(zeros, all_)
        how = self._random.random(count)
        home = self._homes[sources]
        beside = self._near[home, self._random.integers(0, self._near.shape[1], count)]
        home = np.where(how < _SAME, home, beside)
        anywhere = how >= _SAME + _NEAR
        begins, ends = np.where(anywhere, 0, self._begins[home]), np.where(anywhere, all_, self._ends[home])
        targets = self._within(begins, ends)
        for _ in range(_TRIES):
            same = np.flatnonzero(sources == targets)
            targets[same] = self._within(begins[same], ends[same])
        national = how >= 1 - _NATIONAL
        targets[national] = self._national[self._random.integers(0, len(self._national), int(national.sum()))]
        same = sources == targets
        targets[same] = (targets[same] + 1) % len(self._homes)
        return sources, targets

    def _within(self, begins: Numbers, ends: Numbers) -> Numbers:
        """One of each range of organisations by district, drawn by weight."""
        low = np.where(begins > 0, self._sums[begins - 1], 0.0)
        wanted = low + self._random.random(len(begins)) * (self._sums[ends - 1] - low)
        at = np.minimum(np.searchsorted(self._sums, wanted, side="right"), ends - 1)
        return np.asarray(self._by_home[at], dtype=np.int64)


def _any(random: np.random.Generator, count: int, shares: dict[str, float]) -> Texts:
    values = np.array(list(shares), dtype=object)
    drawn: NDArray[np.int64] = random.choice(len(values), count, p=list(shares.values()))
    return values[drawn]
