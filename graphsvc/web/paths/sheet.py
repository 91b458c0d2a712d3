"""Paths as a table for a spreadsheet: a row for each record of each step."""

from __future__ import annotations

from collections.abc import Iterator

from graphsvc.dates import note_on, today
from graphsvc.maps.drawing import ATTRIBUTION
from graphsvc.maps.line_up import paths_title
from graphsvc.questions.neighbourhood import state_of
from graphsvc.questions.paths import PathAnswer, PathQuestion
from graphsvc.questions.sentences import no_path_sentence, not_open_sentence, path_sentence, weakest_sentence
from graphsvc.sheets import Sheet
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import KINDS

COLUMNS = (
    "path", "step", "from", "from_name", "to", "to_name", "cost", "weakest", "value_area", "kind", "state", "since",
    "until", "evidence_title", "evidence_address", "evidence_date", "evidence_basis", "record",
)


def path_sheet(view: View, question: PathQuestion, answer: PathAnswer) -> Sheet:
    """The paths of an answer as a table; the sentences are beside it.

    Parameters
    ----------
    view : View
        The graph as at a date.
    question : PathQuestion
        What was asked.
    answer : PathAnswer
        Its answer.
    """
    said = [f"{not_open_sentence(view, one)}." for one in answer.not_open]
    if answer.paths:
        for rank, path in enumerate(answer.paths, 1):
            said.append(f"Path {rank}: {path_sentence(view, path)} {weakest_sentence(view, path)}")
    else:
        said = [no_path_sentence(view, question, answer)]
    note = note_on(view.day, today())
    return Sheet(
        paths_title(view, question), COLUMNS, tuple(_rows(view, answer)),
        (*said, *((note,) if note else ()), ATTRIBUTION), view.day.isoformat(), view.snapshot.hash,
    )


def _rows(view: View, answer: PathAnswer) -> Iterator[tuple[object, ...]]:
    for rank, path in enumerate(answer.paths, 1):
        for number, step in enumerate(path.steps, 1):
            for link in step.links:
                record, seen = link.partnership, link.partnership.evidence
                yield (
                    rank, number, step.source.id, step.source.name, step.target.id, step.target.name, step.cost,
                    "yes" if number - 1 == path.weakest else "no", view.snapshot.value_areas[record.value_area],
                    KINDS[record.kind], state_of(link).value, record.since, record.until, seen.title, seen.address,
                    seen.date, seen.basis, record.id,
                )
