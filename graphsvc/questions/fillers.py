"""Fillers: who fills the cells of a partner type, of itself, as a host of others or as a member of a network."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import numpy as np

from graphsvc.snapshot.columns import Numbers
from graphsvc.snapshot.facts import Organisation, PartnerType
from graphsvc.snapshot.view import View

_Found = TypeVar("_Found")


def fills(view: View, partner: Organisation, kind: PartnerType) -> bool:
    """Whether a partner is of an accepted type; a national body only where its whole type is national."""
    return bool(filling_of(view, kind)[partner.index])


def filling_of(view: View, kind: PartnerType) -> Numbers:
    """For each organisation, whether it fills cells of a partner type; worked out once for a view."""
    all_, types = view.organisations, view.snapshot.national_types
    return _kept(view, (filling_of, kind), lambda: (
        all_.of_type(kind.organisation_types) & (~all_.national | all_.of_type(types))
    ))


def hosted_by(view: View, host: int, kind: PartnerType, organisation: Organisation) -> list[Organisation]:
    """Open organisations of an accepted type that a host has, other than the one that asks (`host` is an index)."""
    found = [view.organisations[index] for index in view.hosted.get(host, ())]
    return [one for one in found if one.type in kind.organisation_types and one.index != organisation.index]


def hosting_of(view: View, kind: PartnerType) -> Numbers:
    """For each organisation, how many open ones of an accepted type it hosts; empty where nobody hosts any."""
    def counted() -> Numbers:
        accepted = _accepted(view, kind)
        hosts = [host for host, hosted in view.hosted.items() for one in hosted if accepted[one]]
        return np.bincount(hosts, minlength=len(view.organisations)) if hosts else np.empty(0, np.int64)

    return _kept(view, (hosting_of, kind), counted)


def members_of(view: View, convenor: int, value_area: int, kind: PartnerType) -> tuple[Numbers, Numbers]:
    """Who fills a partner type in a network, in a value area (the number of its id); worked out once for a view.

    Returns
    -------
    tuple of array
        Positions of the active links of the convenor with them that are not inherited, and who they are. National
        bodies are no members.
    """
    def found() -> tuple[Numbers, Numbers]:
        links, records, everyone = view.links, view.snapshot.partnerships, view.organisations
        positions = view.links_of.at(convenor)
        positions = positions[links.counted(positions)]
        positions = positions[records.value_areas[0][links.record[positions]] == value_area]
        others = links.others(positions, convenor)
        mine = _accepted(view, kind)[others] & ~everyone.national[others]
        return positions[mine], others[mine]

    return _kept(view, (members_of, convenor, value_area, kind), found)


def _accepted(view: View, kind: PartnerType) -> Numbers:
    """For each organisation, whether it is of an accepted type; worked out once for a view."""
    return _kept(view, (_accepted, kind), lambda: view.organisations.of_type(kind.organisation_types))


def _kept(view: View, key: object, work: Callable[[], _Found]) -> _Found:
    """What some work gives, done once for a view."""
    found: _Found | None = view.kept.get(key)
    if found is None:
        found = view.kept[key] = work()
    return found
