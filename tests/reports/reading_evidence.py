"""Reports of evidence, worked out from the rows of the CSV files."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from urllib.parse import urlsplit

from tests.reading.dates import first_day
from tests.reading.tables import Row
from tests.reports.reading_partnerships import Known, Line, Partnerships

BANDS = ("up to 1 year", "over 1, up to 3 years", "over 3, up to 5 years", "over 5 years", "undated")


def years_before(day: date, years: int) -> date:
    """The same day of an earlier year; 28 February when that year has no 29th."""
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return date(day.year - years, day.month, last)


def band_of(row: Row, day: date) -> int:
    """How old the evidence of a record is, from 1 to 5."""
    seen = first_day(row["evidence_date"])
    if seen is None:
        return 5
    return 1 + sum(seen < years_before(day, years) for years in (1, 3, 5))


def by_age_and_basis(partnerships: Partnerships) -> list[Line]:
    """Active records by the age of their evidence, and by how it was seen."""
    active = [one for one in partnerships.known if one.is_active]
    counts = Counter((band_of(one.row, partnerships.day), one.row["evidence_basis"]) for one in active)
    inherited = Counter(
        (band_of(one.row, partnerships.day), one.row["evidence_basis"]) for one in active if one.state == "inherited"
    )
    return [
        (band, BANDS[band - 1], basis, count, inherited[band, basis], len(active), count / len(active))
        for (band, basis), count in sorted(counts.items())
    ]


def by_site(partnerships: Partnerships) -> list[Line]:
    """Sites of evidence, the ones with most records first."""
    resting: dict[tuple[str, str], list[Known]] = defaultdict(list)
    for one in partnerships.known:
        host = urlsplit(partnerships.pages[one.row["evidence"]]["address"]).hostname or ""
        resting[host.removeprefix("www."), one.row["evidence_basis"]].append(one)
    lines: list[Line] = []
    for (site, basis), some in sorted(resting.items(), key=lambda item: (-len(item[1]), item[0])):
        dates = [seen for seen in (first_day(one.row["evidence_date"]) for one in some) if seen is not None]
        lines.append((
            site, basis, len(some), sum(one.is_active for one in some), len(partnerships.known),
            len(some) / len(partnerships.known), len({one.row["evidence"] for one in some}),
            max(dates, default=None), min(dates, default=None), len(some) - len(dates),
        ))
    return lines
