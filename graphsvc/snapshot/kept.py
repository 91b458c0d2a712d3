"""What is worked out once for a view, and kept as long as the view is."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from graphsvc.snapshot.view import View

_Found = TypeVar("_Found")


def once_for_a_view(work: Callable[[View], _Found]) -> Callable[[View], _Found]:
    """Keep what a function gives for a view in the view: a cache of its own would keep old snapshots alive.

    Parameters
    ----------
    work : callable
        What is asked of a view; called again only for another one.
    """
    @wraps(work)
    def kept(view: View) -> _Found:
        if work not in view.kept:
            view.kept[work] = work(view)
        found: _Found = view.kept[work]
        return found

    return kept
