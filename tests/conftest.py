"""One browser for all tests of a process: Playwright cannot be started twice in it."""

from __future__ import annotations

from tests.fixtures.browser import browser

__all__ = ["browser"]
