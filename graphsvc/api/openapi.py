"""The description of the interface (OpenAPI 3.1): what the framework gathers, and what it cannot know."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from graphsvc.api.calls import ROOT, Call
from graphsvc.api.problems import MEDIA_TYPE, PROBLEM_TYPES
from graphsvc.api.queries import repeats
from graphsvc.api.schemas.problem import Problem
from graphsvc.config import QuestionSettings
from graphsvc.limits import MOST_SUGGESTED

_HEADERS = {
    "Graphsvc-Revision": ("Number of the load whose facts answer.", {"type": "string"}),
    "Graphsvc-Taken-At": ("When they were read from the database.", {"type": "string", "format": "date-time"}),
    "Graphsvc-Stale": ("Whether the record is away or newer.", {"type": "string", "enum": ["true", "false"]}),
    "ETag": ("Names the answer: send it as If-None-Match.", {"type": "string"}),
}
_FREE = "parameters"
"""What stands for the parameters that no description can list: each is given by its own name."""


def complete(
    spec: dict[str, Any], calls: Iterable[Call], limits: QuestionSettings, row_limit: int
) -> dict[str, Any]:
    """Add parameters, headers and problems to a description.

    Parameters
    ----------
    spec : dict
        As APIFlask makes it.
    calls : iterable of Call
        The calls that take parameters.
    limits : QuestionSettings
        Defaults and limits of the parameters.
    row_limit : int
        Most rows of an answer of the record.
    """
    schema = Problem.model_json_schema(ref_template="#/components/schemas/Problem.{model}")
    schemas = spec.setdefault("components", {}).setdefault("schemas", {})
    for name, definition in schema.pop("$defs").items():
        schemas[f"Problem.{name}"] = definition
    schemas["Problem"] = schema
    for definition in schemas.values():
        definition.pop("additionalProperties", None)  # a later version may add fields
    spec["paths"] = dict(sorted(spec["paths"].items(), key=lambda item: (not item[0].startswith(ROOT), item[0])))
    for call in calls:
        operation = spec["paths"][call.path]["get"]
        operation["parameters"] = [*operation.get("parameters", []), *_parameters(call, limits, row_limit)]
        for parameter in operation["parameters"]:
            if parameter["in"] == "path":
                parameter["description"] = call.named
        answer = operation["responses"]["200"]
        answer["headers"] = {
            name: {"description": text, "schema": kind} for name, (text, kind) in _HEADERS.items()
            if call.of_snapshot or name == "ETag"
        }
        answer["content"].update((media_type, {}) for media_type in call.media_types)
        operation["responses"]["304"] = {"description": "The answer is still the one that If-None-Match names."}
    for operations in spec["paths"].values():
        for operation in operations.values():
            for problem in PROBLEM_TYPES:
                response = operation["responses"].setdefault(str(problem.status), {"content": {
                    MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}
                }, "description": problem.title})
                if problem.title not in response["description"]:
                    response["description"] += f"; {problem.title}"
    return spec


def _parameters(call: Call, limits: QuestionSettings, row_limit: int) -> list[dict[str, Any]]:
    query = call.query
    schema = query.model_json_schema()
    definitions = schema.get("$defs", {})
    bounds = {
        "limit": (limits.list_size, limits.list_limit) if call.of_snapshot else (row_limit, row_limit),
        "k": (limits.k, limits.k_limit), "max_hops": (limits.max_hops, limits.max_hops_limit),
        "suggest": (limits.suggest, MOST_SUGGESTED),
    }
    found = []
    for name, whole in schema["properties"].items():
        kind = _plain(whole, definitions)
        description = kind.pop("description", "")
        kind.pop("title", None)
        if kind.get("default") in (None, "", []):
            kind.pop("default", None)
        if name in bounds:
            kind["default"], kind["maximum"] = bounds[name]
        for bound, standard in (("ge", "minimum"), ("le", "maximum")):
            if bound in kind:  # as pydantic writes the bounds of what may be left out
                kind.setdefault(standard, kind.pop(bound))
        kind.pop("le", None)
        if kind["type"] == "integer":
            kind.setdefault("minimum", 0)
        parameter = {
            "name": name, "in": "query", "required": name in schema.get("required", ()), "description": description,
            "schema": kind,
        }
        if repeats(query, name):
            parameter |= {"style": "form", "explode": True}
        found.append(parameter)
    if call.free:
        found.append({
            "name": _FREE, "in": "query", "required": False, "description": call.free, "style": "form",
            "explode": True, "schema": {"type": "object", "additionalProperties": {"type": "string"}},
        })
    return found


def _plain(schema: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """A schema without references, and without `null`, which no query can say."""
    if "$ref" in schema:
        rest = {key: value for key, value in schema.items() if key != "$ref"}
        found = _plain(definitions[schema["$ref"].rpartition("/")[2]], definitions)
        return {key: value for key, value in found.items() if key not in ("title", "description")} | rest
    if "anyOf" in schema:
        one = next(choice for choice in schema["anyOf"] if choice.get("type") != "null")
        rest = {key: value for key, value in schema.items() if key != "anyOf"}
        return _plain(one, definitions) | rest
    plain = dict(schema)
    if "items" in plain:
        plain["items"] = {key: value for key, value in _plain(plain["items"], definitions).items() if key != "title"}
    return plain
