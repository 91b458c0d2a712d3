"""What a map finds: who of those whose map it is has no recorded partnership of the kind that is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphsvc.questions.names import at_start, listed
from graphsvc.questions.neighbourhood import Passing
from graphsvc.vocabulary import PartnershipState

MOST_NAMED = 8
"""Organisations that a sentence names; those of a map of England are only counted."""

_FILTERS = ("value_area", "type", "kind", "state")
_ACTIVE = frozenset({PartnershipState.ACTIVE, PartnershipState.INHERITED})


@dataclass(frozen=True, slots=True)
class OwnRecord:
    """A record of those whose map it is: who of them is part of it, and by what it can be filtered.

    `types` are the organisation types of its ends that the map was not asked for.
    """

    ends: tuple[int, ...]
    value_area: str
    kind: str
    state: str
    types: tuple[str, ...]

    def passes(self, passing: Passing) -> bool:
        """Whether filters leave it."""
        return (
            (not passing.value_areas or self.value_area in passing.value_areas)
            and (not passing.kinds or self.kind in passing.kinds)
            and (not passing.states or self.state in passing.states)
            and all(not passing.types or kind in passing.types for kind in self.types)
        )


@dataclass(frozen=True, slots=True)
class Finding:
    """What can be said of a map with any filters.

    Attributes
    ----------
    whose : tuple of str
        Spoken names of those whose map it is.
    told : str
        How they are counted, as `trusts and boards asked for`.
    records : tuple of OwnRecord
        All their records on the map, those without a place in its layout included.
    words : mapping of str to mapping
        By parameter: how a sentence says each value.
    more : str
        A second sentence, which is true of the filters that the map was asked for with.
    england : bool
        Whether it is a map of England, on which a filter by type leaves out those whose map it is.
    with_whom : str
        ` with another of them` on a map that shows nobody else.
    """

    whose: tuple[str, ...]
    told: str
    records: tuple[OwnRecord, ...]
    words: Mapping[str, Mapping[str, str]]
    more: str = ""
    england: bool = False
    with_whom: str = ""

    def says(self, passing: Passing) -> str:
        """The finding in one or two sentences; empty when nobody whose map it is was open."""
        first = "" if self.england and passing.types else self._first(passing)
        return " ".join(filter(None, (first, self.more)))

    def page_data(self) -> dict[str, Any]:
        """What the page's script needs to say the same."""
        return {
            "whose": list(self.whose), "told": self.told, "more": self.more,
            # In their order, which an object would lose.
            "words": {name: list(words.items()) for name, words in self.words.items()},
            "england": self.england, "with_whom": self.with_whom, "most": MOST_NAMED,
            "records": [[one.ends, one.value_area, one.kind, one.state, one.types] for one in self.records],
        }

    def _first(self, passing: Passing) -> str:
        if not self.whose:
            return ""
        left = [one for one in self.records if one.passes(passing)]
        about = self._about(passing)
        if len(self.whose) == 1:
            return at_start(f"{self.whose[0]} {self._of_one(left, about)}.")
        count = len(self.whose)
        any_ = {end for one in left for end in one.ends}
        active = {end for one in left if passing.states or one.state in _ACTIVE for end in one.ends}
        without = [name for rank, name in enumerate(self.whose) if rank not in any_]
        only = [name for rank, name in enumerate(self.whose) if rank in any_ - active]
        if without:
            said = f"Of {count:,} {self.told}, {len(without):,} {_have(without)} no recorded partnership{about}"
            said += f"{self._named(without)}."
        else:
            said = f"All {count:,} {self.told} have a recorded partnership{about}."
        if only and not self.england:
            said += f" {len(only):,} {_have(only)} only proposed or lapsed ones{self._named(only)}."
        return said + ("" if about else self._least(left, len(without)))

    def _least(self, left: Sequence[OwnRecord], without: int) -> str:
        """In which value area most have none, when these are more than those who have none at all."""
        count = len(self.whose)
        none = {
            area: count - len({end for one in left if one.value_area == area for end in one.ends})
            for area in self.words["value_area"]
        }
        area = max(none, key=lambda one: none[one], default="")
        if not area or none[area] <= without:
            return ""
        return f" In {self.words['value_area'][area]} {none[area]:,} of them {_have_none(none[area])}."

    def _of_one(self, left: Sequence[OwnRecord], about: str) -> str:
        areas = self.words["value_area"]
        found = {one.value_area for one in left}
        if about or not left:
            count = len(left)
            return f"has {f'{count:,}' if count else 'no'} recorded partnership{'' if count == 1 else 's'}{about}"
        none = [name for area, name in areas.items() if area not in found]
        if not none:
            return f"has recorded partnerships in all {len(areas)} value areas"
        return f"has recorded partnerships in {len(found)} of {len(areas)} value areas, and none in {_or(none)}"

    def _named(self, names: Sequence[str]) -> str:
        if self.england:
            return ""
        return f": {listed(list(names), MOST_NAMED)}"

    def _about(self, passing: Passing) -> str:
        said = self.with_whom
        chosen = (passing.value_areas, passing.types, passing.kinds, passing.states)
        for name, ids, word in zip(_FILTERS, chosen, ("in", "with", "of the kind", "with the state"), strict=True):
            told = [text for one, text in self.words[name].items() if one in ids]
            said += f" {word} {_or(told)}" if told else ""
        return said


def _or(names: Sequence[str]) -> str:
    return " or ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _have_none(count: int) -> str:
    return "has none" if count == 1 else "have none"


def _have(names: Sequence[str]) -> str:
    return "has" if len(names) == 1 else "have"
