"""The words of names, without what people type in different ways."""

from __future__ import annotations

import re
import unicodedata

SAME = {"st": "saint", "hosp": "hospital", "hospitals": "hospital", "uni": "university"}
"""Words that are usually written out."""

_SMALL = frozenset({"and", "of", "the", "for", "in", "at", "on", "to", "a"})
_REGISTER = frozenset({"nhs", "foundation", "trust", "limited", "ltd"})


def words_of(text: str) -> list[str]:
    """The words of a name without case, accents, punctuation and the usual differences of spelling."""
    return [SAME.get(word, word) for word in typed(text)]


def typed(text: str) -> list[str]:
    """The words of a text without case, accents and punctuation."""
    plain = unicodedata.normalize("NFKD", text.replace("&", " and ")).casefold()
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = re.sub(r"['’`.]", "", plain)
    return re.findall(r"\w+", plain)


def initials(words: list[str]) -> tuple[set[str], set[str]]:
    """Initials that people use (`LTHT`), and those that fit less: with small words (`UoL`), or without "foundation"."""
    long = [word for word in words if word not in _SMALL]
    sure = ([w for w in long if w not in _REGISTER], [w for w in long if w != "nhs"], long)
    less = ([w for w in words if w not in _REGISTER], [w for w in long if w not in {"nhs", "foundation"}])
    usual, others = (
        {"".join(word[0] for word in variant) for variant in variants if len(variant) > 1} for variants in (sure, less)
    )
    return usual, others - usual
