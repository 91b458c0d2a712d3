"""Paths."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from graphsvc.api.schemas.answer import Answer, OrganisationRef, Schema, heading, named
from graphsvc.api.schemas.partnerships import PartnershipItem, partnership_item
from graphsvc.questions.paths import Path, PathAnswer, PathQuestion
from graphsvc.questions.sentences import no_path_sentence, path_sentence, weakest_sentence
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import NoPath


class StepItem(Schema):
    """Two organisations that are joined, and all records between them in the graph as asked."""

    from_: str = Field(alias="from")
    to: str
    cost: float
    partnerships: tuple[PartnershipItem, ...]


class PathItem(Schema):
    """A path. `weakest` is the position of its costliest step, counted from 0."""

    hops: int
    cost: float
    organisations: tuple[OrganisationRef, ...]
    steps: tuple[StepItem, ...]
    weakest: int
    sentence: str
    weakest_sentence: str


class NotOpenItem(OrganisationRef):
    """An organisation that is not open at the date, and who followed it."""

    heirs: tuple[OrganisationRef, ...]


class PathsAnswer(Answer):
    """The best paths, best first; or none, with the reason."""

    paths: tuple[PathItem, ...]
    reason: NoPath | None
    explanation: str | None = Field(description="The reason as a sentence.")
    shortest: int | None = Field(description="Hops of the shortest path, when none is within the limit.")
    not_open: tuple[NotOpenItem, ...]


def paths_answer(view: View, question: PathQuestion, found: PathAnswer, asked_on: date | None = None) -> PathsAnswer:
    """The answer to a question for paths."""
    return PathsAnswer(
        **heading(view, asked_on), paths=tuple(_path(view, path) for path in found.paths), reason=found.reason,
        explanation=None if found.reason is None else no_path_sentence(view, question, found),
        shortest=found.shortest,
        not_open=tuple(
            NotOpenItem(**named(one).model_dump(), heirs=tuple(named(heir) for heir in heirs))
            for one, heirs in found.not_open.items()
        ),
    )


def _path(view: View, path: Path) -> PathItem:
    return PathItem(
        hops=path.hops, cost=path.cost, organisations=tuple(named(one) for one in path.organisations),
        steps=tuple(
            StepItem(
                from_=step.source.id, to=step.target.id, cost=step.cost,
                partnerships=tuple(partnership_item(view, link) for link in step.links),
            )
            for step in path.steps
        ),
        weakest=path.weakest, sentence=path_sentence(view, path), weakest_sentence=weakest_sentence(view, path),
    )
