"""Every test that docs/security.md names exists, and every threat has one."""

from __future__ import annotations

import re

from tests.docs.sections import ROOT, rows

TEXT = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")


def test_every_threat_is_held_by_tests_that_exist() -> None:
    threats = rows(TEXT)
    assert len(threats) >= 18
    for threat, measure, held_by in threats:
        named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", held_by)
        assert measure
        assert named, f"no test holds: {threat}"
        for file, test in named:
            assert re.search(rf"^def {test}\(", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE), (file, test)


def test_it_says_what_is_not_protected() -> None:
    assert "## What is not protected" in TEXT
