"""T2: coverage by value area, with all evidence and with current evidence only."""

from __future__ import annotations

from graphsvc.reports.brief import coverage_table
from graphsvc.reports.brief.coverage import Coverage, enter_coverage
from graphsvc.reports.brief.material import Material
from graphsvc.reports.brief.tables import Draft, Line, Place
from graphsvc.reports.report import Column

TABLE = "t2"


def area_table(material: Material) -> Draft:
    """Recorded of counted expectations, twice."""
    cells = [cell for cell in material.answers.cells if cell.counted]
    found = {cell.value_area for cell in cells}
    areas = [Line(one, name) for one, name in material.view.snapshot.value_areas.items() if one in found]
    rows = (*areas, Line("", "All value areas"))
    entered = [
        enter_coverage(
            material, (TABLE, row.id, ""), row.name,
            [cell for cell in cells if not row.id or cell.value_area == row.id], True,
        )
        for row in rows
    ]
    *parts, total = entered
    numbers = material.numbers
    for mine in ("of", "recorded", "current"):
        numbers.adds_up(getattr(total, mine), [getattr(part, mine) for part in parts])
    # The same number as the last one of T1.
    for mine in ("of", "recorded"):
        numbers.adds_up((coverage_table.TABLE, "", "", mine), [getattr(total, mine)])
    return Draft(
        TABLE, f"Coverage by value area: {material.of_whom}",
        (
            "Each number is the expectations that are recorded, of those that could be counted.",
            "Current evidence only: the same, of expectations with evidence that somebody read and that is dated no "
            "more than three years before.",
        ),
        Column("value_area", "Value area"), Column("evidence", "Evidence"),
        Column("recorded", "Recorded", "whole", "expectations"), rows,
        (Line("all", "All evidence"), Line("current", "Current evidence only")), tuple(map(_places, entered)),
        material.rows.cells.report, material.rows.cells.version, shaded=True,
    )


def _places(coverage: Coverage) -> tuple[Place, ...]:
    return Place(coverage.recorded, coverage.of, True), Place(coverage.current, coverage.of, True)
