"""All names of a snapshot, by words and by initials, in sorted lists and arrays."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from enum import IntEnum

import numpy as np

from graphsvc.model import split_list
from graphsvc.questions.names import spoken_name
from graphsvc.questions.words import SAME, initials, typed, words_of
from graphsvc.snapshot.columns import Numbers, Texts
from graphsvc.snapshot.gather import texts_of
from graphsvc.snapshot.graph import Snapshot
from graphsvc.snapshot.joins import sorted_once
from graphsvc.vocabulary import ODS_PREFIX

_NEAR = 78
"""Least likeness of two words, in percent, for one to be a misspelling of the other (letters changed, by rapidfuzz)."""

_LONGEST = 2**16 - 1
"""Characters of a name beyond which a longer one is not told from it by its length."""

_LAST = "\U0010ffff"
"""A character after all that stand in a word."""


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


NO_MATCH = 15
"""In place of a likeness: the query does not fit."""


class _Growing:
    """Texts with the organisations that have them, and how well each fits."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}
        self._having = array("Q")

    def add(self, texts: Iterable[str], index: int, likeness: int) -> None:
        known, having = self._known, index << 4 | likeness
        self._having.extend([known.setdefault(text, len(known)) << 36 | having for text in texts])

    def finish(self) -> _Postings:
        texts = sorted(self._known)
        ranks = np.empty(len(texts), np.uint64)
        ranks[[self._known[text] for text in texts]] = np.arange(len(texts), dtype=np.uint64)
        having = np.array(self._having, np.uint64)
        having = sorted_once(ranks[(having >> 36).astype(np.int64)] << 36 | having & ((1 << 36) - 1))
        bounds = np.searchsorted(having, np.arange(len(texts) + 1, dtype=np.uint64) << 36)
        rest = having & ((1 << 36) - 1)
        return _Postings(texts_of(texts), bounds, (rest >> 4).astype(np.int32), (rest & 15).astype(np.uint8))


class _Postings:
    """Sorted texts, and for each the organisations that have it and how well each fits."""

    def __init__(self, texts: Texts, bounds: Numbers, indices: Numbers, likeness: Numbers) -> None:
        self.texts = texts
        self._bounds = bounds
        self._indices = indices
        self._likeness = likeness

    def equal(self, text: str) -> slice:
        """Where those are that have a text."""
        return self._between(bisect_left(self.texts, text), bisect_left(self.texts, text + "\0"))

    def beginning(self, text: str) -> slice:
        """Where those are that have a text that begins like this."""
        return self._between(bisect_left(self.texts, text), bisect_left(self.texts, text + _LAST))

    def _between(self, first: int, last: int) -> slice:
        return slice(int(self._bounds[first]), int(self._bounds[last]))

    def last_equal(self, text: str) -> slice:
        """Where the last of those is that have a text."""
        found = self.equal(text)
        return slice(max(found.start, found.stop - 1), found.stop)

    def lower(self, likeness: Numbers, where: slice, to: Likeness | None = None) -> None:
        """Give those somewhere their likeness, or another, where it is better than what they have."""
        indices = self._indices[where]
        if to is None:
            np.minimum.at(likeness, indices, self._likeness[where])
        else:
            likeness[indices] = np.minimum(likeness[indices], np.uint8(to))

    def mark(self, marked: Numbers, where: slice) -> None:
        """Mark those somewhere."""
        marked[self._indices[where]] = True


class NameIndex:
    """All names of a snapshot, by words and by initials.

    Parameters
    ----------
    snapshot : Snapshot
        Whose organisations to find.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        columns = snapshot.dataset["organisations"].columns
        ids, names, short, words = _Growing(), _Growing(), _Growing(), _Growing()
        every = list(columns["name"])
        for index, (id_, name, aliases) in enumerate(zip(columns["id"], every, columns["aliases"], strict=True)):
            ids.add({id_.casefold(), id_.removeprefix(ODS_PREFIX).casefold()}, index, Likeness.ID)
            others = dict.fromkeys((spoken_name(name), *split_list(aliases)))
            others.pop(name, None)
            for one, whole in ((name, Likeness.NAME), *((other, Likeness.ALIAS) for other in others)):
                parts = words_of(one)
                names.add((" ".join(parts),), index, whole)
                usual, less = initials(parts)
                short.add(usual, index, Likeness.INITIALS)
                short.add(less, index, Likeness.OTHER_INITIALS)
                words.add(parts, index, Likeness.WORDS)
        self._ids, self._names = ids.finish(), names.finish()
        self._initials, self._words = short.finish(), words.finish()
        self._vocabulary = list(self._words.texts)
        self.lengths: Numbers = np.fromiter((min(len(name), _LONGEST) for name in every), np.uint16, len(every))
        """How long the name of each organisation is."""
        self.by_rank: Numbers = np.array(sorted(range(len(every)), key=every.__getitem__), np.int32)
        """The organisations in the order of their names, and of their ids where these are equal."""
        self.ranks: Numbers = np.empty(len(every), np.int64)
        """The place of each organisation in that order."""
        self.ranks[self.by_rank] = np.arange(len(every))

    def find(self, text: str) -> Numbers:
        """For each organisation, how well a query fits it; `NO_MATCH` where it does not."""
        found = np.full(len(self.ranks), NO_MATCH, np.uint8)
        if not text.strip():
            found[:] = Likeness.WORDS
            return found
        as_typed = typed(text)
        words = [SAME.get(word, word) for word in as_typed]
        if words:
            joined = " ".join(words)
            found[self._with_every(as_typed)] = Likeness.WORDS
            self._names.lower(found, self._names.beginning(joined), Likeness.BEGINNING)
            self._names.lower(found, self._names.beginning(joined + " "), Likeness.FIRST_WORDS)
            self._names.lower(found, self._names.equal(joined))
            if len(words) == 1:
                self._initials.lower(found, self._initials.equal(words[0]))
        self._ids.lower(found, self._ids.last_equal(text.strip().casefold()))
        if words and (found == NO_MATCH).all():
            found[self._with_every(as_typed, nearly=True)] = Likeness.MISSPELT
        return found

    def _with_every(self, as_typed: list[str], nearly: bool = False) -> Numbers:
        """Those with a word that begins, or is spelt nearly, like each word, as typed or as usually written out."""
        every = np.ones(len(self.ranks), bool)
        for word in as_typed:
            having = np.zeros(len(self.ranks), bool)
            for text in dict.fromkeys((word, SAME.get(word, word))):
                self._words.mark(having, self._words.beginning(text))
                for known in self._near(text) if nearly else ():
                    self._words.mark(having, self._words.equal(known))
            every &= having
        return every

    def _near(self, word: str) -> list[str]:
        from rapidfuzz import fuzz, process

        near = process.extract(word, self._vocabulary, scorer=fuzz.ratio, score_cutoff=_NEAR, limit=25)
        return [known for known, _, _ in near]


def index_of(snapshot: Snapshot) -> NameIndex:
    """The names of a snapshot, gathered once."""
    found: NameIndex = snapshot.kept.get(NameIndex) or snapshot.kept.setdefault(NameIndex, NameIndex(snapshot))
    return found
