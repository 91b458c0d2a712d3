"""The seed in a real database, its pages, and a browser to use them."""

from __future__ import annotations

from tests.browser.conftest import pages_address
from tests.record.conftest import cypher, database, driver, seeded, settings

__all__ = ["cypher", "database", "driver", "pages_address", "seeded", "settings"]
