"""The parameters of each call, and how they are read: all faults are found at once."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, Literal, TypeVar, get_origin

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, WithJsonSchema

from graphsvc.dates import parse_day
from graphsvc.errors import BadInput
from graphsvc.faults import ParameterFault
from graphsvc.limits import MOST_NAMED, MOST_SUGGESTED
from graphsvc.vocabulary import KINDS, CellState, PartnershipState

_WHOLE = re.compile(r"[0-9]{1,6}", re.ASCII)
_Q = TypeVar("_Q", bound="Query")


def _day(value: object) -> object:
    try:
        return parse_day(value) if isinstance(value, str) else value
    except BadInput as error:
        raise ValueError(str(error).partition(" ")[2]) from None


def _whole(value: object) -> object:
    if isinstance(value, str) and not _WHOLE.fullmatch(value):
        raise ValueError("must be a whole number, at most 999999")
    return value


def _truth(value: object) -> object:
    if isinstance(value, str) and value not in ("true", "false"):
        raise ValueError("must be true or false")
    return value == "true" if isinstance(value, str) else value


Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Whole = Annotated[int, BeforeValidator(_whole)]
Truth = Annotated[bool, BeforeValidator(_truth)]
Kind = Literal["formal-partnership", "programme", "membership", "funding", "contract", "joint-venture", "hosting"]
Named = Annotated[tuple[str, ...], Field(max_length=MOST_NAMED)]


class Query(BaseModel):
    """Parameters that every question takes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    as_at: Day | None = Field(None, description="The day to answer for, such as 2026-04-01; today when left out.")


class PageQuery(Query):
    """Parameters of a list."""

    limit: Whole | None = Field(None, ge=1, description="Items in one answer, at most.")
    cursor: str = Field("", description="`next_cursor` of the answer before this one.")


class OrganisationsQuery(PageQuery):
    """Which organisations."""

    q: str = Field("", description="Name, alias, initials or id; spelling is forgiven.")
    type: tuple[str, ...] = Field((), description="Organisation type.")
    place: str = Field("", description="Code of a place that they cover or sit in.")
    open: Truth | None = Field(None, description="Open at the date, or not; both when left out.")


class OrganisationQuery(Query):
    """One organisation."""


class PartnershipsQuery(PageQuery):
    """Which partnerships of an organisation."""

    value_area: tuple[str, ...] = Field((), description="Value area.")
    state: tuple[PartnershipState, ...] = Field((), description="State at the date.")


class OrganisationGapsQuery(Query):
    """Which cells of an organisation."""

    value_area: tuple[str, ...] = Field((), description="Value area.")
    state: tuple[CellState, ...] = Field((), description="State of the cell.")
    suggest: Whole | None = Field(None, le=MOST_SUGGESTED, description="Suggestions for each gap, at most.")


class GapsQuery(PageQuery):
    """Which cells of which organisations."""

    region: str = Field("", description="Code of an NHS region.")
    icb: str = Field("", description="Id of a board: it and its trusts.")
    value_area: tuple[str, ...] = Field((), description="Value area.")
    partner_type: tuple[str, ...] = Field((), description="Partner type.")
    state: tuple[CellState, ...] = Field((), description="State of the cell.")


class PathsQuery(Query):
    """From whom, to whom, over what."""

    source: Named = Field(description="Id of an organisation to start from.", min_length=1)
    target: str = Field("", description="Id of the organisation to reach.")
    target_type: str = Field("", description="Organisation type to reach, in place of `target`.")
    target_place: str = Field("", description="Code of the place of the organisations to reach.")
    value_area: tuple[str, ...] = Field((), description="Only partnerships in this value area.")
    kind: tuple[Kind, ...] = Field((), description="Only partnerships of this kind.")
    k: Whole | None = Field(None, ge=1, description="Paths, at most.")
    max_hops: Whole | None = Field(None, ge=1, description="Longest path, in hops.")
    order: Literal["hops", "evidence"] = Field("hops", description="What is best: fewest hops, or best evidence.")
    inherited: Truth = Field(False, description="Also partnerships recorded with predecessors.")
    national: Truth = Field(False, description="Also paths through national bodies.")
    avoid: Named = Field((), description="Id of an organisation to avoid.")
    via: str = Field("", description="Id of an organisation that the path must pass.")


class BrokersQuery(PageQuery):
    """Which brokers."""

    type: tuple[str, ...] = Field((), description="Organisation type.")
    single_points: Truth = Field(False, description="Only those without whom others would lose each other.")


class VocabularyQuery(Query):
    """The vocabulary."""


if set(Kind.__args__) != set(KINDS):  # type: ignore[attr-defined]  # a Literal has its values there
    raise RuntimeError("the kinds of a question are not those of the vocabulary")


def read_query(model: type[_Q], pairs: Iterable[tuple[str, str]]) -> tuple[_Q | None, list[ParameterFault]]:
    """Read parameters; an empty value is the same as none, and the order of repeated ones says nothing.

    Parameters
    ----------
    model : type of Query
        What may be asked.
    pairs : iterable of (str, str)
        Names and values as given, repeated ones too.

    Returns
    -------
    query : Query or None
        What is asked by the parameters that can be used, so that what else is wrong with it can be found; None when
        nothing can be asked by them.
    faults : list of ParameterFault
        Every parameter that is unknown, repeated without need or has a value that cannot be used.
    """
    faults: list[ParameterFault] = []
    given: dict[str, list[str]] = {}
    for name, value in pairs:
        if name not in model.model_fields:
            near = tuple((one, "") for one in difflib.get_close_matches(name[:80], model.model_fields, n=1))
            faults.append(ParameterFault(name, value, "this call has no such parameter", near))
        elif value:
            given.setdefault(name, []).append(value)
    values: dict[str, Any] = {}
    for name, texts in given.items():
        if repeats(model, name):
            values[name] = tuple(sorted(set(texts)))
        elif len(texts) > 1:
            faults.append(ParameterFault(name, texts[1], "may be given once only"))
        else:
            values[name] = texts[0]
    try:
        return model.model_validate(values), faults
    except ValidationError as error:
        faults += [_fault(dict(one)) for one in error.errors()]
    wrong = {fault.parameter for fault in faults}
    try:
        return model.model_validate({name: value for name, value in values.items() if name not in wrong}), faults
    except ValidationError:
        return None, faults


def repeats(model: type[Query], name: str) -> bool:
    """Whether a parameter may be given more than once."""
    return get_origin(model.model_fields[name].annotation) is tuple


def _fault(error: dict[str, Any]) -> ParameterFault:
    message = str(error["msg"]).removeprefix("Value error, ").replace("Input should be", "must be")
    value = error["input"] if isinstance(error["input"], str) else ""
    if error["type"] == "missing":
        message = "must be given"
    if error["type"] == "too_long":
        message = f"may be given {error['ctx']['max_length']} times at most"
    return ParameterFault(str(error["loc"][0]), value, message[:1].lower() + message[1:])
