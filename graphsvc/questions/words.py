"""The words of names, without what people type in different ways."""

from __future__ import annotations

import re
import unicodedata

SAME = {"st": "saint", "hosp": "hospital", "hospitals": "hospital", "uni": "university"}
"""Words that are usually written out."""

_WORDS = re.compile(r"\w+").findall
_LEFT_OUT = dict.fromkeys(map(ord, "'’`."))
"""Characters that are often left out."""

_SMALL = frozenset({"and", "of", "the", "for", "in", "at", "on", "to", "a"})
_REGISTER = frozenset({"nhs", "foundation", "trust", "limited", "ltd"})
_NHS_FOUNDATION = frozenset({"nhs", "foundation"})


def words_of(text: str) -> list[str]:
    """The words of a name without case, accents, punctuation and the usual differences of spelling."""
    return [SAME.get(word, word) for word in typed(text)]


def typed(text: str) -> list[str]:
    """The words of a text without case, accents and punctuation."""
    plain = text.replace("&", " and ")
    if plain.isascii():  # as nearly all names are: there is nothing to take apart
        plain = plain.lower()
    else:
        plain = unicodedata.normalize("NFKD", plain).casefold()
        plain = "".join([letter for letter in plain if not unicodedata.combining(letter)])
    return _WORDS(plain.translate(_LEFT_OUT))


def initials(words: list[str]) -> tuple[set[str], set[str]]:
    """Initials that people use (`LTHT`), and those that fit less: with small words (`UoL`), or without "foundation"."""
    long = [word for word in words if word not in _SMALL]
    usual = _first_letters([w for w in long if w not in _REGISTER], [w for w in long if w != "nhs"], long)
    others = _first_letters([w for w in words if w not in _REGISTER], [w for w in long if w not in _NHS_FOUNDATION])
    return usual, others - usual


def _first_letters(*variants: list[str]) -> set[str]:
    return {"".join([word[0] for word in variant]) for variant in variants if len(variant) > 1}
