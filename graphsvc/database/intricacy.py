"""How intricate a statement may be: the server plans a statement before any limit of time or memory holds.

Measured on Neo4j 5.26: 24 conditions joined by XOR, or 20 subqueries one in the other, keep it planning for half a
minute and more, and several such statements stop it for everybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graphsvc.database.words import Word
from graphsvc.errors import StatementRefused

MOST_BRACKETS = 30
"""Brackets that may be open at once."""
MOST_SUBQUERIES = 5
"""Subqueries that may stand one in the other."""
MOST_XOR = 8
"""The server multiplies such a condition out: each doubles it."""
MOST_OPERATORS = 500
"""Of a whole statement."""

_OPEN, _CLOSED = "([{", ")]}"
_SUBQUERIES = ("EXISTS", "COUNT", "COLLECT", "CALL")
_JOINS = ("AND", "OR", "XOR", "NOT")
_ARITHMETIC = frozenset("+-*/%^")


def check_intricacy(words: Sequence[Word]) -> None:
    """Refuse a statement that would take the server too long to plan.

    Parameters
    ----------
    words : sequence of Word
        The statement.

    Raises
    ------
    StatementRefused
        It is nested too deep, or joins too many conditions.
    """
    exclusive = sum(word.is_("XOR") for word in words)
    if exclusive > MOST_XOR:
        raise StatementRefused(f"it joins {exclusive} conditions by XOR, of which a statement may have {MOST_XOR}")
    operators = sum(word.is_(*_JOINS) or _is_arithmetic(word) for word in words)
    if operators > MOST_OPERATORS:
        raise StatementRefused(f"it has {operators:,} operators, of which a statement may have {MOST_OPERATORS}")
    brackets, subqueries = _deepest(words)
    if brackets > MOST_BRACKETS:
        raise StatementRefused(f"its brackets are nested more than {MOST_BRACKETS} deep")
    if subqueries > MOST_SUBQUERIES:
        raise StatementRefused(f"its subqueries are nested more than {MOST_SUBQUERIES} deep")


def _deepest(words: Iterable[Word]) -> tuple[int, int]:
    """How many brackets, and how many subqueries, are open at once."""
    opened: list[bool] = []
    most = nested = 0
    before: Word | None = None
    called = False
    for word in words:
        if word.kind == "sign" and word.said in _OPEN:
            # `EXISTS {`, and `CALL {` or `CALL (a, b) {`.
            subquery = word.said == "{" and before is not None and (before.is_(*_SUBQUERIES) or called)
            opened.append(subquery)
            most, nested = max(most, len(opened)), max(nested, sum(opened))
        elif word.kind == "sign" and word.said in _CLOSED and opened:
            opened.pop()
        called = word.is_("CALL") or (called and word.said not in ("{", "}"))
        before = word
    return most, nested


def _is_arithmetic(word: Word) -> bool:
    return word.kind == "sign" and word.said in _ARITHMETIC
