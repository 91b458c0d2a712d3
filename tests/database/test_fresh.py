"""A home beside the one of a data folder: one at a time, and what somebody who was killed left is gone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from graphsvc.config import load_settings
from graphsvc.database.address import home_of
from graphsvc.database.endpoint import tool_of
from graphsvc.database.fresh import fresh_home
from graphsvc.errors import DatabaseAway


def test_what_was_left_is_removed_with_a_tool_that_still_works_there(tmp_path: Path) -> None:
    settings = load_settings(data=tmp_path)
    left = home_of(tmp_path / "restoring")
    left.mkdir(parents=True)
    (left / "half").write_text("written")
    command = [sys.executable, "-c", "import time; time.sleep(300)", tool_of(left)]
    with subprocess.Popen(command) as tool, fresh_home(settings) as fresh:
        assert tool.wait(20) != 0
        assert home_of(fresh.data_dir) == left
        assert list(left.iterdir()) == []
    assert not left.parent.exists()


def test_there_is_one_at_a_time(tmp_path: Path) -> None:
    settings = load_settings(data=tmp_path)
    with fresh_home(settings) as fresh:
        with pytest.raises(DatabaseAway, match="another process is still restoring"), fresh_home(settings):
            pass
        assert home_of(fresh.data_dir).is_dir()
