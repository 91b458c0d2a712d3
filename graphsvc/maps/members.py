"""Who is on a map, for the table beside it: organisations, and groups of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from graphsvc.maps.drawing import Drawing
from graphsvc.snapshot.facts import Organisation


@dataclass(frozen=True, slots=True)
class Member:
    """One organisation, or one group.

    Attributes
    ----------
    key : str
        Id of the organisation, or key of the group.
    name, type : str
        Its name and organisation type.
    organisation : Organisation or None
        Who it is; None for a group.
    asked : bool
        Whether the map was asked for it.
    shown : bool
        Whether the filters leave it.
    records : int
        How many of the records that the filters leave have an end in it.
    inside : tuple of Organisation
        Who is in the group.
    """

    key: str
    name: str
    type: str
    organisation: Organisation | None
    asked: bool
    shown: bool
    records: int
    inside: tuple[Organisation, ...] = ()


def members_of(drawing: Drawing) -> list[Member]:
    """Everyone on a map and on that without its filters: those asked for first, then by name.

    Parameters
    ----------
    drawing : Drawing
        The map.
    """
    whole, shown = drawing.whole, drawing.shown
    at = {node.key: node.organisation.id for node in whole.nodes}
    records: Counter[str] = Counter()
    for link in drawing.links:
        records.update({at[link.source], at[link.target]})
    for bundle in drawing.bundles:
        for end in {bundle.source, bundle.target}:
            records[at.get(end, end)] += len(bundle.links)
    left = {at[key] for key in shown & at.keys()}
    found = {
        node.organisation.id: Member(
            node.organisation.id, node.name, node.type, node.organisation, node.focus, node.organisation.id in left,
            records[node.organisation.id],
        )
        for node in whole.nodes
    }
    groups = [
        Member(
            group.key, group.name, group.type, None, asked=False, shown=group.key in shown, records=group.records,
            inside=group.members,
        )
        for group in whole.groups
    ]
    return sorted([*found.values(), *groups], key=lambda one: (not one.asked, one.name, one.key))
