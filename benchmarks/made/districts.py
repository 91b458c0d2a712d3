"""Districts: how large each is, where it lies and which are near."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.made.seed import read_seed
from graphsvc.vocabulary import DISTRICT

_NEAR = 6
_ENGLAND = (-1.5, 52.6)


@dataclass(frozen=True, slots=True)
class Districts:
    """All districts, in the order of their codes.

    Attributes
    ----------
    codes, names : list of str
        Of each.
    centres : array
        Longitude and latitude of each.
    near : array
        The nearest others of each, nearest first.
    shares : array
        The share of England's organisations in each.
    """

    codes: list[str]
    names: list[str]
    centres: NDArray[np.float64]
    near: NDArray[np.int64]
    shares: NDArray[np.float64]


def read_districts() -> Districts:
    """The districts of the seed; a district lies where its organisations lie, and is as large as they are many."""
    places = sorted((row["code"], row["name"]) for row in read_seed("places") if row["kind"] == DISTRICT)
    positions: dict[str, list[tuple[float, float]]] = defaultdict(list)
    counts: dict[str, int] = defaultdict(int)
    for row in read_seed("organisations"):
        counts[row["place_code"]] += 1
        if row["place_code"] and row["longitude"]:
            positions[row["place_code"]].append((float(row["longitude"]), float(row["latitude"])))
    centres = np.array([np.mean(positions[code] or [_ENGLAND], axis=0) for code, _ in places])
    # A degree of longitude is some six tenths of one of latitude here.
    apart = np.hypot((centres[:, None, 0] - centres[None, :, 0]) * 0.6, centres[:, None, 1] - centres[None, :, 1])
    weights = np.array([2.0 + counts[code] for code, _ in places]) ** 1.3
    return Districts(
        [code for code, _ in places], [name for _, name in places], centres,
        np.argsort(apart, axis=1, kind="stable")[:, 1 : _NEAR + 1], weights / weights.sum(),
    )
