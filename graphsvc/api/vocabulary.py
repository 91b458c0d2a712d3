"""The vocabulary."""

from __future__ import annotations

from apiflask import APIBlueprint

from graphsvc.api.calls import Asked, Calls
from graphsvc.api.queries import VocabularyQuery
from graphsvc.api.schemas.vocabulary import VocabularyAnswer, vocabulary_answer


def vocabulary(calls: Calls) -> APIBlueprint:
    """The call about words."""
    blueprint = APIBlueprint("vocabulary", __name__, tag="Vocabulary")

    @calls.get(blueprint, "/vocabulary", VocabularyQuery, VocabularyAnswer)
    def get_vocabulary(asked: Asked[VocabularyQuery]) -> VocabularyAnswer:
        """Value areas, types, kinds, states and expectations.

        What other calls take and give as ids, with names; and where the facts come from.
        """
        return vocabulary_answer(asked.view, asked.asked_on)

    return blueprint
