"""A brief as a PDF: tagged for those who do not see it (PDF/UA-1), the same bytes on every machine."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from graphsvc.reports.brief.contents import Brief
from graphsvc.reports.brief.set_texts import set_texts

if TYPE_CHECKING:
    from typst import Fonts


def pdf_file(brief: Brief) -> bytes:
    """A brief for print and for screen readers.

    Parameters
    ----------
    brief : Brief
        What to write.

    Returns
    -------
    bytes
        A PDF with bookmarks, whose fonts come with the programs: nothing of the machine and no clock is in it. Texts
        reach the typesetter as data, never as its markup.
    """
    import typst

    return typst.compile(
        files(__package__).joinpath("templates", "brief.typ").read_bytes(),
        sys_inputs={"brief": json.dumps(set_texts(brief))}, font_paths=_fonts(), ignore_system_fonts=True,
        pdf_standards=["ua-1"],
    )


@cache
def _fonts() -> Fonts:
    """The typesetter's own fonts, and those that come with matplotlib for the pictures and for other alphabets."""
    import matplotlib
    from typst import Fonts

    return Fonts(include_system_fonts=False, font_paths=[str(Path(matplotlib.get_data_path(), "fonts", "ttf"))])
