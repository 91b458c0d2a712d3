"""How a question is asked over HTTP: parameters in, one snapshot, an answer with its tag and headers."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from apiflask import APIBlueprint
from flask import Response, g, request

from graphsvc import __version__
from graphsvc.api.queries import Query, read_query
from graphsvc.api.schemas.answer import Answer
from graphsvc.config import QuestionSettings
from graphsvc.dates import today
from graphsvc.errors import GraphsvcError, NotReady
from graphsvc.faults import BadParameters, ParameterFault
from graphsvc.snapshot.graph import Snapshot
from graphsvc.snapshot.in_use import SnapshotInUse
from graphsvc.snapshot.view import View

ROOT = "/api/v1"
ORGANISATION = "Id of an organisation, such as GB-NHS-RR8."
_Q = TypeVar("_Q", bound=Query)
_A = TypeVar("_A", bound=Answer)


@dataclass(frozen=True, slots=True)
class Asked(Generic[_Q]):
    """One question: its parameters, the graph that answers it, and the limits.

    `call` is the path that was asked for, `asked_on` the day on which it was asked.
    """

    query: _Q
    view: View
    limits: QuestionSettings
    call: str
    asked_on: date


@dataclass(frozen=True, slots=True)
class Call:
    """A call that can be made.

    Attributes
    ----------
    path : str
        With `{names}`.
    query : type of Query
        Its parameters.
    named : str
        What the path names.
    free : str
        What the parameters are that it takes besides and that depend on what the path names; empty when it takes none.
    media_types : tuple of str
        What it can answer in beside JSON.
    of_snapshot : bool
        Whether it is answered from the snapshot, as its headers then say.
    """

    path: str
    query: type[Query]
    named: str = ORGANISATION
    free: str = ""
    media_types: tuple[str, ...] = ()
    of_snapshot: bool = True


class Calls:
    """Makes calls of functions that answer questions, and lists them.

    Parameters
    ----------
    limits : QuestionSettings
        Defaults and limits.
    snapshots : SnapshotInUse
        Whose current snapshot answers; a request takes it once.
    """

    def __init__(self, limits: QuestionSettings, snapshots: SnapshotInUse) -> None:
        self.limits = limits
        self.made: list[Call] = []
        self._snapshots = snapshots
        self._seed = f"{__version__}\n{limits.model_dump_json()}"

    def get(
        self, blueprint: APIBlueprint, rule: str, query: type[_Q], answer: type[_A], *,
        names: str = ORGANISATION, besides: Callable[[], str] = str,
    ) -> Callable[[Callable[..., _A]], Callable[..., _A]]:
        """Make a function a call: it gets `Asked` and what the path names, and gives the answer.

        Parameters
        ----------
        blueprint : APIBlueprint
            The noun.
        rule : str
            Path under `/api/v1`, as Flask writes it.
        query : type of Query
            The parameters.
        answer : type of Answer
            What the function gives.
        names : str
            What the path names.
        besides : callable
            Gives what the answer depends on beside the question, the facts and the settings.
        """

        def make(function: Callable[..., _A]) -> Callable[..., _A]:
            def view_function(**named: str) -> Response:
                return self._answer(function, query, named, besides())

            view_function.__name__ = function.__name__
            view_function.__doc__ = function.__doc__
            self.made.append(Call(path_of(rule), query, names))
            described = blueprint.doc(operation_id=function.__name__)(view_function)
            blueprint.get(rule)(blueprint.output(answer)(described))
            return function

        return make

    @property
    def snapshot(self) -> Snapshot | None:
        """The snapshot in use; None before the first."""
        return self._snapshots.current

    def _answer(
        self, function: Callable[..., Answer], query_type: type[Query], named: dict[str, str], besides: str
    ) -> Response:
        snapshot = self._snapshots.current
        if snapshot is None:
            raise NotReady("The facts are being loaded: try again in a few seconds.")
        g.snapshot, g.stale = snapshot, self._snapshots.stale
        asked_on = today()
        query, faults = read_query(query_type, request.args.items(multi=True))

        def ask(query: Query) -> Answer:
            view = snapshot.view(query.as_at or asked_on)
            return function(Asked(query, view, self.limits, request.path, asked_on), **named)

        if query is None or faults:
            raise BadParameters([*faults, *_further(ask, query, faults)])
        day = query.as_at or asked_on
        tag = self._tag(request.path, query, snapshot.hash, day, day > asked_on, besides)
        # `*` names any answer: there must be one.
        if not request.if_none_match.star_tag and request.if_none_match.contains_weak(tag):
            return _tagged(Response(status=304), tag)
        body = ask(query).model_dump_json(by_alias=True)
        if request.if_none_match.star_tag:
            return _tagged(Response(status=304), tag)
        return _tagged(Response(body, content_type="application/json"), tag)

    def _tag(self, *question: object) -> str:
        text = "\n".join([self._seed, *(q.model_dump_json() if isinstance(q, Query) else str(q) for q in question)])
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def path_of(rule: str) -> str:
    """A path as the description of the interface writes it, of a rule of Flask's."""
    return ROOT + rule.replace("<", "{").replace(">", "}")


def _further(
    ask: Callable[[Query], object], query: Query | None, faults: Sequence[ParameterFault]
) -> list[ParameterFault]:
    """What is wrong besides faults that are known, so that a user is told of all at once."""
    named = {fault.parameter for fault in faults}
    try:
        if query is not None:
            ask(query)
    except BadParameters as more:
        return [fault for fault in more.faults if fault.parameter not in named]
    except GraphsvcError:
        pass  # told when the parameters can be used
    return []


def _tagged(answer: Response, tag: str) -> Response:
    """With what tells a cache to keep it and to ask again each time: the facts may have changed."""
    answer.set_etag(tag)
    answer.headers["Cache-Control"] = "no-cache"
    return answer
