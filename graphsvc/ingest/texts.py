"""What any text may hold, whatever its column."""

from __future__ import annotations

import re

from graphsvc.model import Column, Kind

LONGEST: dict[str, int] = {
    "name": 200, "title": 300, "publisher": 200, "vintage": 50, "licence": 100, "tier": 100, "postcode": 10,
    "document": 300, "passage": 100, "place_basis": 300, "basis": 500, "aliases": 1000,
}
"""Most characters of a column's text; see `LONGEST_OF_KIND` for the others."""

LONGEST_OF_KIND: dict[Kind, int] = {Kind.ID: 100, Kind.CODE: 100, Kind.ADDRESS: 2000}
LONGEST_OTHER = 2000

_NOT_UTF_8 = re.compile(r"[\udc80-\udcff]+")
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\uffff]|\t"
)
"""Control characters, line and paragraph separators, and characters that are not seen or turn text round."""

_GARBLED = re.compile("[\u00c3][\u0080-\u00bf\u0192\u201a-\u203a\u2020-\u2026]|\u00e2\u20ac|\u00c2[\u00a0-\u00bf]")
"""UTF-8 that was once read as Windows-1252: `Ã©` for `é`, `â€™` for `’`."""

_FORMULA = ("=", "+", "-", "@")


def text_problem(column: Column, text: str) -> str:
    """What is wrong with the characters of a text; empty when nothing is.

    Parameters
    ----------
    column : Column
        The column that it stands in.
    text : str
        The text, not empty; bytes that are not UTF-8 stand in it as lone surrogates.
    """
    if not (text.isascii() and text.isprintable()):
        problem = _odd_characters(column, text)
        if problem:
            return problem
    most = longest(column)
    if len(text) > most:
        return f"has {len(text):,} characters, and {column.name} may have {most:,}: shorten it"
    if text[0] in _FORMULA and column.kind in (Kind.TEXT, Kind.LIST):
        return f"text may not begin with {text[0]}: spreadsheets would run it as a formula"
    return ""


def longest(column: Column) -> int:
    """Most characters of a column's text."""
    return LONGEST.get(column.name) or LONGEST_OF_KIND.get(column.kind, LONGEST_OTHER)


def readable(text: str) -> str:
    """A text with its undecodable bytes read as Windows-1252, so that it can be shown."""
    if not _NOT_UTF_8.search(text):
        return text
    return text.encode("utf-8", "surrogateescape").decode("cp1252", "replace")


def _odd_characters(column: Column, text: str) -> str:
    if match := _NOT_UTF_8.search(text):
        code = " ".join(f"{ord(character) - 0xDC00:02X}" for character in match[0])
        return (
            f"is not UTF-8 (byte {code} at character {match.start() + 1}, shown as Windows-1252): "
            "save the file as 'CSV UTF-8'"
        )
    if match := _UNSEEN.search(text):
        name = "a NUL byte" if match[0] == "\0" else f"a character that is not seen (U+{ord(match[0]):04X})"
        return f"holds {name} at character {match.start() + 1}: delete it"
    if "\n" in text and column.kind is not Kind.TEXT:
        return "may not run over several lines"
    if "\ufffd" in text or _GARBLED.search(text):
        return "was once read in the wrong encoding: copy it from its source again, and save as 'CSV UTF-8'"
    return ""
