"""Sequences whose members are made when they are asked for."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import TypeVar, overload

Member = TypeVar("Member")

MOST_KEPT = 50_000
"""Members of a sequence that are kept once made: those that are asked for time and again."""


class MadeSequence(Sequence[Member]):
    """A sequence of which no member is there before it is asked for."""

    @abstractmethod
    def make(self, index: int) -> Member:
        """The member at a place, from 0 on; an `IndexError` after the last."""

    @overload
    def __getitem__(self, index: int) -> Member: ...
    @overload
    def __getitem__(self, index: slice) -> list[Member]: ...
    def __getitem__(self, index: int | slice) -> Member | list[Member]:
        if isinstance(index, slice):
            return [self.make(one) for one in range(*index.indices(len(self)))]
        if index < 0:
            index += len(self)
            if index < 0:
                raise IndexError(index)
        return self.make(index)

    def __iter__(self) -> Iterator[Member]:
        return map(self.make, range(len(self)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(mine == theirs for mine, theirs in zip(self, other, strict=True))

    __hash__ = object.__hash__


class KeptSequence(MadeSequence[Member]):
    """A sequence that keeps the members that it has made, up to `MOST_KEPT`."""

    def __init__(self) -> None:
        self._kept: dict[int, Member] = {}

    @abstractmethod
    def fresh(self, index: int) -> Member:
        """The member at a place, made now."""

    def make(self, index: int) -> Member:
        """The member at a place, from 0 on."""
        found = self._kept.get(index)
        if found is None:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            found = self._kept.setdefault(index, self.fresh(index))
        return found
