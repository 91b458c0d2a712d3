"""Settings of the record that all tests of reports ask."""

from __future__ import annotations

import pytest

from graphsvc.config import Settings


@pytest.fixture(scope="session")
def settings(england_settings: Settings) -> Settings:
    """Settings of the record that holds England."""
    return england_settings
