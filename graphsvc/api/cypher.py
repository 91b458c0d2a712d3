"""Cypher that an analyst wrote."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from apiflask import APIBlueprint
from flask import Response, g, request

from graphsvc.api.content import describe_content, read_content
from graphsvc.api.schemas.cypher import CypherAnswer, CypherQuestion, cypher_answer
from graphsvc.audit import Actor
from graphsvc.config import Settings
from graphsvc.dates import today
from graphsvc.reports.free import check_allowed, run_free

if TYPE_CHECKING:
    from graphsvc.database.session import Database

_EXAMPLE = {
    "statement": "MATCH (o:Organisation)-[p:PARTNERS_WITH]-() WHERE date(p.since) >= date($day) "
    "RETURN o.type AS type, count(DISTINCT p) AS records ORDER BY records DESC",
    "parameters": {"day": "2024-04-01"},
}


def cypher(settings: Settings, record: Callable[[], Database]) -> APIBlueprint:
    """The call that runs a statement.

    Parameters
    ----------
    settings : Settings
        Whether it is allowed, and its limits.
    record : callable
        Gives the record, or raises `DatabaseAway`.
    """
    blueprint = APIBlueprint("cypher", __name__, tag="Cypher")

    @blueprint.before_request
    def check() -> None:
        check_allowed(settings)

    @blueprint.post("/cypher")
    @blueprint.doc(operation_id="run_cypher")
    @blueprint.output(CypherAnswer)
    def run_cypher() -> Response:
        """Run one statement of Cypher that only reads, where the service allows it."""
        question = read_content(request.get_data(), CypherQuestion)
        by = Actor(g.get("user", ""), "http", g.request_id)
        found = run_free(record(), settings, question.statement, question.parameters, by)
        answer = Response(cypher_answer(found, today()).model_dump_json(), content_type="application/json")
        answer.headers["Cache-Control"] = "no-store"
        return answer

    return blueprint


def describe_cypher(spec: dict[str, Any]) -> None:
    """Add to a description what this call is sent: it reads its content itself, to name all that is wrong with it."""
    describe_content(spec, "/cypher", CypherQuestion, _EXAMPLE)
