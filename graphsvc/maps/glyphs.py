"""The outlines of nodes and of the marks on links, the same as the browser draws them."""

from __future__ import annotations

import math

Point = tuple[float, float]


def outline(shape: str, radius: float) -> tuple[Point, ...]:
    """Corners of a shape around (0, 0); none for a circle (`dot`).

    Parameters
    ----------
    shape : str
        `square`, `triangle`, `triangleDown`, `diamond`, `hexagon`, `star` or `dot`.
    radius : float
        Half its size.
    """
    if shape == "square":
        return _rounded([(-radius, -radius), (radius, -radius), (radius, radius), (-radius, radius)])
    if shape in ("triangle", "triangleDown"):
        half = radius * 1.15
        inner, height = math.sqrt(3) / 3 * half, math.sqrt(3) * half
        drop = 0.275 * half
        corners = [(0.0, drop - (height - inner)), (half, drop + inner), (-half, drop + inner)]
        return _rounded([(x, y if shape == "triangle" else -y) for x, y in corners])
    if shape == "diamond":
        return _rounded([(0.0, radius), (radius, 0.0), (0.0, -radius), (-radius, 0.0)])
    if shape == "hexagon":
        return _rounded([_spoke(step / 6 + 0.25, radius) for step in range(6)])
    if shape == "star":
        reach = radius * 0.82
        spokes = [_spoke(step / 10, reach * (0.5 if step % 2 else 1.3)) for step in range(10)]
        return _rounded([(x, y + 0.1 * reach) for x, y in spokes])
    return ()


def bend(source: Point, target: Point, curve: float) -> Point:
    """The control point of a link's quadratic curve, as vis-network reckons it from a roundness."""
    across, up = target[0] - source[0], source[1] - target[1]
    reach = (abs(curve) * 0.5 + 0.5) * math.hypot(across, up)
    angle = math.atan2(up, across) + (curve * 0.5 + 0.5) * math.pi
    return source[0] + reach * math.sin(angle), source[1] + reach * math.cos(angle)


def halfway(source: Point, target: Point, curve: float) -> Point:
    """The middle of a link."""
    if not curve:
        return (source[0] + target[0]) / 2, (source[1] + target[1]) / 2
    via = bend(source, target, curve)
    return (source[0] + 2 * via[0] + target[0]) / 4, (source[1] + 2 * via[1] + target[1]) / 4


def _spoke(turn: float, reach: float) -> Point:
    angle = turn * 2 * math.pi
    return reach * math.sin(angle), -reach * math.cos(angle)


def _rounded(points: list[Point]) -> tuple[Point, ...]:
    return tuple((round(x, 2), round(y, 2)) for x, y in points)
