"""The words of a statement: what is left of it without its comments, with its texts and quoted names told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

_PIECE = re.compile(
    r"""
    (?P<space>\s+|//[^\r\n]*|/\*.*?\*/)
    |(?P<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
    |(?P<quoted>`(?:[^`]|``)*`)
    |(?P<plain>[^\W\d]\w*)
    |(?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)
"""As Neo4j's own lexer has them. A quote that is never closed is a sign here, and a fault there."""


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of a statement.

    Attributes
    ----------
    kind : str
        `plain` for keywords and names, `quoted` for names in backticks, `text` in quotation marks, `sign` for the rest.
    said : str
        What stands there; a quoted name without its backticks.
    line, column : int
        Where it begins, counted from 1.
    """

    kind: Literal["plain", "quoted", "text", "sign"]
    said: str
    line: int
    column: int

    def is_(self, *keywords: str) -> bool:
        """Whether it is one of some keywords, in capitals or not."""
        return self.kind == "plain" and self.said.upper() in keywords

    @property
    def named(self) -> bool:
        """Whether it can be a name."""
        return self.kind in ("plain", "quoted")


def words_of(statement: str) -> Iterator[Word]:
    """The words of a statement, in order.

    Parameters
    ----------
    statement : str
        Without Unicode escapes: Neo4j puts their letters in place before anything else, also quotation marks.
    """
    line, begins = 1, 0
    for piece in _PIECE.finditer(statement):
        kind, said = piece.lastgroup, piece[0]
        place = (line, piece.start() - begins + 1)
        if lines := said.count("\n"):
            line, begins = line + lines, piece.start() + said.rindex("\n") + 1
        if kind == "quoted":
            yield Word("quoted", said[1:-1].replace("``", "`"), *place)
        elif kind == "plain":
            yield Word("plain", said, *place)
        elif kind != "space":
            yield Word("text" if kind == "text" else "sign", said, *place)
