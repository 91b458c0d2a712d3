"""Labels: lines, widths, and what may not stand in a text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graphsvc.maps.lettering import plain, text_width, wrapped


def test_names_break_between_words() -> None:
    assert wrapped("Leeds Teaching Hospitals NHS Trust", 12, 112) == ("Leeds Teaching", "Hospitals NHS Trust")


@given(st.text(max_size=300), st.integers(1, 5))
def test_lines_are_never_wider_or_more_than_allowed(text: str, most: int) -> None:
    lines = wrapped(text, 12, 100, most)
    assert 1 <= len(lines) <= most
    assert all(text_width(line, 12) <= 100 + text_width("…", 12) for line in lines)


@given(st.text(max_size=80))
def test_a_text_that_fits_loses_nothing_but_blanks(text: str) -> None:
    lines = wrapped(text, 12, 100, 400)
    assert "".join(lines).replace(" ", "") == "".join(plain(text).split("\n")).replace(" ", "").replace("\t", "")


def test_what_xml_cannot_hold_and_what_turns_text_around_becomes_a_blank() -> None:
    assert plain("a\x00b\x1bc\u202ed\ufffe") == "a b c d "
    assert plain("Ynys Môn – 名 👩‍⚕️ عربي") == "Ynys Môn – 名 👩‍⚕️ عربي"
