"""What only large graphs take another way gives the answers of the second reading in small ones too."""

from __future__ import annotations

import pytest

from graphsvc.questions import candidates, steps
from tests.questions import mutation_cases


def test_steps_through_arrays_and_candidates_one_hop_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "_FEW", -1)
    monkeypatch.setattr(candidates, "_QUICK", -1)
    monkeypatch.setattr(mutation_cases, "WORLDS", 100)
    assert mutation_cases.first_difference() == ""
