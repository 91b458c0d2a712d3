"""Names as a person says them."""

from __future__ import annotations

from collections.abc import Iterable

from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.view import Link, View

_SUFFIXES = (" NHS Foundation Trust", " NHS Trust", " Foundation Trust")


def spoken(organisation: Organisation) -> str:
    """A name without the words that only a register needs: `Leeds Teaching Hospitals`, `Sussex ICB`."""
    name = organisation.name
    for suffix in _SUFFIXES:
        if name.endswith(suffix) and len(name) > len(suffix):
            return name.removesuffix(suffix)
    if name.startswith("NHS ") and name.endswith(" Integrated Care Board"):
        return name[4:].removesuffix(" Integrated Care Board") + " ICB"
    return name


def predecessors(view: View, links: Iterable[Link]) -> list[Organisation]:
    """Whom some records name in place of the open organisations that they count for."""
    found: dict[int, None] = {}
    for link in links:
        for end in (link.partnership.source, link.partnership.target):
            if end not in (link.source, link.target):
                found[end] = None
    return [view.organisations[index] for index in found]


def listed(names: list[str], most: int = 3) -> str:
    """`A`, `A and B`, `A, B and C`, `A, B, C and 4 others`."""
    if len(names) > most:
        rest = len(names) - most
        return f"{', '.join(names[:most])} and {rest} other{'s' if rest > 1 else ''}"
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def in_sentence(name: str) -> str:
    """A heading as part of a sentence: `Skills and employment` → `skills and employment`; proper names stay."""
    return name[:1].lower() + name[1:] if name[1:] == name[1:].lower() else name


def with_article(noun: str) -> str:
    """`a university`, `an integrated care board`; a proper name has `the`."""
    noun = in_sentence(noun)
    if noun[:1].isupper():
        return f"the {noun}"
    sounds_consonant = noun.startswith(("uni", "eu"))
    return f"an {noun}" if noun[:1] in "aeiou" and not sounds_consonant else f"a {noun}"
