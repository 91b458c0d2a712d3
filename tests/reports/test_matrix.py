"""The expectations of one organisation, as report and as question: the same for every trust and board."""

from __future__ import annotations

from datetime import date

from graphsvc.database.session import Database
from graphsvc.questions.gaps import gaps_of, nhs_organisations
from tests.fixtures.facts import seed_snapshot
from tests.reports.asking import as_maps, asked

DAY = "2026-11-24"


def test_the_matrix_of_every_organisation_is_what_the_question_of_gaps_says(england: Database) -> None:
    view = seed_snapshot().view(date.fromisoformat(DAY))
    organisations = nhs_organisations(view)
    assert len(organisations) == 238
    for one in organisations:
        told = {
            (row["value_area"], row["partner_type"]): (
                row["state"], row["evidence"], row["rule"], row["rule_version"], row["records"],
            )
            for row in as_maps(asked(england, "expectation-matrix", org=one.id, as_at=DAY))
        }
        expected = {
            (cell.value_area, cell.partner_type.id): (
                str(cell.state), str(cell.evidence) if cell.evidence else None, cell.rule.id, cell.rule.version,
                cell.records,
            )
            for cell in gaps_of(view, one.id, suggest=0).cells
        }
        assert told == expected, one.id
