"""Cypher that an analyst wrote."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from apiflask import APIBlueprint
from flask import Response, g, request
from pydantic import ValidationError
from werkzeug.exceptions import UnsupportedMediaType

from graphsvc.api.schemas.cypher import CypherAnswer, CypherQuestion, cypher_answer
from graphsvc.audit import Actor
from graphsvc.config import Settings
from graphsvc.dates import today
from graphsvc.errors import BadInput, ForeignOrigin
from graphsvc.faults import BadParameters, ParameterFault
from graphsvc.reports.free import check_allowed, run_free
from graphsvc.reports.free_parameters import read_json
from graphsvc.reports.origin import from_elsewhere

if TYPE_CHECKING:
    from graphsvc.database.session import Database

_EXAMPLE = {
    "statement": "MATCH (o:Organisation)-[p:PARTNERS_WITH]-() WHERE date(p.since) >= date($day) "
    "RETURN o.type AS type, count(DISTINCT p) AS records ORDER BY records DESC",
    "parameters": {"day": "2024-04-01"},
}
_SHOWN = 80


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
        if from_elsewhere(request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site"), request.host):
            raise ForeignOrigin("A page of another site sent this; it was not run.")
        if request.mimetype != "application/json":
            raise UnsupportedMediaType

    @blueprint.post("/cypher")
    @blueprint.doc(operation_id="run_cypher")
    @blueprint.output(CypherAnswer)
    def run_cypher() -> Response:
        """Run one statement of Cypher that only reads, where the service allows it."""
        question = read_question(request.get_data())
        by = Actor(g.get("user", ""), "http", g.request_id)
        found = run_free(record(), settings, question.statement, question.parameters, by)
        answer = Response(cypher_answer(found, today()).model_dump_json(), content_type="application/json")
        answer.headers["Cache-Control"] = "no-store"
        return answer

    return blueprint


def describe_cypher(spec: dict[str, Any]) -> None:
    """Add to a description what this call is sent: it reads its content itself, to name all that is wrong with it."""
    schema = CypherQuestion.model_json_schema()
    schema.pop("additionalProperties")  # a later version may take more
    spec["components"]["schemas"]["CypherQuestion"] = schema
    spec["paths"]["/api/v1/cypher"]["post"]["requestBody"] = {
        "required": True, "content": {"application/json": {
            "schema": {"$ref": "#/components/schemas/CypherQuestion"}, "example": _EXAMPLE,
        }},
    }


def read_question(content: bytes) -> CypherQuestion:
    """The question that the content of a request is.

    Raises
    ------
    BadInput
        It is no JSON.
    BadParameters
        All that is missing, unknown or of another type.
    """
    try:
        return CypherQuestion.model_validate(read_json(content), strict=True)
    except ValidationError as error:
        raise BadParameters([
            ParameterFault(
                ".".join(map(str, fault["loc"]))[:_SHOWN] or "content", str(fault["input"])[:_SHOWN], fault["msg"]
            )
            for fault in error.errors()
        ]) from None
    except ValueError as error:
        raise BadInput(f"the content is no JSON: {error}", "content") from None
