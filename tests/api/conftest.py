"""The whole application, answering from the seed."""

from __future__ import annotations

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from graphsvc.app import create_app
from graphsvc.config import load_settings
from graphsvc.snapshot.in_use import FixedSnapshot
from tests.fixtures.facts import seed_snapshot


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> APIFlask:
    """The application over the seed."""
    return create_app(load_settings(data=tmp_path_factory.mktemp("data")), FixedSnapshot(seed_snapshot()))


@pytest.fixture
def client(app: APIFlask) -> FlaskClient:
    """Asks it."""
    return app.test_client()
