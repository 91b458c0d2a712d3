"""Cypher that an analyst wrote, and what it answered."""

from __future__ import annotations

from datetime import date

from pydantic import Field, JsonValue

from graphsvc.api.schemas.answer import Answer, Schema
from graphsvc.reports.free import FreeAnswer
from graphsvc.reports.values import json_value


class CypherQuestion(Schema):
    """A statement that only reads."""

    statement: str = Field(min_length=1, description="Cypher, one statement.")
    parameters: dict[str, JsonValue] = Field(
        default_factory=dict, description="By name, without the dollar. A date is a text: write date($day)."
    )


class CypherAnswer(Answer):
    """Rows of a statement."""

    columns: tuple[str, ...] = Field(description="As the statement names them.")
    rows: tuple[tuple[JsonValue, ...], ...] = Field(
        description="A value for each column. An organisation and the like is a map of `labels` and `properties`; "
        "a relationship of `type`, `source` and `target` (ids, where the row holds the ends too) and `properties`; "
        "a path a list of these in turn."
    )
    truncated: bool = Field(description="Whether there were more rows than the limit.")
    sum: str = Field(description="SHA-256 of the statement, by which the log knows it.")


def cypher_answer(found: FreeAnswer, asked_on: date) -> CypherAnswer:
    """The answer of a statement."""
    return CypherAnswer(
        as_at=asked_on, snapshot=found.snapshot, note=None, columns=found.columns,
        rows=tuple(tuple(map(json_value, row)) for row in found.rows), truncated=found.truncated, sum=found.sum,
    )
