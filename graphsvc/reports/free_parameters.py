"""Parameters of an analyst's own statement: what JSON can say, and no more of it than a statement needs."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping

from graphsvc.faults import BadParameters, ParameterFault

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,63}")
_MOST_NAMES, _MOST_VALUES, _DEEPEST = 100, 10_000, 5
_LONGEST_TEXT = 20_000
_LEAST_WHOLE, _MOST_WHOLE = -(2**63), 2**63 - 1
_SHOWN = 80


def read_json(text: str | bytes) -> object:
    """What a text in JSON says.

    Raises
    ------
    ValueError
        It is none, nests too deep to be read, or holds numbers or characters that JSON does not have.
    """
    try:
        found: object = json.loads(text, parse_constant=_no_number)
        # Escapes can name half a character, which cannot be sent on, nor be shown to whoever sent it.
        json.dumps(found, ensure_ascii=False).encode()
    except RecursionError:
        raise ValueError("it nests too deep") from None
    except UnicodeEncodeError:
        raise ValueError("it holds a character that no text can") from None
    return found


def check_parameters(parameters: Mapping[str, object]) -> None:
    """Check names, types and sizes.

    A date is a text in ISO form here; the statement makes it one with `date($day)`.

    Parameters
    ----------
    parameters : mapping
        Texts, numbers, truth values, None, lists and maps of these.

    Raises
    ------
    BadParameters
        All that cannot be used.
    """
    faults = [
        ParameterFault(f"parameters.{name[:_SHOWN]}", str(value)[:_SHOWN], detail)
        for name, value in parameters.items()
        for detail in _faults(name, value)
    ]
    if len(parameters) > _MOST_NAMES:
        faults.append(ParameterFault("parameters", "", f"there are more than {_MOST_NAMES}"))
    if not faults and sum(_count(value) for value in parameters.values()) > _MOST_VALUES:
        faults.append(ParameterFault("parameters", "", f"they hold more than {_MOST_VALUES:,} values"))
    if faults:
        raise BadParameters(faults)


def _faults(name: str, value: object) -> Iterator[str]:
    if not _NAME.fullmatch(name):
        yield "a name is a letter or _, then up to 63 letters, digits and _"
    if fault := _fault_of(value, 0):
        yield fault


def _fault_of(value: object, depth: int) -> str:
    """What is wrong with a value, or with something in it; empty when nothing is."""
    if depth > _DEEPEST:
        return f"lists and maps go {_DEEPEST} deep at most"
    if isinstance(value, list | tuple):
        return next(filter(None, (_fault_of(one, depth + 1) for one in value)), "")
    if isinstance(value, Mapping):
        within = [*value, *value.values()]
        return next(filter(None, (_fault_of(one, depth + 1) for one in within)), "")
    if isinstance(value, str):
        if len(value) > _LONGEST_TEXT:
            return f"a text has at most {_LONGEST_TEXT:,} characters"
        return "it holds a character that no text can" if re.search(r"[\ud800-\udfff]", value) else ""
    if isinstance(value, float):
        return "" if math.isfinite(value) else "a number is finite"
    if isinstance(value, int) and not _LEAST_WHOLE <= value <= _MOST_WHOLE:
        return "a whole number has 64 bits at most"
    return "" if value is None or isinstance(value, int) else "it is a text, number, truth value, null, list or map"


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number")


def _count(value: object) -> int:
    if isinstance(value, Mapping):
        value = list(value.values())
    return 1 + sum(map(_count, value)) if isinstance(value, list | tuple) else 1
