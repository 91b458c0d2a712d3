"""What a call is sent: JSON that is checked whole, and how it is described."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from graphsvc.api.calls import ROOT
from graphsvc.errors import BadInput
from graphsvc.faults import BadParameters, ParameterFault
from graphsvc.reports.free_parameters import read_json

_Q = TypeVar("_Q", bound=BaseModel)
_SHOWN = 80


def read_content(content: bytes, question: type[_Q]) -> _Q:
    """The question that the content of a request is.

    Parameters
    ----------
    content : bytes
        JSON.
    question : type
        What it should say.

    Raises
    ------
    BadInput
        It is no JSON.
    BadParameters
        All that is missing, unknown or of another type.
    """
    try:
        return question.model_validate(read_json(content), strict=True)
    except ValidationError as error:
        raise BadParameters([
            ParameterFault(
                ".".join(map(str, fault["loc"]))[:_SHOWN] or "content", str(fault["input"])[:_SHOWN], fault["msg"]
            )
            for fault in error.errors()
        ]) from None
    except ValueError as error:
        raise BadInput(f"the content is no JSON: {error}", "content") from None


def describe_content(spec: dict[str, Any], call: str, question: type[BaseModel], example: dict[str, Any]) -> None:
    """Add to the description of the interface what a call is sent.

    Parameters
    ----------
    spec : dict
        The description.
    call : str
        Its path under `/api/v1`.
    question : type
        What its content says.
    example : dict
        Such a content.
    """
    schema = question.model_json_schema()
    schema.pop("additionalProperties")  # a later version may take more
    spec["components"]["schemas"][question.__name__] = schema
    spec["paths"][ROOT + call]["post"]["requestBody"] = {
        "required": True, "content": {"application/json": {
            "schema": {"$ref": f"#/components/schemas/{question.__name__}"}, "example": example,
        }},
    }
