"""docs/faults.md names tests that there are and subjects of `doctor` that there are, for every fault."""

from __future__ import annotations

import re

import pytest

from tests.docs.sections import ROOT, rows, sections

_COLUMNS = 6
FAULTS = [fault for section in sections("faults.md").values() for fault in rows(section)]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda cells: cells[0])
def test_every_fault_says_all_and_its_tests_are_there(fault: list[str]) -> None:
    assert len(fault) == _COLUMNS
    assert all(fault)
    named = re.findall(r"`(tests/\S+\.py)::(test_\w+)`", fault[-1])
    assert " ".join(f"`{file}::{test}`" for file, test in named) == fault[-1]
    for file, test in named:
        assert f"\ndef {test}(" in (ROOT / file).read_text(encoding="utf-8"), f"{file} has no {test}"


@pytest.mark.parametrize("fault", FAULTS, ids=lambda cells: cells[0])
def test_what_doctor_names_is_a_subject_of_its(fault: list[str]) -> None:
    code = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "graphsvc" / "doctor").glob("*.py"))
    (subject,) = re.findall(r"^`(\w+)`: ", fault[-2])
    assert f'Finding("{subject}", ' in code
