from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).parents[2]
_ALL = """
import hashlib
from graphsvc.reports.files.charts import figure_png, figure_svg
from graphsvc.reports.files.companion import companion
from graphsvc.reports.files.csv_file import csv_file
from graphsvc.reports.files.markdown import markdown
from graphsvc.reports.files.workbook import workbook
from tests.fixtures.tables import BOARDS, CHARTS
files = [csv_file(BOARDS), companion(BOARDS), markdown(BOARDS).encode(), workbook("Title", [BOARDS], ["About"])]
files += [draw(BOARDS, chart) for chart in CHARTS.values() for draw in (figure_svg, figure_png)]
print([hashlib.sha256(file).hexdigest() for file in files])
"""
_HEAVY = """
import sys
import graphsvc.cli
import graphsvc.reports.files.charts, graphsvc.reports.files.workbook, graphsvc.reports.files.markdown
print(sorted({"matplotlib", "pandas", "gptables", "xlsxwriter", "typst"} & set(sys.modules)))
"""


def _run(program: str, **environment: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True, cwd=_ROOT,
        env={**os.environ, **environment},
    )
    return ran.stdout


def test_the_same_table_has_the_same_bytes_on_another_day_in_another_place(tmp_path: Path) -> None:
    (tmp_path / "matplotlibrc").write_text("font.size: 30\nsvg.fonttype: path\nfigure.dpi: 17\n")
    first = _run(_ALL, PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C.UTF-8")
    second = _run(_ALL, PYTHONHASHSEED="2", TZ="Pacific/Auckland", LC_ALL="C.UTF-8", MATPLOTLIBRC=str(tmp_path))
    assert len(eval(first)) == 10  # noqa: S307 - our own list
    assert first == second


def test_commands_that_draw_nothing_load_nothing_heavy() -> None:
    assert _run(_HEAVY).strip() == "[]"
