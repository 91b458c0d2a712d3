"""Roles, each of which may do what those before it may."""

from __future__ import annotations

from enum import IntEnum


class Role(IntEnum):
    """What somebody may do: read, ask in Cypher of their own and have briefs made, change the record."""

    ANYONE = 0
    """Also who is not known: what says nothing of the facts."""

    VIEWER = 1
    ANALYST = 2
    EDITOR = 3

    @property
    def word(self) -> str:
        """As it is called in documents and answers."""
        return self.name.lower()
