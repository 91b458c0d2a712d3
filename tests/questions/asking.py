"""Short ways to ask the product about a dataset written by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

from graphsvc.questions.cells import Cell
from graphsvc.questions.gaps import OrganisationGaps, gaps_of
from graphsvc.questions.paths import PathAnswer, PathQuestion, find_paths
from graphsvc.snapshot.graph import Snapshot
from graphsvc.snapshot.view import View
from tests.worlds import Dataset, england_in_small

DAY = "2024-04-01"
TRUST = "GB-NHS-R01"
BOARD = "GB-NHS-Q01"


def world() -> Dataset:
    """Six districts under two boards' areas; a trust in D1 whose board covers D1 to D3."""
    data = Dataset()
    england_in_small(data)
    data.organisation(BOARD, "icb", covers_code="B1")
    data.organisation(TRUST, "nhs-trust", place_code="D1", icb="Q01")
    return data


def view(data: Dataset, day: str = DAY) -> View:
    """The dataset as at a day."""
    return Snapshot.from_rows(data.tables).view(date.fromisoformat(day))


def gaps(data: Dataset, organisation: str = TRUST, day: str = DAY, suggest: int = 5) -> OrganisationGaps:
    """All cells of an organisation."""
    return gaps_of(view(data, day), organisation, suggest=suggest)


def cell(data: Dataset, day: str = DAY, organisation: str = TRUST) -> Cell:
    """The only cell of an organisation."""
    (only,) = gaps(data, organisation, day).cells
    return only


def state(data: Dataset, day: str = DAY, organisation: str = TRUST) -> str:
    """State of the only cell of an organisation."""
    return str(cell(data, day, organisation).state)


def records(found: Cell) -> list[str]:
    """Ids of the records behind a cell."""
    return list(found.records)


def suggested(data: Dataset, day: str = DAY, organisation: str = TRUST) -> list[str]:
    """Ids of those suggested for the only cell."""
    return [suggestion.organisation.id for suggestion in cell(data, day, organisation).suggestions.items]


def answer(data: Dataset, *sources: str, day: str = DAY, **options: Any) -> PathAnswer:  # noqa: ANN401 - of many types
    """The answer to a question about paths."""
    return find_paths(view(data, day), PathQuestion(sources=sources, **options))


def routes(data: Dataset, *sources: str, day: str = DAY, **options: Any) -> list[str]:  # noqa: ANN401 - of many types
    """The paths found, each as its ids joined by blanks."""
    found = answer(data, *sources, day=day, **options).paths
    return [" ".join(organisation.id for organisation in path.organisations) for path in found]
