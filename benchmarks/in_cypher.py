"""The same questions as Cypher on the embedded server.

Simplified where Cypher cannot say the rules: one shortest path in place of the k best with their costs, no heirs, no
areas in the ranking of suggestions. Each is therefore less work than what the service does.
"""

from __future__ import annotations

from types import TracebackType
from typing import Any, LiteralString, Self

from neo4j import Query
from neo4j.exceptions import Neo4jError

from graphsvc.config import Settings
from graphsvc.database.address import current_address
from graphsvc.database.driver import make_driver
from graphsvc.errors import QueryTimedOut
from graphsvc.questions.paths import PathQuestion
from graphsvc.snapshot.view import View

WITHIN = 10.0
"""Seconds within which a statement is to answer."""

_ACTIVE: LiteralString = """r.status = 'active' AND (r.since IS NULL OR r.since <= $day)
  AND (r.until IS NULL OR r.until >= $day)"""

_PATH: LiteralString = (
    """
MATCH (a:Organisation {id: $source}), (b:Organisation {id: $target})
MATCH p = shortestPath((a)-[:PARTNERS_WITH*..6]-(b))
WHERE all(r IN relationships(p) WHERE r.value_area IN $value_areas AND """
    + _ACTIVE
    + """)
  AND none(n IN nodes(p)[1..-1] WHERE n.id IN $national)
RETURN [n IN nodes(p) | n.id] AS ids"""
)

_PATHS: LiteralString = (
    """
MATCH p = SHORTEST 10 (a:Organisation {id: $source})
  ((x)-[r:PARTNERS_WITH WHERE r.value_area IN $value_areas AND """
    + _ACTIVE
    + """]-(y)){1,6} (b:Organisation {id: $target})
WHERE none(n IN nodes(p)[1..-1] WHERE n.id IN $national)
RETURN [n IN nodes(p) | n.id] AS ids"""
)

_NEAREST: LiteralString = (
    """
MATCH (a:Organisation) WHERE a.id IN $sources
MATCH (b:University) WHERE b.status = 'open' AND NOT b.id IN $sources
MATCH p = shortestPath((a)-[:PARTNERS_WITH*..6]-(b))
WHERE all(r IN relationships(p) WHERE """
    + _ACTIVE
    + """)
  AND none(n IN nodes(p)[1..-1] WHERE n.id IN $national)
RETURN [n IN nodes(p) | n.id] AS ids ORDER BY length(p) LIMIT 1"""
)

_NEIGHBOURHOOD: LiteralString = """
MATCH (a:Organisation {id: $id})
OPTIONAL MATCH (a)-[:PARTNERS_WITH]-(b)
WITH a, collect(DISTINCT b) AS partners
WITH partners + a AS near
UNWIND near AS x
MATCH (x)-[r:PARTNERS_WITH]->(y) WHERE y IN near
RETURN startNode(r).id AS source, endNode(r).id AS target, r.id AS id"""

_GAPS: LiteralString = (
    """
MATCH (o:Organisation {id: $id})
MATCH (area:ValueArea)-[rule:EXPECTS]->(partner:PartnerType)
WITH o, area, rule, [(partner)-[:ACCEPTS]->(t) | t.id] AS types
WITH o, area, rule, types,
  [(o)-[r:PARTNERS_WITH]-(x:Organisation) WHERE r.value_area = area.id AND x.type IN types AND """
    + _ACTIVE
    + """ | r.id] AS records
CALL (o, area, types, records) {
  WITH * WHERE size(records) = 0
  MATCH (c:Organisation) WHERE c.type IN types AND c.status = 'open'
  WITH o, area, c, COUNT { (o)-[:PARTNERS_WITH]-()-[:PARTNERS_WITH]-(c) } AS common
  WHERE common > 0 AND NOT EXISTS { (o)-[:PARTNERS_WITH {value_area: area.id}]-(c) }
  ORDER BY common DESC, c.id LIMIT 5
  RETURN collect(c.id) AS suggested
}
RETURN rule.rule AS rule, records, suggested"""
)

_COVERAGE: LiteralString = (
    """
MATCH (area:ValueArea)-[rule:EXPECTS]->(partner:PartnerType)
WITH area, rule, [(partner)-[:ACCEPTS]->(t) | t.id] AS types
MATCH (o:Organisation) WHERE o.type IN ['nhs-trust', 'icb'] AND o.status = 'open'
WITH rule, o, EXISTS { (o)-[r:PARTNERS_WITH]-(x:Organisation) WHERE r.value_area = area.id AND x.type IN types
  AND """
    + _ACTIVE
    + """ } AS recorded
RETURN count(CASE WHEN recorded THEN 1 END) AS recorded, count(*) AS of"""
)

_SEARCH: LiteralString = """
CALL db.index.fulltext.queryNodes('organisation_names', $text, {limit: 20}) YIELD node, score
RETURN node.id AS id, score"""


class CypherQuestions:
    """Asks a server, over one session.

    Parameters
    ----------
    settings : Settings
        Which server.
    view : View
        The same graph in memory: its date is asked for, and it knows who is national by their type.
    """

    def __init__(self, settings: Settings, view: View) -> None:
        self._driver = make_driver(current_address(settings))
        self._session = self._driver.session()
        self._day = view.day
        self._areas = list(view.snapshot.value_areas)
        self._national = [organisation.id for organisation in view.organisations if organisation.national]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._session.close()
        self._driver.close()

    def path(self, asked: PathQuestion) -> list[dict[str, Any]]:
        """One shortest path within value areas."""
        return self._rows(_PATH, **self._ends(asked))

    def paths(self, asked: PathQuestion) -> list[dict[str, Any]]:
        """The ten with the fewest hops."""
        return self._rows(_PATHS, **self._ends(asked))

    def nearest(self, asked: PathQuestion) -> list[dict[str, Any]]:
        """The shortest from several organisations to any university."""
        return self._rows(_NEAREST, sources=list(asked.sources), national=self._national)

    def neighbourhood(self, organisation: str) -> list[dict[str, Any]]:
        """All records among an organisation and its partners."""
        return self._rows(_NEIGHBOURHOOD, id=organisation)

    def gaps(self, organisation: str) -> list[dict[str, Any]]:
        """Records of each expectation, and suggestions by partners in common."""
        return self._rows(_GAPS, id=organisation)

    def coverage(self, _: object) -> list[dict[str, Any]]:
        """Recorded expectations of all trusts and boards."""
        return self._rows(_COVERAGE)

    def search(self, text: str) -> list[dict[str, Any]]:
        """Names with words that are spelt nearly so."""
        words = ["".join(letter for letter in word if letter.isalnum()) for word in text.split()]
        return self._rows(_SEARCH, text=" ".join(f"{word}~" for word in words if word) or "none")

    def _ends(self, asked: PathQuestion) -> dict[str, Any]:
        return {
            "source": asked.sources[0], "target": asked.target, "national": self._national,
            "value_areas": list(asked.value_areas or self._areas),
        }

    def _rows(self, statement: LiteralString, /, **parameters: object) -> list[dict[str, Any]]:
        try:
            return self._session.run(Query(statement, timeout=WITHIN), {"day": self._day, **parameters}).data()
        except Neo4jError as error:
            if any(word in (error.code or "") for word in ("TransactionTimedOut", "OutOfMemory")):
                raise QueryTimedOut(f"no answer within {WITHIN:g} s, or within the server's memory") from error
            raise
