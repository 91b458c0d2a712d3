"""The second reading is a second one: it shares no code with the product."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
READING = ROOT / "tests" / "reading"
FILES = sorted(READING.rglob("*.py"))

ALONE = """
import sys
sys.modules["graphsvc"] = None  # importing it raises an ImportError
{do}
assert not [name for name in sys.modules if name.startswith("graphsvc.")]
"""

ASK = """
from datetime import date
from pathlib import Path
from tests.reading.gaps import Gaps
from tests.reading.graph import Asked
from tests.reading.paths import paths_to
from tests.reading.suggestions import Suggestions
from tests.reading.tables import read_folder

known = Gaps(read_folder(Path("seed")), date(2026, 11, 23))
cells = known.cells("GB-NHS-RR8")
Suggestions(known).add("GB-NHS-RR8", cells, 5)
assert {"recorded", "unrecorded"} <= {cell.state for cell in cells}
assert any(cell.suggestions for cell in cells)
assert paths_to(known.records, ("GB-NHS-RR8",), "GB-LAE-BIR", Asked()).paths
"""


def imported(code: str) -> Iterator[str]:
    """Modules that some code imports, also within functions, and relative ones by their dots."""
    for found in ast.walk(ast.parse(code)):
        if isinstance(found, ast.Import):
            yield from (name.name for name in found.names)
        elif isinstance(found, ast.ImportFrom):
            yield "." * found.level + (found.module or "")


def run(code: str) -> subprocess.CompletedProcess[str]:
    """Run some code where the product cannot be imported."""
    return subprocess.run(
        [sys.executable, "-c", ALONE.format(do=code)], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_all_files_of_the_second_reading_are_looked_at() -> None:
    assert len(FILES) > 10
    assert list(imported("import a.b, c\ndef f():\n    from d.e import g\n    from ..h import i")) == [
        "a.b", "c", "d.e", "..h",
    ]  # fmt: skip


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_it_imports_the_standard_library_and_itself_alone(file: Path) -> None:
    for module in imported(file.read_text(encoding="utf-8")):
        assert f"{module}.".startswith("tests.reading.") or module.split(".")[0] in sys.stdlib_module_names, module


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_it_never_imports_by_a_name_in_a_text(file: Path) -> None:
    code = file.read_text(encoding="utf-8")
    names = {found.id for found in ast.walk(ast.parse(code)) if isinstance(found, ast.Name)}
    assert not names & {"__import__", "exec", "eval", "importlib", "compile"}


def test_where_the_product_cannot_be_imported_it_is_imported_whole() -> None:
    modules = [".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for file in FILES]
    done = run("\n".join(f"import {module}" for module in modules))
    assert done.returncode == 0, done.stderr


def test_where_the_product_cannot_be_imported_it_answers() -> None:
    done = run(ASK)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("code", ["import graphsvc", "from graphsvc.dates import first_day", "import tests.comparison"])
def test_the_product_cannot_be_imported_there(code: str) -> None:
    done = run(code)
    assert done.returncode == 1
    assert "ModuleNotFoundError" in done.stderr.splitlines()[-1]
    assert "graphsvc" in done.stderr.splitlines()[-1]
