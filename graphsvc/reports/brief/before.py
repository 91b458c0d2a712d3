"""Coverage on the day from which change is told, by what is recorded now."""

from __future__ import annotations

from graphsvc.dates import in_words
from graphsvc.reports.brief.coverage import Coverage, enter_coverage
from graphsvc.reports.brief.material import Material

BEFORE = "findings"


def before(material: Material) -> Coverage | None:
    """Enter it; None where nothing could be counted on that day."""
    cells = [cell for cell in material.answers.before if cell.counted]
    if not cells:
        return None
    title = f"{material.scope.name}, as at {in_words(material.since.isoformat())}"
    return enter_coverage(material, (BEFORE, "before", ""), title, cells, False)
