"""Why an answer may have no rows: who was asked for is not open on its day."""

from __future__ import annotations

from dataclasses import replace

from graphsvc.questions.sentences import not_open_sentence
from graphsvc.reports.answer import ReportAnswer
from graphsvc.snapshot.graph import Snapshot

_ORGANISATIONS = ("organisation", "nhs-organisation", "icb")


def with_not_open(answer: ReportAnswer, snapshot: Snapshot | None) -> ReportAnswer:
    """An answer that says of whom it was asked for that they are not open, when it has no rows.

    Parameters
    ----------
    answer : ReportAnswer
        What the record answered.
    snapshot : Snapshot, optional
        Where organisations and their heirs are looked up; without it nothing is said.
    """
    if answer.rows or snapshot is None:
        return answer
    view = snapshot.view(answer.as_at)
    asked = (answer.parameters[one.name] for one in answer.report.parameters if one.type in _ORGANISATIONS)
    found = (snapshot.index_of.get(str(value)) for value in dict.fromkeys(asked))
    closed = (view.organisations[index] for index in found if index is not None and not view.open[index])
    return replace(answer, not_open=tuple(f"{not_open_sentence(view, one)}." for one in closed))
