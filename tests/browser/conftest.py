"""Fixtures of the tests with a browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.fixtures.browser import served
from tests.fixtures.facts import seed_snapshot


@pytest.fixture(scope="session")
def pages_address() -> Iterator[str]:
    """Where the pages of the seed are served."""
    with served(seed_snapshot()) as address:
        yield address
