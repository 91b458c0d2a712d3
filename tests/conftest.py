"""What all tests of a process share: one browser, as Playwright cannot be started twice in it, and few databases."""

from __future__ import annotations

from tests.fixtures.browser import browser
from tests.fixtures.records import empty_record, england, england_settings

__all__ = ["browser", "empty_record", "england", "england_settings"]
