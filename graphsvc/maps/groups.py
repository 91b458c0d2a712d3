"""A large map as groups: organisations of one type in one board's area, and all records between two as one."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from graphsvc.errors import BadInput
from graphsvc.maps.appearance import MIXED
from graphsvc.maps.layouts.homes import homes_of
from graphsvc.maps.lettering import plain, wrapped
from graphsvc.maps.nodes import MapBundle, MapGroup
from graphsvc.maps.pieces import LABEL_SIZE, LABEL_WIDTH, Pieces, counted
from graphsvc.questions.names import plural, spoken
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.links import Link
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import ICB

UNPLACED = "unplaced"
"""Stands in a group's key for the board that is not known."""
_LEAST_RADIUS, _LARGEST_RADIUS = 8.0, 20.0
_LEAST_WIDTH, _LARGEST_WIDTH = 1.5, 9.0


def group_key(view: View, organisation: Organisation) -> str:
    """Key of the group that an organisation belongs to."""
    board = homes_of(view).board(organisation)
    return f"{board.id if board else UNPLACED}:{organisation.type}"


def sorted_out(
    view: View, organisations: Iterable[Organisation], alone: Collection[str], opened: Collection[str]
) -> tuple[dict[str, list[Organisation]], dict[int, str]]:
    """Sort organisations into groups.

    Parameters
    ----------
    view : View
        The graph as at a date.
    organisations : iterable of Organisation
        In the order of their ids.
    alone : collection of str
        Ids of organisations that stand alone.
    opened : collection of str
        Keys of groups whose organisations stand alone.

    Returns
    -------
    groups : dict
        Members by key of the group.
    single : dict
        For organisations that stand alone, by index, the key of the group that was opened; empty for none.
    """
    groups: dict[str, list[Organisation]] = {}
    single: dict[int, str] = {}
    for organisation in organisations:
        key = group_key(view, organisation)
        if organisation.id in alone:
            single[organisation.index] = ""
        elif key in opened:
            single[organisation.index] = key
        else:
            groups.setdefault(key, []).append(organisation)
    return groups, single


def group(pieces: Pieces, key: str, members: Sequence[Organisation], records: int) -> MapGroup:
    """A group with its looks; `records` counts those of the map that have an end in it."""
    view = pieces.view
    board = homes_of(view).board(members[0])
    kind = members[0].type
    noun = view.snapshot.organisation_types[kind]
    count = len(members)
    name = f"{noun if count == 1 else plural(noun)} {f'in {spoken(board)}' if board else 'whose board is not known'}"
    title = f"{name}\n{counted(count, 'organisation')}, {counted(records, 'recorded partnership')}"
    radius = _LEAST_RADIUS + math.sqrt(count)
    return MapGroup(
        key=key, name=name, type=kind, board=board, members=tuple(members), records=records,
        lines=wrapped(f"{count:,}", LABEL_SIZE, LABEL_WIDTH), style=pieces.types[kind],
        radius=round(min(_LARGEST_RADIUS, radius), 1), title=plain(title),
    )


def bundles(
    pieces: Pieces, links: Iterable[Link], keys: Mapping[int, str], names: Mapping[str, str]
) -> list[MapBundle]:
    """All records between the same two as one, in the order of their keys.

    Parameters
    ----------
    pieces : Pieces
        Gives the looks.
    links : iterable of Link
        Records of which one end at least is in a group.
    keys : mapping of int to str
        Key of the group or node, by index of the organisation.
    names : mapping of str to str
        Names of groups and nodes.
    """
    between: dict[tuple[str, str], list[Link]] = {}
    for link in links:
        one, other = sorted((keys[link.source], keys[link.target]))
        between.setdefault((one, other), []).append(link)
    return [_bundle(pieces, ends, some, names) for ends, some in sorted(between.items())]


def _bundle(pieces: Pieces, ends: tuple[str, str], links: list[Link], names: Mapping[str, str]) -> MapBundle:
    areas = pieces.view.snapshot.value_areas
    number = Counter(link.partnership.value_area for link in links)
    counts = {area: number[area] for area in areas if number[area]}
    told = [f"{areas[area]}: {count:,}" for area, count in counts.items()]
    who = f"Among: {names[ends[0]]}" if ends[0] == ends[1] else f"{names[ends[0]]} – {names[ends[1]]}"
    return MapBundle(
        key=f"{ends[0]}~{ends[1]}", source=ends[0], target=ends[1], links=tuple(links), counts=counts,
        area=pieces.areas[next(iter(counts))] if len(counts) == 1 else MIXED,
        width=round(min(_LARGEST_WIDTH, _LEAST_WIDTH * math.sqrt(len(links))), 1),
        title=plain("\n".join([who, counted(len(links), "recorded partnership"), *told])),
    )


def refuse_unknown_groups(view: View, keys: Iterable[str]) -> None:
    """Say which key cannot be one of a group; a group that is empty on this map or at this date may be asked for.

    Raises
    ------
    BadInput
        A key names no organisation type, or no board.
    """
    snapshot = view.snapshot
    # All that ever were, and none made into an object that the map does not show.
    ids, types = (snapshot.dataset["organisations"].columns[name] for name in ("id", "organisation_type"))
    boards = {ids[place] for place, kind in enumerate(types) if kind == ICB} | {UNPLACED}
    for key in keys:
        board, _, kind = key.partition(":")
        if board not in boards or kind not in snapshot.organisation_types:
            raise BadInput(
                f"there is no group {key[:80]!r}: a group is the id of a board, or {UNPLACED}, a colon and an "
                "organisation type", "open", key,
            )
