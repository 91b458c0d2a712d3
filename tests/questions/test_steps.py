"""Steps are followed through dicts or, where there are many, through arrays: the answers are the same."""

from __future__ import annotations

import pytest

from graphsvc.questions import steps
from tests.questions import mutation_cases


def test_paths_through_arrays_are_those_of_the_second_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "_FEW", -1)
    monkeypatch.setattr(mutation_cases, "WORLDS", 60)
    assert mutation_cases.first_difference() == ""
