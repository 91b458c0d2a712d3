"""How much a map shows, in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graphsvc.maps.drawing import Drawing
from graphsvc.maps.nodes import MapLink, MapNode
from graphsvc.maps.pieces import counted, states_told
from graphsvc.questions.sentences import not_open_sentence
from graphsvc.snapshot.links import Link
from graphsvc.snapshot.view import View


def with_counts(drawing: Drawing, records: int, of: tuple[int, int] | None = None) -> Drawing:
    """A map of several organisations with its note: how much it shows, whom it leaves out, how to read it.

    Parameters
    ----------
    drawing : Drawing
        The map.
    records : int
        How many records there are, also those of organisations that are left out.
    of : (int, int), optional
        How many organisations and records are drawn without filters.
    """
    left = len(drawing.left_out)
    lost = records - len(drawing.links) - sum(len(bundle.links) for bundle in drawing.bundles)
    told = (_sets(drawing, of), _left_out(drawing.left_out_says, left, lost), drawing.reading)
    return replace(drawing, note=" ".join(filter(None, told)))


def _sets(drawing: Drawing, of: tuple[int, int] | None) -> str:
    nodes, groups = drawing.nodes, drawing.groups
    records: list[Link] = [link.link for link in drawing.links]
    records += [link for bundle in drawing.bundles for link in bundle.links]
    organisations = len(nodes) + sum(len(group.members) for group in groups)
    who = part(organisations, "organisation", of[0] if of else None)
    if groups:
        alone = f", {len(nodes):,} of them by themselves," if nodes else ""
        who += f"{alone} in {counted(len(groups), 'group')} by board and type"
    what = part(len(records), "recorded partnership", of[1] if of else None)
    return f"{who} and {what} among them{states_told(records)}."


def _left_out(says: str, count: int, records: int) -> str:
    """Who has no place on a map, and how many records are not drawn therefore; empty when everyone has one."""
    if not count:
        return ""
    lost = f", with {counted(records, 'recorded partnership')}" if records else ""
    return f"{says} {'is' if count == 1 else 'are'} left out{lost}."


def part(count: int, noun: str, of: int | None) -> str:
    """`3 records`; `3 of 5 records` when there are more."""
    return counted(count, noun) if of is None or of == count else f"{count:,} of {counted(of, noun)}"


def ego_note(
    view: View, nodes: Sequence[MapNode], links: Sequence[MapLink], of: Drawing | None = None
) -> str:
    """How many records one organisation has, and with how many others; `of` is the map without filters."""
    organisation = next(node.organisation for node in nodes if node.focus)
    if not view.open[organisation.index]:
        return f"{not_open_sentence(view, organisation)}. What is recorded with it counts for whoever followed it."
    own = [item for item in links if item.own]
    if not own and not (of and of.own_links):
        return "No recorded partnership at this date. That is what we know, not a finding that there is none."
    among = len(links) - len(own)
    rest = f"; and {counted(among, 'record')} among these partners" if among else ""
    whom = part(len(own), "recorded partnership", len(of.own_links) if of else None)
    others = part(len(_partners(nodes)), "organisation", len(_partners(of.nodes)) if of else None)
    return f"{whom} with {others}{states_told(item.link for item in own)}{rest}."


def _partners(nodes: Sequence[MapNode]) -> set[str]:
    return {node.organisation.id for node in nodes if not node.focus}
