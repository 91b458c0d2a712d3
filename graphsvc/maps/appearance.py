"""How things look on a map: colours and dashes of value areas, shapes of organisation types, marks of states.

A value area has a colour and a dash of its own, so that neither alone has to be seen. Nothing here names a value
area or an organisation type: they are data, and get their looks from their place in the vocabulary.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graphsvc.vocabulary import State

INK = "#212b32"
PAPER = "#ffffff"
FOCUS_FILL = "#003c71"
TOUCHED = "#ffd54a"
TILE_FILL, TILE_EDGE = "#f3f5f6", "#aeb7bd"
DOT, TOWN = "#c3cbd0", "#5c6b75"
"""Of what lies behind a map."""

_COLOURS = ("#005aa0", "#b03a06", "#00663a", "#7a2e8f", "#6f5300", "#a3195b", "#3d4b55")
_DASHES: tuple[tuple[int, ...], ...] = (
    (), (12, 5), (2, 4), (12, 4, 2, 4), (6, 4), (18, 4, 2, 4, 2, 4), (26, 5),
)
_FILLS = ("#ffffff", "#aeb7bd", "#4c6272")
_PARTNER_SHAPES = ("dot", "triangle", "diamond", "triangleDown", "hexagon")
_MARKS = {
    (State.PROPOSED, False): "circle", (State.PROPOSED, True): "triangle",
    (State.LAPSED, False): "bar", (State.LAPSED, True): "box",
}
_MIXED_COLOUR = "#4c6272"
_SHAPES = {"nhs": ("square",), "convenor": ("star",), "partner": _PARTNER_SHAPES}


@dataclass(frozen=True, slots=True)
class AreaStyle:
    """Looks of a value area: colour of its links and words, tint of its sector, dash (empty for a solid line)."""

    colour: str
    tint: str
    dash: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """Looks of an organisation type."""

    shape: str
    fill: str


@dataclass(frozen=True, slots=True)
class StateStyle:
    """Looks of a link's state.

    `width` and `mark` are those of the line and of what sits in its middle, `word` says the state in full and `short`
    beside the mark; all three texts are empty for a record that is simply active.
    """

    width: float
    mark: str
    word: str
    short: str


MIXED = AreaStyle(_MIXED_COLOUR, PAPER, ())
"""Looks of records of several value areas that are drawn as one line."""


def area_styles(areas: Sequence[str]) -> dict[str, AreaStyle]:
    """Looks of value areas by id, whatever their number.

    Parameters
    ----------
    areas : sequence of str
        Ids in the order of the vocabulary. The first 49 differ from each other in colour or dash, the first seven
        in both.
    """
    styles = {}
    for rank, area in enumerate(areas):
        turn, colour = divmod(rank, len(_COLOURS))
        dash = _DASHES[(colour + turn) % len(_DASHES)]
        styles[area] = AreaStyle(_COLOURS[colour], blend(_COLOURS[colour], PAPER, 0.09), dash)
    return styles


def type_styles(sides: Sequence[tuple[str, str]]) -> dict[str, TypeStyle]:
    """Looks of organisation types by id: the shape says the side, shape and fill together the type.

    Parameters
    ----------
    sides : sequence of (str, str)
        Id and side of each type, in the order of the vocabulary.
    """
    styles = {}
    seen: dict[str, int] = {}
    for kind, side in sides:
        rank = seen[side] = seen.get(side, -1) + 1
        shapes = _SHAPES.get(side, _PARTNER_SHAPES)
        turn, shape = divmod(rank, len(shapes))
        styles[kind] = TypeStyle(shapes[shape], _FILLS[turn % len(_FILLS)])
    return styles


def state_style(state: State, inherited: bool) -> StateStyle:
    """Looks of a link by its state; `inherited` marks the record as a predecessor's."""
    if state is State.ACTIVE:
        return StateStyle(1.5, "diamond", "inherited", "inherited") if inherited else StateStyle(2.2, "", "", "")
    word = f"{state}, predecessor’s" if inherited else str(state)
    return StateStyle(1.3, _MARKS[state, inherited], word, str(state))


def blend(colour: str, other: str, share: float) -> str:
    """Mix two `#rrggbb` colours; `share` is the first one's part."""
    mixed = (
        round(int(colour[at:at + 2], 16) * share + int(other[at:at + 2], 16) * (1 - share)) for at in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02x}" for part in mixed)
