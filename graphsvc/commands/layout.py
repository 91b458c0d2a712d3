"""Text laid out in columns that fit a terminal."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence

_NARROW, _USUAL, _WIDE = 40, 80, 120
_GAP = 2
_LEAST = 6


def screen_width() -> int:
    """Columns to use: those of the terminal, within reason; 80 where there is none."""
    return min(max(shutil.get_terminal_size((_USUAL, 24)).columns, _NARROW), _WIDE)


def plain(text: str) -> str:
    """A text without characters that would move the cursor or turn the line around."""
    return "".join(letter if letter.isprintable() else "�" for letter in text)


def columns(
    rows: Iterable[Sequence[str]], width: int = 0, indent: int = 0, right: Collection[int] = ()
) -> Iterator[str]:
    """Rows in columns, each line no wider than the screen: the widest columns are wrapped first.

    Parameters
    ----------
    rows : iterable of sequence of str
        Cells; all rows have as many.
    width : int
        Columns to use; those of the screen when 0.
    indent : int
        Blanks before each line.
    right : collection of int
        Places of the columns that stand to the right, as numbers do.
    """
    cells = [[plain(cell) for cell in row] for row in rows]
    if not cells:
        return
    room = (width or screen_width()) - indent - _GAP * (len(cells[0]) - 1)
    widths = _fitting([max(shown_width(row[at]) for row in cells) for at in range(len(cells[0]))], room)
    for row in cells:
        wrapped = [wrap(cell, wide) for cell, wide in zip(row, widths, strict=True)]
        for line in range(max(len(lines) for lines in wrapped)):
            parts = [
                (lines[line] if line < len(lines) else "") for lines in wrapped
            ]
            placed = enumerate(zip(parts, widths, strict=True))
            padded = [_padded(part, wide, at in right) for at, (part, wide) in placed]
            yield (" " * indent + (" " * _GAP).join(padded)).rstrip()


def fits(count: int, width: int = 0) -> bool:
    """Whether as many columns can stand beside each other."""
    return count * (_LEAST + _GAP) - _GAP <= (width or screen_width())


def paragraph(text: str, width: int = 0, indent: int = 0) -> Iterator[str]:
    """A text in lines no wider than the screen."""
    for line in wrap(plain(text), (width or screen_width()) - indent):
        yield " " * indent + line


def wrap(text: str, width: int) -> list[str]:
    """A text in lines of at most a width; a word that is longer is cut."""
    lines, line = [], ""
    for word in text.split(" "):
        rest = word
        if line and shown_width(line) + 1 + shown_width(rest) <= width:
            line = f"{line} {rest}"
            continue
        if line:
            lines.append(line)
        while shown_width(rest) > width:
            head = _head(rest, width)
            lines.append(head)
            rest = rest[len(head):]
        line = rest
    return [*lines, line] if line or not lines else lines


def shown_width(text: str) -> int:
    """Columns that a text takes: two for wide letters, none for marks on others."""
    if text.isascii():
        return len(text)
    return sum(_letter_width(letter) for letter in text)


def _letter_width(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _padded(part: str, wide: int, to_the_right: bool) -> str:
    blanks = " " * (wide - shown_width(part))
    return blanks + part if to_the_right else part + blanks


def _head(text: str, width: int) -> str:
    taken = 0
    for at, letter in enumerate(text):
        taken += _letter_width(letter)
        if taken > width:
            return text[: max(at, 1)]
    return text


def _fitting(widths: list[int], room: int) -> list[int]:
    """Widths that fit: narrowed from the widest down, so that short columns stay whole."""
    fitted = list(widths)
    while sum(fitted) > room and max(fitted) > _LEAST:
        widest = max(fitted)
        others = [wide for wide in fitted if wide < widest]
        count = fitted.count(widest)
        target = max(max(others, default=_LEAST), widest - -(-(sum(fitted) - room) // count), _LEAST)
        fitted = [min(wide, target) if wide == widest else wide for wide in fitted]
        if target == widest:
            break
    return fitted
