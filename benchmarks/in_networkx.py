"""The same questions as somebody would write them with plain NetworkX, simplified as in `in_cypher`."""

from __future__ import annotations

from itertools import islice
from typing import Any

import networkx

from graphsvc.questions.paths import PathQuestion
from graphsvc.snapshot.view import View


class NetworkxQuestions:
    """A multigraph of the records that are active at a date.

    Parameters
    ----------
    view : View
        The graph as at a date.
    """

    def __init__(self, view: View) -> None:
        self._graph: networkx.MultiGraph[str] = networkx.MultiGraph()
        for organisation in view.organisations:
            if view.open[organisation.index]:
                self._graph.add_node(
                    organisation.id, name=organisation.name, type=organisation.type, national=organisation.national
                )
        for link in view.links:
            if link.active and not link.inherited:
                ends = view.organisations[link.source].id, view.organisations[link.target].id
                self._graph.add_edge(*ends, value_area=link.partnership.value_area)
        accepted = {kind.id: frozenset(kind.organisation_types) for kind in view.snapshot.partner_types.values()}
        self._rules = [(rule.value_area, accepted[rule.partner_type]) for rule in view.valid_rules]
        self._nhs = [name for name, data in self._graph.nodes(data=True) if data["type"] in ("nhs-trust", "icb")]

    def path(self, asked: PathQuestion) -> list[list[str]]:
        """As many shortest paths as asked within value areas, national bodies at the ends only."""
        nodes, ends = self._graph.nodes, (asked.sources[0], asked.target)
        areas = asked.value_areas
        seen = networkx.subgraph_view(
            self._graph,
            filter_node=lambda one: one in ends or not nodes[one]["national"],
            filter_edge=lambda a, b, key: not areas or self._graph.edges[a, b, key]["value_area"] in areas,
        )
        try:
            if asked.k == 1:
                return [networkx.bidirectional_shortest_path(seen, *ends)]
            # Simple paths of a multigraph repeat for parallel links: one link a pair is kept.
            found = networkx.shortest_simple_paths(networkx.Graph(seen), *ends)
            return [path for path in islice(found, asked.k) if len(path) <= 7]
        except networkx.NetworkXNoPath:
            return []

    def neighbourhood(self, organisation: str) -> list[Any]:
        """All records among an organisation and its partners."""
        near = self._graph.subgraph({organisation, *self._graph[organisation]})
        return list(near.edges(keys=True))

    def gaps(self, organisation: str) -> list[Any]:
        """Partners of each expectation, and suggestions by partners in common where there is none."""
        answer: list[Any] = []
        neighbours = set(self._graph[organisation])
        for area, types in self._rules:
            partners = self._partners(organisation, area, types)
            if partners:
                answer.append(partners)
                continue
            common = [
                (-len(neighbours & set(self._graph[one])), one)
                for one, data in self._graph.nodes(data=True)
                if data["type"] in types and not data["national"] and one not in neighbours
            ]
            answer.append([one for count, one in sorted(common)[:5] if count])
        return answer

    def coverage(self, _: object) -> tuple[int, int]:
        """Recorded expectations of all trusts and boards."""
        cells = [bool(self._partners(one, area, types)) for one in self._nhs for area, types in self._rules]
        return sum(cells), len(cells)

    def search(self, text: str) -> list[str]:
        """Names that contain the text: NetworkX has no search, and this forgives no spelling."""
        wanted = text.lower()
        return [one for one, data in self._graph.nodes(data=True) if wanted in data["name"].lower()]

    def _partners(self, organisation: str, area: str, types: frozenset[str]) -> list[str]:
        return [
            other
            for other, links in self._graph[organisation].items()
            if self._graph.nodes[other]["type"] in types
            and any(link["value_area"] == area for link in links.values())
        ]
