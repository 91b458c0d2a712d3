"""What the first who ask would wait for, worked out before anybody asks."""

from __future__ import annotations

from graphsvc.questions.gaps import gaps_of_many
from graphsvc.questions.name_index import index_of
from graphsvc.questions.network import all_steps
from graphsvc.snapshot.view import View


def prepare(view: View) -> None:
    """Work out what all answers as at a date begin with: names, neighbours, steps and coverage.

    Parameters
    ----------
    view : View
        The graph as at a date, of which questions are going to be asked.
    """
    index_of(view.snapshot)
    all_steps(view)
    gaps_of_many(view)
    _ = view.neighbours.counts
