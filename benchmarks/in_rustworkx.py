"""The questions that rustworkx can answer as it comes: it walks a whole graph, and filters no records on the way."""

from __future__ import annotations

from typing import Any

import rustworkx

from graphsvc.questions.paths import PathQuestion
from graphsvc.snapshot.view import View


class RustworkxQuestions:
    """A multigraph of the records that are active at a date.

    Parameters
    ----------
    view : View
        The graph as at a date.
    """

    def __init__(self, view: View) -> None:
        self._graph: rustworkx.PyGraph[str, None] = rustworkx.PyGraph()
        self._graph.add_nodes_from([organisation.id for organisation in view.organisations])
        self._index_of = view.snapshot.index_of
        self._graph.add_edges_from_no_data(
            [(link.source, link.target) for link in view.links if link.active and not link.inherited]
        )

    def path(self, asked: PathQuestion) -> list[int]:
        """One shortest path, whoever is on it."""
        source, target = self._index_of[asked.sources[0]], self._index_of[asked.target]
        found = rustworkx.dijkstra_shortest_paths(self._graph, source, target=target)
        return list(found[target]) if target in found else []

    def neighbourhood(self, organisation: str) -> list[Any]:
        """All records among an organisation and its partners."""
        index = self._index_of[organisation]
        return list(self._graph.subgraph([index, *self._graph.neighbors(index)]).edge_list())
