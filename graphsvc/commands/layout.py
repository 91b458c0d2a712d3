"""Text laid out in columns that fit a terminal."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence

_NARROW, _USUAL, _WIDE = 40, 80, 120
_GAP = 2
_LEAST = 6
_WORD = 24
"""Letters of the longest word that a table does not tear; addresses are longer."""


def screen_width() -> int:
    """Columns to use: those of the terminal; 80 where there is none."""
    return max(shutil.get_terminal_size((_USUAL, 24)).columns, _NARROW)


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
    widths = _fitting(cells, width or screen_width(), indent)
    for row in cells:
        wrapped = [wrap(cell, wide) for cell, wide in zip(row, widths, strict=True)]
        for line in range(max(len(lines) for lines in wrapped)):
            parts = [
                (lines[line] if line < len(lines) else "") for lines in wrapped
            ]
            placed = enumerate(zip(parts, widths, strict=True))
            padded = [_padded(part, wide, at in right) for at, (part, wide) in placed]
            yield (" " * indent + (" " * _GAP).join(padded)).rstrip()


def table(names: Sequence[str], rows: Sequence[Sequence[str]], right: Collection[int] = ()) -> Iterator[str]:
    """Rows under the names of their columns; where these have no room beside each other, each row as lines of its own.

    A column of ids that stands beside their names is left out when that makes room: commands take names too.

    Parameters
    ----------
    names : sequence of str
        What stands over the columns.
    rows : sequence of sequence of str
        Cells.
    right : collection of int
        Places of the columns that stand to the right, as numbers do.
    """
    every = range(len(names))
    for kept in (list(every), [at for at in every if f"{names[at]}_name" not in names]):
        cells = [[row[at] for at in kept] for row in (names, *rows)]
        if _readable(cells):
            yield from columns(cells, right=[place for place, at in enumerate(kept) if at in right])
            return
    heads, *lines = cells
    for number, row in enumerate(lines):
        if number:
            yield ""
        yield from columns([(f"{head}:", value) for head, value in zip(heads, row, strict=True) if value])


def paragraph(text: str, width: int = 0, indent: int = 0) -> Iterator[str]:
    """A text in lines no wider than the screen, and than can be read well."""
    for line in wrap(plain(text), (width or min(screen_width(), _WIDE)) - indent):
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


def _readable(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows fit the screen in columns that tear no word."""
    cells = [[plain(cell) for cell in row] for row in rows]
    widths = _fitting(cells, screen_width(), 0)
    if sum(widths) + _GAP * (len(widths) - 1) > screen_width():
        return False
    longest = [max(shown_width(word) for row in cells for word in row[at].split(" ")) for at in range(len(widths))]
    return all(wide >= min(word, _WORD) for wide, word in zip(widths, longest, strict=True))


def _fitting(cells: Sequence[Sequence[str]], width: int, indent: int) -> list[int]:
    """Widths of columns that fit: narrowed from the widest down, so that short columns stay whole."""
    room = width - indent - _GAP * (len(cells[0]) - 1)
    fitted = [max(shown_width(row[at]) for row in cells) for at in range(len(cells[0]))]
    while sum(fitted) > room and max(fitted) > _LEAST:
        widest = max(fitted)
        others = [wide for wide in fitted if wide < widest]
        count = fitted.count(widest)
        target = max(max(others, default=_LEAST), widest - -(-(sum(fitted) - room) // count), _LEAST)
        fitted = [min(wide, target) if wide == widest else wide for wide in fitted]
        if target == widest:
            break
    return fitted
