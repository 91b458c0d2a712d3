"""What somebody may have meant: the nearest of a set of words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import takewhile

_NEAR = 78.0
"""Least likeness, out of 100, at which a word is worth offering: two letters swapped in a word of ten."""
_NAME_NEAR = 88.0
_TIE = 4.0
"""Words this close to the best one are offered with it."""
_SCORED = 60
_OFFERED = 3
_MOST_SEARCHES = 300
"""Searches for one check: after so many faults of this sort a suggestion for each helps nobody, and takes time."""


class Nearest:
    """Finds the words nearest to one that is not among them.

    Parameters
    ----------
    words : mapping
        The words that are right, each with its name in plain language ('' when it has none).
    """

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = dict(words)
        self._by_folded: dict[str, list[str]] = {}
        for word in words:
            self._by_folded.setdefault(word.casefold(), []).append(word)
        self._by_name: dict[str, list[str]] = {}
        for word, name in words.items():
            if name:
                self._by_name.setdefault(name.casefold(), []).append(word)
        # An id without its register's prefix: `RR8` for `GB-NHS-RR8`.
        self._by_end: dict[str, list[str]] = {}
        for word in words:
            if "-" in word:
                self._by_end.setdefault(word.rpartition("-")[2].casefold(), []).append(word)
        self._answers: dict[str, str] = {}

    @classmethod
    def of(cls, words: Iterable[str]) -> Nearest:
        """Of words without names."""
        return cls(dict.fromkeys(words, ""))

    def hint(self, text: str) -> str:
        """`; did you mean …?` with the nearest words, or nothing when none is near."""
        if text not in self._answers:
            if len(self._answers) >= _MOST_SEARCHES:
                return ""
            self._answers[text] = self._hint(text[:200])
        return self._answers[text]

    def _hint(self, text: str) -> str:
        folded = " ".join(text.casefold().split())
        found = (
            self._by_end.get(folded) or self._near(folded, self._by_folded, _NEAR)
            or self._near(folded, self._by_name, _NAME_NEAR)
        )
        shown = [f"{word} ({self._words[word]})" if self._words[word] else word for word in found]
        if not shown:
            return ""
        last = f" or {shown[-1]}" if shown[1:] else shown[-1]
        return f"; did you mean {', '.join(shown[:-1])}{last}?"

    @staticmethod
    def _near(folded: str, among: Mapping[str, list[str]], least: float) -> list[str]:
        if folded in among:
            return among[folded][:_OFFERED]
        from rapidfuzz import fuzz, process  # loaded on the first fault only

        scored = process.extract(folded, list(among), scorer=fuzz.ratio, score_cutoff=least, limit=_SCORED)
        close = [near for near, score, _ in scored if score >= scored[0][1] - _TIE]
        # Of equally near ones, those that begin alike: the end of an id is mistyped more often than its beginning.
        close.sort(key=lambda near: _same_beginning(near, folded), reverse=True)
        return [among[near][0] for near in close[:_OFFERED]]


def _same_beginning(one: str, other: str) -> int:
    """How many characters two words begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
