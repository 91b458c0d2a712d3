"""Comparing paths: what a path says beside those before it, and which of its steps are equally weak."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphsvc.questions.paths import Path


def equally_weak(path: Path) -> tuple[int, ...]:
    """Positions of the costliest steps of a path; the first is the one that it names as its weakest."""
    most = path.steps[path.weakest].cost
    return tuple(position for position, step in enumerate(path.steps) if step.cost == most)


def remarks(paths: Sequence[Path]) -> tuple[tuple[str, ...], ...]:
    """What to know of each path besides its steps: whether one before it is as good, and what it changes on the way.

    Parameters
    ----------
    paths : sequence of Path
        The answer, best first.
    """
    return tuple(tuple(_of_path(path, paths[:rank])) for rank, path in enumerate(paths))


def _of_path(path: Path, better: Sequence[Path]) -> Iterator[str]:
    as_good = [rank for rank, one in enumerate(better, 1) if (one.hops, one.cost) == (path.hops, path.cost)]
    if as_good:
        yield f"As good as path {as_good[0]}: as many hops, and the same evidence cost."
    around = [rank for rank, one in enumerate(better, 1) if _goes_round(path, one)]
    if around:
        yield f"Longer than path {around[0]}, and through the same organisations and others."
    if path.hops > 1 and not set.intersection(*_value_areas(path)):
        yield "These steps are in different value areas."


def _goes_round(path: Path, shorter: Path) -> bool:
    """Whether a path has the ends of a shorter one and comes through everyone on it."""
    ends = (path.organisations[0], path.organisations[-1]) == (shorter.organisations[0], shorter.organisations[-1])
    return ends and 1 < shorter.hops < path.hops and set(shorter.organisations) <= set(path.organisations)


def _value_areas(path: Path) -> list[set[str]]:
    return [{link.partnership.value_area for link in step.links} for step in path.steps]
