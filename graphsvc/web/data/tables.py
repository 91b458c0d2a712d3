"""The tables of the data page, as it shows them and as they are saved."""

from __future__ import annotations

from graphsvc.dates import in_words
from graphsvc.maps.drawing import ATTRIBUTION
from graphsvc.questions.names import in_sentence
from graphsvc.questions.provenance import Collected, Provenance
from graphsvc.questions.qualities import CURRENT_YEARS
from graphsvc.sheets import Sheet
from graphsvc.snapshot.view import View

_OF_COLLECTION = {
    "none": "Such a cell says “not collected” unless a record came by chance; coverage leaves it out.",
    "partial": "Without a record a cell says “unrecorded”, and the partnership may exist all the same.",
    "complete": "Without a record a cell says “unrecorded”: it was looked for and not found.",
}
_NOT_SAID = "not said"
NOTE = "Note of whoever compiled it"
"""Heads the notes that the record itself has: they are not the service's words."""


def data_tables(view: View, found: Provenance) -> dict[str, Sheet]:
    """All tables, by the name that their address has.

    Parameters
    ----------
    view : View
        The graph as at a date.
    found : Provenance
        What was counted of it.
    """
    records, organisations, successions = found.evidence.of, len(view.organisations), len(view.snapshot.successions)

    def table(name: str, columns: tuple[str, ...], rows: tuple[tuple[object, ...], ...], *about: str) -> Sheet:
        return Sheet(name, columns, rows, (*about, ATTRIBUTION), view.day.isoformat(), view.snapshot.hash)

    return {
        "evidence": table(
            "Evidence by age",
            ("Year of the evidence", "Partnerships", "Read by somebody", "Well known, not read", "Percent of all"),
            tuple(
                (one.year or "undated", one.total, one.read, one.unread, round(100 * one.total / records, 1))
                for one in found.evidence.years
            ),
            f"Of all {records:,} recorded partnerships, whatever their state.",
            f"Current: read, and dated no more than {CURRENT_YEARS} years before {in_words(view.day.isoformat())}: "
            f"{found.evidence.current:,} of {records:,}.",
        ),
        "sources": table(
            "Sources",
            ("Source", "Publisher", "Organisations", "Successions", "As of", "Licence", NOTE, "Id"),
            tuple(
                (s.title, s.publisher, s.organisations, s.successions, s.vintage, s.licence, s.note, s.id)
                for s in found.sources
            ),
            f"How many of {organisations:,} organisations and {successions:,} successions name each.",
        ),
        "inferred": table(
            "How it is known", ("What", "How it is known", "Inferred", "Number", "Of", "Percent"),
            tuple(
                (
                    one.what, one.words, "yes" if one.inferred else "no", one.count, one.of,
                    round(100 * one.count / one.of, 1),
                )
                for one in found.bases
            ),
            "What the facts say of their own basis.",
        ),
        "collection": table(
            "How far it has been collected",
            (
                "Partner type", "Organisations", "Partnerships", "Open organisations", "Records",
                "What it means for gaps", NOTE,
            ),
            tuple(
                (
                    c.name, c.organisations or _NOT_SAID, c.partnerships or _NOT_SAID, c.open, c.records, _meaning(c),
                    c.note,
                )
                for c in found.collection
            ),
            f"Records of any state that name such an organisation, of {records:,}.",
        ),
        "types": table(
            "Organisations by type",
            ("Type", "Organisations", "Open", "With a known place", "With a record"),
            tuple((one.name, one.all, one.open, one.placed, one.recorded) for one in found.types),
            f"Of {organisations:,} organisations; open as at {in_words(view.day.isoformat())}; records of any state.",
        ),
    }


def _meaning(collected: Collected) -> str:
    """What a reader of gaps has to know of a partner type."""
    if not collected.expectations:
        return "No expectation asks for it at this date."
    said = _OF_COLLECTION.get(collected.partnerships, _OF_COLLECTION["partial"])
    if collected.organisations in ("none", "partial"):
        said += f" Suggestions may lack some: not every {in_sentence(collected.name)} is in here."
    return said
