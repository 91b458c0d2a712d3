"""Pieces of evidence that nobody can open."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.made.seed import read_seed

_WORDS = ("Annual report", "Minutes of the board", "Press notice", "Partnership agreement", "Strategy", "Case study")


def evidence_id(at: int) -> str:
    """The id of a piece of evidence, counted from 0."""
    return f"E{at + 1:07}"


def evidence_rows(count: int) -> Iterator[tuple[str, str, str]]:
    """Rows of `evidence.csv`, one after another."""
    places = [row["name"] for row in read_seed("places")]
    for at in range(count):
        title = f"{_WORDS[at % len(_WORDS)]} {2015 + at % 11}, {places[at % len(places)]}"
        yield evidence_id(at), title, f"https://evidence.example.org/{evidence_id(at)}"
