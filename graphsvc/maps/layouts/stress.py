"""Stress majorisation: distances on paper come near to hops, beginning from classical scaling.

The same organisations and links give the same picture.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

STEP = 150.0
"""Distance of two organisations that are joined."""
_ROUNDS = 15
_STILL = 1e-3
"""A round that moves them by less than this part of a step is the last."""
_TURNS = 30
_JITTER = 20.0
"""How far those that scaling puts on one point are moved off it."""


def connected_parts(keys: Sequence[str], pairs: Iterable[tuple[str, str]]) -> list[tuple[list[str], Floats]]:
    """The connected parts, the largest first, each with positions that know nothing of labels yet.

    Parameters
    ----------
    keys : sequence of str
        All organisations.
    pairs : iterable of (str, str)
        Who is joined to whom.
    """
    joined: dict[str, set[str]] = {key: set() for key in keys}
    for one, other in pairs:
        joined[one].add(other)
        joined[other].add(one)
    return [(part, _stressed(_hops(part, joined))) for part in _components(keys, joined)]


def _components(keys: Sequence[str], joined: Mapping[str, set[str]]) -> list[list[str]]:
    seen: set[str] = set()
    parts = []
    for key in keys:
        if key not in seen:
            part, waiting = {key}, [key]
            while waiting:
                found = joined[waiting.pop()] - part
                part |= found
                waiting += found
            seen |= part
            parts.append(sorted(part))
    return sorted(parts, key=lambda part: (-len(part), part[0]))


def _hops(part: Sequence[str], joined: Mapping[str, set[str]]) -> Floats:
    """Hops between any two of a connected part: a bit for each organisation, and one step of all of them at a time."""
    count = len(part)
    number = {key: rank for rank, key in enumerate(part)}
    neighbours = [[number[other] for other in joined[key]] for key in part]
    reached = [1 << rank for rank in range(count)]
    hops = np.zeros((count, count))
    size = (count + 7) // 8
    away = count * count - count
    distance = 0
    while away:
        distance += 1
        following = []
        for rank, near in enumerate(neighbours):
            bits = reached[rank]
            for other in near:
                bits |= reached[other]
            following.append(bits)
        fresh = b"".join((new ^ old).to_bytes(size, "little") for new, old in zip(following, reached, strict=True))
        rows = np.frombuffer(fresh, dtype=np.uint8).reshape(count, size)
        found = np.unpackbits(rows, axis=1, count=count, bitorder="little").astype(bool)
        hops[found] = distance
        away -= int(found.sum())
        reached = following
    return hops


def _stressed(hops: Floats) -> Floats:
    count = len(hops)
    if count == 1:
        return np.zeros((1, 2))
    wanted = hops * STEP
    spots = _scaled(wanted)
    np.fill_diagonal(wanted, 1.0)
    weights = wanted**-2.0
    np.fill_diagonal(weights, 0.0)
    laplacian = np.diag(weights.sum(axis=1)) - weights
    # The inverse of a connected graph's Laplacian on everything but its shifts, which do not matter here.
    inverse = np.linalg.inv(laplacian + 1.0 / count)
    pulls = weights * wanted
    for _ in range(_ROUNDS):
        squares = (spots**2).sum(axis=1)
        between = squares[:, None] + squares[None, :]
        between -= 2.0 * (spots @ spots.T)
        np.maximum(between, 1e-6, out=between)
        np.sqrt(between, out=between)
        np.divide(pulls, between, out=between)
        # Row sums on the diagonal, minus the rest: written out, it needs no second matrix.
        following: Floats = inverse @ (between.sum(axis=1)[:, None] * spots - between @ spots)
        moved = float(np.abs(following - spots).max())
        spots = following
        if moved < _STILL * STEP:
            break
    return spots


def _scaled(wanted: Floats) -> Floats:
    """Classical scaling: the two directions in which the wanted distances differ most."""
    squares = wanted**2
    sides = squares.mean(axis=1)
    centred = -0.5 * (squares - sides[:, None] - sides[None, :] + sides.mean())
    turn = np.arange(len(wanted)) * math.pi * (3 - math.sqrt(5))
    circle = np.stack([np.cos(turn), np.sin(turn)], axis=1)
    basis = circle
    for _ in range(_TURNS):
        basis, _ = np.linalg.qr(centred @ basis)
    sizes, axes = np.linalg.eigh(basis.T @ centred @ basis)
    return np.asarray(basis @ axes * np.sqrt(np.maximum(sizes, 0.0)) + circle * _JITTER, dtype=np.float64)
