"""Faults of tables in the terminal and as data."""

from __future__ import annotations

import csv
import io
import shutil
import textwrap
from collections.abc import Sequence
from dataclasses import asdict

from graphsvc.commands.layout import plain
from graphsvc.errors import Fault

_NARROW, _WIDE = 40, 100
_VALUE_SHOWN = 60


def faults_as_text(faults: Sequence[Fault]) -> str:
    """One paragraph a fault, grouped by file, no wider than the terminal."""
    width = min(max(shutil.get_terminal_size((80, 24)).columns, _NARROW), _WIDE)
    parts: list[str] = []
    for at, fault in enumerate(faults):
        if at == 0 or faults[at - 1].file != fault.file:
            parts.append(("\n" if at else "") + fault.file)
        words = [f"line {fault.line}" if fault.line else "", fault.column, _short(fault.value)]
        place = "  " + ", ".join(word for word in words if word)
        parts += _wrapped(place, width, "", "    ") if place.strip() else []
        indent = "    " if place.strip() else "  "
        parts += _wrapped(fault.message, width, indent, indent)
    return "\n".join(map(plain, parts))


def faults_as_csv(faults: Sequence[Fault]) -> str:
    """A table for a spreadsheet; what a spreadsheet would run as a formula begins with an apostrophe."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("file", "line", "column", "value", "message"))
    for fault in faults:
        cells = (fault.file, fault.line or "", fault.column, fault.value, fault.message)
        writer.writerow([f"'{cell}" if str(cell).startswith(("=", "+", "-", "@", "\t")) else cell for cell in cells])
    return text.getvalue().removesuffix("\n")


def faults_as_data(faults: Sequence[Fault]) -> list[dict[str, object]]:
    """Rows for JSON."""
    return [asdict(fault) for fault in faults]


def _wrapped(text: str, width: int, first: str, later: str) -> list[str]:
    # Ids and codes hold hyphens: they are not broken there.
    return textwrap.wrap(text, width, initial_indent=first, subsequent_indent=later, break_on_hyphens=False)


def _short(value: str) -> str:
    if not value:
        return ""
    shown = value if len(value) <= _VALUE_SHOWN else value[: _VALUE_SHOWN - 1] + "…"
    return shown if shown.isprintable() else repr(shown)
