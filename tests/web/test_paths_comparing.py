"""Paths as the page compares them: as good as one before, the long way round, equally weak, in several value areas."""

from __future__ import annotations

from datetime import date

from graphsvc.questions.paths import PathQuestion, find_paths
from tests.fixtures.browser import application
from tests.fixtures.facts import seed_snapshot

LEEDS = "GB-NHS-RR8"
DAY = "2026-11-23"


def test_paths_are_compared_with_those_before_them() -> None:
    client = application(seed_snapshot()).test_client()
    view = seed_snapshot().view(date.fromisoformat(DAY))
    tied = longer = 0
    for target in ("GB-UKPRN-10007785", "GB-UKPRN-10007157", "GB-LAE-BRD", "GB-UKPRN-10007795"):
        paths = find_paths(view, PathQuestion((LEEDS,), target, k=5)).paths
        text = client.get(f"/paths?source={LEEDS}&target={target}&as_at={DAY}&k=5").text
        for rank, path in enumerate(paths, 1):
            said = text.partition(f'<li id="path-{rank}">')[2].partition('<ol class="steps">')[0]
            steps_said = text.partition(f'<li id="path-{rank}">')[2].partition("</ol>")[0]
            better = paths[: rank - 1]
            as_good = any((one.hops, one.cost) == (path.hops, path.cost) for one in better)
            through = any(
                1 < one.hops < path.hops and all(each in path.organisations for each in one.organisations)
                for one in better
            )
            assert ("As good as path" in said) is as_good
            assert ("Longer than path" in said) is through
            most = max(step.cost for step in path.steps)
            equals = sum(step.cost == most for step in path.steps)
            assert steps_said.count(">equally weak<") == equals - 1
            assert (f"It is one of {equals} equally weak steps." in said) is (equals > 1)
            areas = [{link.partnership.value_area for link in step.links} for step in path.steps]
            one_area = any(all(area in step for step in areas) for area in areas[0])
            assert ("These steps are in different value areas." in said) is (path.hops > 1 and not one_area)
            tied, longer = tied + as_good, longer + through
    assert tied
    assert longer
