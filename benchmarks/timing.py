"""Taking the time of the same call with many inputs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from time import perf_counter
from typing import TypeVar

_T = TypeVar("_T")

BUDGET = 10.0
"""Seconds after which no further input is tried: what is slow is as well known after a few."""


@dataclass(frozen=True, slots=True)
class Times:
    """Times of calls, in milliseconds, shortest first."""

    each: tuple[float, ...]

    def at(self, share: float) -> float:
        """The time within which this share of the calls ended."""
        return self.each[min(len(self.each) - 1, int(share * len(self.each)))]

    @property
    def median(self) -> float:
        """The middle one."""
        return self.at(0.5)

    @property
    def p95(self) -> float:
        """Ninety-five of a hundred took no longer."""
        return self.at(0.95)


def timed(function: Callable[[_T], object], inputs: Iterable[_T], budget: float = BUDGET) -> Times:
    """Times of a function over inputs, each called once, until the time is spent.

    Parameters
    ----------
    function : callable
        What is timed.
    inputs : iterable
        What it is called with; at least one.
    budget : float
        Seconds after which no further input is tried.
    """
    each: list[float] = []
    begun = perf_counter()
    for one in inputs:
        started = perf_counter()
        function(one)
        ended = perf_counter()
        each.append((ended - started) * 1000)
        if ended - begun > budget:
            break
    return Times(tuple(sorted(each)))
