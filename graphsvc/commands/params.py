"""`--param NAME=VALUE`, as `report run` and `cypher` take it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from graphsvc.errors import BadInput

_SHOWN = 80


def named_values(params: Iterable[str], spelled: Callable[[str], str] = "--param {}".format) -> dict[str, str]:
    """Values by their names, each name once.

    Parameters
    ----------
    params : iterable of str
        What was given with `--param`.
    spelled : callable
        How the user writes a parameter's name.

    Raises
    ------
    BadInput
        One is not written so, or given twice.
    """
    given: dict[str, str] = {}
    for text in params:
        name, sign, value = text.partition("=")
        if not sign or not name:
            raise BadInput(f"--param is written NAME=VALUE, not {text[:_SHOWN]!r}", "--param", text)
        if name in given:
            raise BadInput(f"{spelled(name[:_SHOWN])} may be given once only", spelled(name), value)
        given[name] = value
    return given
