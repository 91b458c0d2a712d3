"""Values of an answer, as JSON and as cells of a table."""

from __future__ import annotations

import json
import math
from datetime import date, time

from pydantic import JsonValue


def json_value(value: object) -> JsonValue:
    """A value as JSON can say it: dates in ISO form, and numbers that are none as texts."""
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(name): json_value(one) for name, one in value.items()}
    return [json_value(one) for one in value] if isinstance(value, list | tuple) else str(value)


def cell(value: object) -> str:
    """A value as the text of a cell: nothing for null, lists and maps as JSON."""
    plain = json_value(value)
    if plain is None:
        return ""
    return plain if isinstance(plain, str) else json.dumps(plain, ensure_ascii=False)
