"""Finding organisations by what people type."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from graphsvc.errors import BadInput, NotFound
from graphsvc.limits import LONGEST_TEXT
from graphsvc.questions.names import spoken
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.graph import Snapshot
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import ODS_PREFIX

_NEAR = 78
"""Least likeness of two words, in percent, for one to be a misspelling of the other (letters changed, by rapidfuzz)."""

_SAME = {"st": "saint", "hosp": "hospital", "hospitals": "hospital", "uni": "university"}
_SMALL = frozenset({"and", "of", "the", "for", "in", "at", "on", "to", "a"})
_REGISTER = frozenset({"nhs", "foundation", "trust", "limited", "ltd"})


class Likeness(IntEnum):
    """How a query fits an organisation, the best first."""

    ID = 0
    NAME = 1
    ALIAS = 2
    FIRST_WORDS = 3
    INITIALS = 4
    OTHER_INITIALS = 5
    BEGINNING = 6
    WORDS = 7
    MISSPELT = 8


_ABBREVIATED = (Likeness.INITIALS, Likeness.OTHER_INITIALS)


@dataclass(frozen=True, slots=True)
class Match:
    """An organisation that fits a query, and how."""

    organisation: Organisation
    likeness: Likeness


def search(
    view: View, text: str, *, types: Collection[str] = (), place: str = "", open_only: bool | None = None,
    limit: int = 20,
) -> tuple[Match, ...]:
    """Organisations that fit a query, best first.

    Case, accents, punctuation, "St" and "Saint", "&" and "and" make no difference; ids, ODS codes, aliases and initials
    fit; where no name has the words, words spelt nearly alike do.

    Parameters
    ----------
    view : View
        The graph as at a date: says who is open.
    text : str
        What somebody typed; empty for all: the open ones first, those with records before the others, then by name.
    types : collection of str
        Only these organisation types; empty for all.
    place : str
        Code of a place that they cover or sit in; empty for all.
    open_only : bool, optional
        True for open ones, False for the others; both when not given.
    limit : int
        How many at most.
    """
    index = _index_of(view.snapshot)
    districts = view.snapshot.places.districts(place)

    def wanted(organisation: Organisation) -> bool:
        return (
            (not types or organisation.type in types)
            and (not place or bool(view.snapshot.footprints[organisation.index] & districts))
            and (open_only is None or view.open[organisation.index] == open_only)
        )

    found = [match for match in index.find(text[:LONGEST_TEXT]) if wanted(match.organisation)]
    found.sort(key=lambda match: (
        match.likeness, not view.open[match.organisation.index], -min(len(view.links_of[match.organisation.index]), 1),
        len(match.organisation.name) if text.strip() else 0, match.organisation.name, match.organisation.id,
    ))
    return tuple(found[:limit])


def resolve(
    view: View, text: str, parameter: str = "organisation", types: Collection[str] = ()
) -> Organisation:
    """The one organisation that a user means.

    Parameters
    ----------
    view : View
        The graph as at a date.
    text : str
        An id, the whole name of one organisation, or words that fit one organisation and no other. Initials are
        offered and not taken: whose they are is a guess.
    parameter : str
        Name of the parameter, for the message.
    types : collection of str
        Organisation types that are asked for: words need only tell it from others of these. Where none of them fits,
        all are looked through, so that who is meant can be told not to be of them.

    Raises
    ------
    NotFound
        Nothing has this id and no name fits.
    BadInput
        Several fit, and it is the whole name of none or of several, or it is initials; the message lists them.
    """
    index = view.snapshot.index_of.get(text.strip())
    if index is not None:
        return view.organisations[index]
    matches = search(view, text, types=types, limit=len(view.organisations)) if text.strip() else ()
    sure = [match for match in matches if match.likeness is not Likeness.MISSPELT]
    exact = [match for match in sure if match.likeness <= Likeness.NAME]
    for meant in (exact, sure):
        if len(meant) == 1 and meant[0].likeness not in _ABBREVIATED:
            return meant[0].organisation
    shown = [f"{match.organisation.id}  {match.organisation.name}" for match in matches[:8]]
    if not sure and types:
        return resolve(view, text, parameter)
    if not sure:
        raise NotFound(f"no organisation is called {text[:80]!r}", shown)
    more = f"\n  and {len(sure) - 8} more" if len(sure) > 8 else ""
    fit = f"{len(sure)} organisations fit" if len(sure) > 1 else "One organisation has initials like"
    raise BadInput(f"{fit} {text[:80]!r}; name one by its id:\n  " + "\n  ".join(shown) + more, parameter, text)


class NameIndex:
    """All names of a snapshot, by words and by initials.

    Parameters
    ----------
    organisations : iterable of Organisation
        Whom to find.
    """

    def __init__(self, organisations: Iterable[Organisation]) -> None:
        self._organisations = list(organisations)
        self._by_id: dict[str, int] = {}
        self._by_name: dict[str, dict[int, Likeness]] = {}
        self._by_initials: dict[str, dict[int, Likeness]] = {}
        self._by_word: dict[str, set[int]] = {}
        self._names: list[list[list[str]]] = []
        for position, organisation in enumerate(self._organisations):
            self._by_id[organisation.id.casefold()] = position
            if organisation.id.startswith(ODS_PREFIX):
                self._by_id[organisation.id.removeprefix(ODS_PREFIX).casefold()] = position
            names = []
            others = ((name, Likeness.ALIAS) for name in (spoken(organisation), *organisation.aliases))
            for name, whole in ((organisation.name, Likeness.NAME), *others):
                words = words_of(name)
                names.append(words)
                self._by_name.setdefault(" ".join(words), {}).setdefault(position, whole)
                for initials, likeness in _initials(words).items():
                    known = self._by_initials.setdefault(initials, {})
                    known[position] = min(likeness, known.get(position, likeness))
                for word in words:
                    self._by_word.setdefault(word, set()).add(position)
            self._names.append(names)
        self._vocabulary = sorted(self._by_word)

    def find(self, text: str) -> list[Match]:
        """All that fit, each by its best likeness, in no order."""
        found: dict[int, Likeness] = {}
        typed = _typed(text)
        words = [_SAME.get(word, word) for word in typed]
        if not text.strip():
            return [Match(organisation, Likeness.WORDS) for organisation in self._organisations]
        position = self._by_id.get(text.strip().casefold())
        if position is not None:
            found[position] = Likeness.ID
        if words:
            joined = " ".join(words)
            for position, likeness in self._by_name.get(joined, {}).items():
                found.setdefault(position, likeness)
            if len(words) == 1:
                for position, likeness in self._by_initials.get(words[0], {}).items():
                    found.setdefault(position, likeness)
            for position in self._with_every(typed, self._beginning):
                likeness = min(_likeness(words, joined, name) for name in self._names[position])
                found[position] = min(likeness, found.get(position, likeness))
            if not found:
                found = dict.fromkeys(self._with_every(typed, self._nearly), Likeness.MISSPELT)
        return [Match(self._organisations[position], likeness) for position, likeness in found.items()]

    def _with_every(self, typed: list[str], fitting: Callable[[str], set[int]]) -> set[int]:
        """Those that fit every word, as it was typed or as it is usually written out."""
        return set.intersection(*(fitting(word) | fitting(_SAME.get(word, word)) for word in typed))

    def _beginning(self, word: str) -> set[int]:
        """Those with a word in a name that begins like this."""
        found: set[int] = set()
        for position in range(bisect_left(self._vocabulary, word), len(self._vocabulary)):
            if not self._vocabulary[position].startswith(word):
                break
            found |= self._by_word[self._vocabulary[position]]
        return found

    def _nearly(self, word: str) -> set[int]:
        """Those with a word in a name that is spelt nearly like this, or begins like it."""
        from rapidfuzz import fuzz, process

        near = process.extract(word, self._vocabulary, scorer=fuzz.ratio, score_cutoff=_NEAR, limit=25)
        return self._beginning(word).union(*(self._by_word[known] for known, _, _ in near))


def words_of(text: str) -> list[str]:
    """The words of a name without case, accents, punctuation and the usual differences of spelling."""
    return [_SAME.get(word, word) for word in _typed(text)]


def _typed(text: str) -> list[str]:
    """The words of a text without case, accents and punctuation."""
    plain = unicodedata.normalize("NFKD", text.replace("&", " and ")).casefold()
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = re.sub(r"['’`.]", "", plain)
    return re.findall(r"\w+", plain)


def _likeness(words: list[str], joined: str, name: list[str]) -> Likeness:
    """How well words fit a name that may have all of them."""
    if name[: len(words)] == words:
        return Likeness.FIRST_WORDS
    return Likeness.BEGINNING if " ".join(name).startswith(joined) else Likeness.WORDS


def _initials(words: list[str]) -> dict[str, Likeness]:
    """Initials that people use: `LTHT`, `UHB`; with small words (`UoL`) or without "foundation" alone they fit less."""
    long = [word for word in words if word not in _SMALL]
    variants = (
        ([w for w in words if w not in _REGISTER], Likeness.OTHER_INITIALS),
        ([w for w in long if w not in {"nhs", "foundation"}], Likeness.OTHER_INITIALS),
        ([w for w in long if w not in _REGISTER], Likeness.INITIALS),
        ([w for w in long if w != "nhs"], Likeness.INITIALS),
        (long, Likeness.INITIALS),
    )
    return {"".join(word[0] for word in variant): fits for variant, fits in variants if len(variant) > 1}


@lru_cache(maxsize=2)
def _index_of(snapshot: Snapshot) -> NameIndex:
    return NameIndex(snapshot.organisations)
