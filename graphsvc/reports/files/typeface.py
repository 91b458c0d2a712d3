"""Texts as a picture can show them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from textwrap import wrap

from graphsvc.reports.files.words import printable

FAMILY = "DejaVu Sans"
"""Comes with matplotlib, so pictures are the same on every machine."""

_LACKING = "\N{WHITE SQUARE}"


def fonts() -> Path:
    """The folder that has the typeface of the pictures, for whoever sets them into a page."""
    import matplotlib

    return Path(matplotlib.get_data_path()) / "fonts" / "ttf"


def wrapped(text: str, width: int, most: int = 3) -> str:
    """A text on a few short lines; the rest is left away, and a letter that the typeface lacks is a square.

    Parameters
    ----------
    text : str
        On one line.
    width : int
        Letters on a line.
    most : int, optional
        Lines.
    """
    drawable = "".join(letter if ord(letter) in _letters() else _LACKING for letter in printable(text))
    return "\n".join(wrap(drawable, width, max_lines=most, placeholder=" …"))


@lru_cache(maxsize=1)
def _letters() -> frozenset[int]:
    from matplotlib.ft2font import FT2Font

    return frozenset(FT2Font(str(fonts() / "DejaVuSans.ttf")).get_charmap())
