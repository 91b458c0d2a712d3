"""Faults planted in the questions, each caught by the comparison with the second reading."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]


class Mutation(NamedTuple):
    """A text of the product, and the fault put in its place."""

    rule: str
    file: str
    right: str
    wrong: str


VIEW, COUNTED, ORGANISATIONS = "snapshot/view.py", "snapshot/counted.py", "snapshot/organisations.py"
BEHIND, CELL_STATES, FILLERS = "questions/behind.py", "questions/cell_states.py", "questions/fillers.py"
NETWORK, PATHS, QUALITIES = "questions/network.py", "questions/paths.py", "questions/qualities.py"
EXPECTATIONS, STEPS, CANDIDATES = "questions/expectations.py", "questions/steps.py", "questions/candidates.py"

MUTATIONS = (
    Mutation("closed on its last day already", VIEW, "(at <= snapshot.organ", "(at < snapshot.organ"),
    Mutation("not begun on its first day", COUNTED, "at < begins", "at <= begins"),
    Mutation("lapsed on its last day already", COUNTED, "ends < at", "ends <= at"),
    Mutation("succession a day late", VIEW, "if succession.day <= day", "if succession.day < day"),
    Mutation("dropped heir", VIEW, "tuple(sorted(heirs))", "tuple(sorted(heirs)[:1])"),
    Mutation(
        "chain cut short", VIEW, "heirs.update(self.heirs(succession.successor))", "heirs.add(succession.successor)"
    ),
    Mutation("heir of another type", COUNTED, "type_of(heir) == self._view.type_of(end)", "type_of(heir)"),
    Mutation("an only heir must be near", COUNTED, "several = len(heirs) > 1", "several = True"),
    Mutation("inherited by both ends only", COUNTED, "is_open[records.source] & is", "is_open[records.source] | is"),
    Mutation("a pair counted twice", COUNTED, " and (target, source) not in seen", ""),
    Mutation("rule ends a day early", VIEW, "self.day <= rule.valid_to", "self.day < rule.valid_to"),
    Mutation("oldest version", VIEW, "known.version < rule.version", "known.version > rule.version"),
    Mutation("own national column ignored", ORGANISATIONS, '(row["national"] or kinds', "(kinds"),
    Mutation("swapped states", BEHIND, "= _RECORDED, _PROPOSED, _LAPSED\n", "= _RECORDED, _LAPSED, _PROPOSED\n"),
    Mutation(
        "inherited counts as recorded", BEHIND, "[self._positions]] = _INHERITED", "[self._positions]] = _RECORDED"
    ),
    Mutation("three years less a day", QUALITIES, "(seen >= limit)", "(seen > limit)"),
    Mutation("national member of a network", FILLERS, " & ~everyone.national[others]", ""),
    Mutation("its own host", BEHIND, "(hosting[self._other] > itself)", "(hosting[self._other] > 0)"),
    Mutation("review a day late", CELL_STATES, "review.asked_on <= day", "review.asked_on < day"),
    Mutation("the widest place wins", EXPECTATIONS, "districts.bit_count()", "-districts.bit_count()"),
    Mutation("wrong cost", STEPS, "= 4, 1, 2, 2", "= 4, 1, 2, 1"),
    Mutation(
        "three years and a day", STEPS, "records.seen < years_before", "records.seen <= years_before"
    ),
    Mutation("inherited without being asked", STEPS, "(inherited or not heirs)", "True"),
    Mutation("via opens no national body", NETWORK, "network.national - set(through)", "network.national"),
    Mutation(
        "last of equally weak steps", PATHS, "costs.index(max(costs))", "len(costs) - 1 - costs[::-1].index(max(costs))"
    ),
    Mutation("unreachable is nearest", CANDIDATES, "self._reach.ended)] += 1", "self._reach.ended)] = 0"),
)


def difference(folder: Path, mutation: Mutation | None) -> str:
    """Where the second reading differs from a copy of the product with a fault in it."""
    shutil.copytree(ROOT / "graphsvc", folder / "graphsvc", ignore=shutil.ignore_patterns("__pycache__", "static"))
    if mutation is not None:
        file = folder / "graphsvc" / mutation.file
        text = file.read_text(encoding="utf-8")
        assert text.count(mutation.right) == 1, (
            f"{mutation.file} no longer says {mutation.right!r} once: mend this list"
        )
        file.write_text(text.replace(mutation.right, mutation.wrong), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-P", "-m", "tests.questions.mutation_cases"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(folder), str(ROOT))), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode != 0:
        return f"the product broke, which shows no rule: {run.stderr.strip()[-1000:]}"
    return run.stdout.strip()


def test_without_a_fault_there_is_no_difference(tmp_path: Path) -> None:
    assert difference(tmp_path, None) == ""


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.rule.replace(" ", "-"))
def test_a_planted_fault_is_caught(mutation: Mutation, tmp_path: Path) -> None:
    found = difference(tmp_path, mutation)
    assert found, f"{mutation.rule}: no case noticed it"
    assert found.startswith("world"), found
