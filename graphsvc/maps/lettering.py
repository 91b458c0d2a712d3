"""Text on a map: how wide it is, how a name is broken into lines, and what may not stand in it.

The browser and the SVG file get the same lines, so that labels which do not touch in one do not touch in the other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

FONT = "Arial, Liberation Sans, Helvetica, DejaVu Sans, sans-serif"

_WIDTHS = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667,
    556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556,
    556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722,
    500, 500, 500, 334, 260, 334, 584,
)
"""Advance widths of Arial from the blank to the tilde, in thousandths of the font size."""

NO_BREAK = "\u00a0"
_BLANKS = re.compile(r"[ \t\r\n]+")
_BOLD = 1.08
_OTHER = 600
_WIDE = 1000


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Width of one line of Arial.

    Parameters
    ----------
    text : str
        One line.
    size : float
        Font size.
    bold : bool
        Whether the bold face is meant.

    Returns
    -------
    float
        Width in the unit of `size`.
    """
    total = 0
    for letter in text:
        place = ord(letter) - 32 if letter != NO_BREAK else 0
        if 0 <= place < len(_WIDTHS):
            total += _WIDTHS[place]
        else:
            total += _WIDE if unicodedata.east_asian_width(letter) in "WF" else _OTHER
    return total * size / 1000 * (_BOLD if bold else 1)


def plain(text: str) -> str:
    """Text without characters that XML cannot hold or that would reorder what stands around it."""
    if all(line.isprintable() for line in text.split("\n")):
        return text
    return "".join(letter if _printable(letter) else " " for letter in text)


def wrapped(text: str, size: float, width: float, most: int = 4, *, bold: bool = False) -> tuple[str, ...]:
    """Break a text into lines; a word that is too long is broken, lines that are too many end in an ellipsis.

    Parameters
    ----------
    text : str
        Any text.
    size, width : float
        Font size, and the longest line allowed.
    most : int
        How many lines at most.
    bold : bool
        Whether the bold face is meant.
    """
    lines: list[str] = []
    line = ""
    for word in _short_enough(_BLANKS.split(plain(text).strip(" \t\r\n")), size, width, bold):
        longer = f"{line} {word}" if line else word
        if line and text_width(longer, size, bold=bold) > width:
            lines.append(line)
            line = word
        else:
            line = longer
        if len(lines) > most:
            break
    lines.append(line)
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1].rstrip() + "…"]
    return tuple(lines)


def _short_enough(words: Iterable[str], size: float, width: float, bold: bool) -> Iterable[str]:
    for word in words:
        piece = ""
        for letter in word:
            if piece and text_width(piece + letter, size, bold=bold) > width:
                yield piece
                piece = ""
            piece += letter
        yield piece


def _printable(letter: str) -> bool:
    kind = unicodedata.category(letter)
    if kind in ("Cc", "Cs", "Cn") or letter in "\ufffe\uffff":
        return letter in "\n\t"
    return not (kind == "Cf" and unicodedata.bidirectional(letter) not in ("BN", "ON", "L"))
