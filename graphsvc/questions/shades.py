"""Shades: how dark a share of coverage is drawn, and what the steps mean in numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graphsvc.questions.gaps import Coverage

STEPS = 5
_WIDTHS = (1, 2, 5, 10, 20)
"""Widths that a step may have, in percent: the last holds every share."""


@dataclass(frozen=True, slots=True)
class Shades:
    """Steps of equal width, one darker than the other; nothing recorded is a step of its own.

    Attributes
    ----------
    width : int
        How many percent each step spans.
    """

    width: int

    def step(self, coverage: Coverage) -> int:
        """The step of a share, from 0 (nothing recorded) to 5."""
        if not coverage.recorded:
            return 0
        return min(-(-100 * coverage.recorded // (coverage.of * self.width)), STEPS)

    @property
    def legend(self) -> tuple[tuple[int, str], ...]:
        """Each step with what it means."""
        spans = [(step, f"over {self.width * (step - 1)}% to {self.width * step}%") for step in range(2, STEPS + 1)]
        return ((0, "none recorded"), (1, f"up to {self.width}%"), *spans)


def shades_for(coverages: Iterable[Coverage | None]) -> Shades:
    """The narrowest steps that hold all of some shares, so that they can be told apart."""
    counted = [one for one in coverages if one is not None and one.of]
    for width in _WIDTHS:
        if all(100 * one.recorded <= one.of * width * STEPS for one in counted):
            return Shades(width)
    return Shades(_WIDTHS[-1])
