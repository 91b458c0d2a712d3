"""Worked paths: from who has many gaps to what is often missing, each step with its evidence."""

from __future__ import annotations

import pytest

from graphsvc.questions.gaps import gaps_of
from graphsvc.reports.brief.contents import Scope
from graphsvc.reports.brief.paths import worked_paths
from tests.fixtures.facts import made_up, seed_tables
from tests.reports.brief.making import CORNWALL, ENGLAND, NORTH_WEST, WEST_YORKSHIRE, view_at


@pytest.mark.parametrize("scope", [ENGLAND, NORTH_WEST, WEST_YORKSHIRE, CORNWALL], ids=lambda scope: scope.name)
def test_paths_start_where_something_is_missing_and_every_step_has_a_record(scope: Scope) -> None:
    view = view_at()
    found = worked_paths(view, scope)
    assert found == worked_paths(view, scope)
    assert 1 <= len(found) <= 2
    records = {row["id"]: row for row in seed_tables()["relationships"]}
    by_name = {one.name: one for one in view.organisations}
    for path in found:
        steps = {row[0]: (row[1], row[2]) for row in path.evidence.rows}
        assert sorted(steps) == list(range(1, len(steps) + 1))
        assert len(steps) > 1
        for row in path.evidence.rows:
            ends = {by_name[str(row[1])].id, by_name[str(row[2])].id}
            record = records[str(row[3])]
            assert ends == {record["source_org"], record["target_org"]}
            assert row[7]
        first = by_name[str(steps[1][0])]
        partner_types = {cell.partner_type.name for cell in gaps_of(view, first.id).cells if cell.state.is_gap}
        last = by_name[str(steps[len(steps)][1])]
        accepted = {
            kind.name for kind in view.snapshot.partner_types.values() if last.type in kind.organisation_types
        }
        assert accepted & partner_types
    assert len({path.sentence for path in found}) == len(found)


def test_there_is_no_path_where_nobody_is_joined() -> None:
    view = made_up([("GB-NHS-X1", "A Trust", "nhs-trust")], []).view(view_at().day)
    assert worked_paths(view, ENGLAND) == ()
