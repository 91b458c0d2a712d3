"""What is worked out once for a view, and kept no longer than the view is: a cache would keep old snapshots alive."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import Concatenate, ParamSpec, TypeVar

from graphsvc.snapshot.view import View

_Found = TypeVar("_Found")
_Asked = ParamSpec("_Asked")
_Work = Callable[Concatenate[View, _Asked], _Found]


def once_for_a_view(work: Callable[[View], _Found]) -> Callable[[View], _Found]:
    """Keep what a function gives for a view in the view.

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


def lately_for_a_view(most: int) -> Callable[[_Work[_Asked, _Found]], _Work[_Asked, _Found]]:
    """Keep in the view what a function gave for it and for what was asked last.

    Parameters
    ----------
    most : int
        How many answers are kept; the one that was asked for longest ago goes.
    """

    def keeping(work: _Work[_Asked, _Found]) -> _Work[_Asked, _Found]:
        guard = Lock()

        @wraps(work)
        def kept(view: View, /, *asked: _Asked.args, **named: _Asked.kwargs) -> _Found:
            question = (asked, *named.items())
            with guard:
                answers = view.kept.setdefault(kept, {})
                found: _Found | None = answers.pop(question, None)
            if found is None:
                found = work(view, *asked, **named)
            with guard:
                answers[question] = found
                if len(answers) > most:
                    del answers[next(iter(answers))]
            return found

        return kept

    return keeping
