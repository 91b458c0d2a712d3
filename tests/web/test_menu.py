"""The menu of all pages: it marks where somebody is."""

from __future__ import annotations

import pytest

from tests.fixtures.browser import application
from tests.fixtures.facts import seed_snapshot


@pytest.mark.parametrize(
    ("address", "item", "current"),
    [
        ("/brokers", "Brokers", "page"), ("/brokers/GB-NHS-RR8", "Brokers", "true"),
        ("/organisations/GB-NHS-RR8/peers", "Gaps", "true"), ("/changes", "Data", "true"), ("/help", "Help", "page"),
        ("/reports", "Reports", "page"), ("/reports/shortest-path", "Reports", "true"), ("/cypher", "Reports", "true"),
        ("/brief", "Reports", "true"), ("/help/terms", "Help", "true"), ("/help/brokers", "Help", "true"),
    ],
)
def test_it_marks_the_page_itself_or_its_section(address: str, item: str, current: str) -> None:
    page = application(seed_snapshot()).test_client().get(address).text
    menu = page.partition('aria-label="Questions"')[2].partition("</nav>")[0]
    assert menu.count("aria-current") == 1
    assert f'aria-current="{current}">{item}<' in menu
