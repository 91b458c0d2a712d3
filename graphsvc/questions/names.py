"""Names as a person says them."""

from __future__ import annotations

from collections.abc import Iterable

from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.links import Link
from graphsvc.snapshot.view import View

_SUFFIXES = (" NHS Foundation Trust", " NHS Trust", " Foundation Trust")
_HEALTH = frozenset({"hospital", "hospitals", "health", "healthcare", "care", "ambulance", "infirmary", "teaching"})
"""Words by which a trust is known for one without its suffix: `Bolton` and `Manchester University` are others."""

_ADJECTIVES = ("ed", "al", "ic", "ary")
"""Endings of words that have no plural: `combined or strategic authorities`."""

_VOWEL_LETTERS = "AEFHILMNORSX"
"""Letters whose names begin with a vowel: `an NHS trust`."""


def spoken(organisation: Organisation) -> str:
    """A name without the words that only a register needs: `Leeds Teaching Hospitals`, `Sussex ICB`."""
    return spoken_name(organisation.name)


def spoken_name(name: str) -> str:
    """The same of a name alone."""
    for suffix in _SUFFIXES:
        short = name.removesuffix(suffix)
        if short != name and not _HEALTH.isdisjoint(short.casefold().split()):
            return short
    if name.startswith("NHS ") and name.endswith(" Integrated Care Board"):
        return name[4:].removesuffix(" Integrated Care Board") + " ICB"
    return f"the {name}" if name.startswith(("Department ", "Ministry ")) else name


def at_start(sentence: str) -> str:
    """A sentence that begins with a spoken name: `The Department …`; a name that is written small stays so."""
    return f"The {sentence[4:]}" if sentence.startswith("the ") else sentence


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
    """`a university`, `an integrated care board`, `an NHS trust`; a proper name has `the`."""
    noun = in_sentence(noun)
    if noun.partition(" ")[0].isupper():
        return f"an {noun}" if noun[0] in _VOWEL_LETTERS else f"a {noun}"
    if noun[:1].isupper():
        return f"the {noun}"
    sounds_consonant = noun.startswith(("univ", "unio", "unit", "uniq", "unif", "eu", "one", "use"))
    return f"an {noun}" if noun[:1] in "aeiou" and not sounds_consonant else f"a {noun}"


def plural(noun: str) -> str:
    """`authorities`, `churches`, `schools or trusts`, `housing associations (registered providers)`."""
    if noun.endswith(")") and " (" in noun:
        head, _, inner = noun[:-1].partition(" (")
        return f"{plural(head)} ({plural(inner)})"
    if " or " in noun:
        head, _, other = noun.partition(" or ")
        return f"{head if head.endswith(_ADJECTIVES) else plural(head)} or {plural(other)}"
    if noun.endswith("y") and noun[-2:-1] not in tuple("aeiou"):
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "ch", "sh")) else f"{noun}s"
