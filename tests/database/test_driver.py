"""Neo4j's driver brings no library of data frames along, which every process that asks the record would hold."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize("module", ["session", "supervisor", "in_force"])
def test_asking_the_record_needs_no_data_frames(module: str) -> None:
    script = (
        f"import graphsvc.database.{module}, graphsvc.database.session, sys\n"
        "assert 'neo4j' in sys.modules and not {'pandas', 'pyarrow'} & set(sys.modules)\n"
        "import pandas\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
