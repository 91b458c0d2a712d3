"""Personal data, which has no place in the record: what looks like an e-mail address or a telephone number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from graphsvc.errors import Fault
from graphsvc.model import TABLE, Row

_FIRST_LINE = 2
_FREE_TEXT = ("title", "summary", "note")
_EMAIL = re.compile(r"[^\s@<>()\[\],;:]+@[^\s@<>()\[\],;:]+\.[^\s@<>()\[\],;:]{2,}")
_TELEPHONE = re.compile(r"(?<![\w.,£$€])(?:\+|\(?0)[\d()](?:[\s().–-]*\d){7,14}(?!\w)", re.ASCII)
"""A number as it is dialled: it begins with 0 or +, and has 9 to 16 figures."""


def personal_faults(rows: Mapping[str, tuple[Row, ...]]) -> tuple[Fault, ...]:
    """Every text of some rows that looks like personal data.

    Parameters
    ----------
    rows : mapping
        Rows by table.
    """
    return tuple(_found(rows))


def _found(rows: Mapping[str, tuple[Row, ...]]) -> Iterator[Fault]:
    for table, given in rows.items():
        for number, row in enumerate(given, _FIRST_LINE):
            for column in _FREE_TEXT:
                text = row.get(column, "")
                for pattern, what in ((_EMAIL, "an e-mail address"), (_TELEPHONE, "a telephone number")):
                    if match := pattern.search(text):
                        message = f"{match[0]} looks like {what}: leave it out, no personal data is kept here"
                        yield Fault(TABLE[table].file, number, column, text, message)
