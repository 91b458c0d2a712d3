"""Reading the documentation: its sections, and what stands in them as code."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def sections(name: str) -> dict[str, str]:
    """Text under each `## ` heading of a file in `docs/`, by heading without backquotes."""
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    parts = re.split(r"^## (.+)\n", text, flags=re.MULTILINE)
    return dict(zip((heading.replace("`", "").strip() for heading in parts[1::2]), parts[2::2], strict=True))


def rows(section: str) -> list[list[str]]:
    """Cells of the tables in a section, header and rule left out."""
    lines = [line for line in section.splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in lines if not line.startswith("| ---")]
    return cells[1:]


def plain(cell: str) -> str:
    """A cell without its marks."""
    return cell.strip("*`")
