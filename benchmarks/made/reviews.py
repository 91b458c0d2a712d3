"""Reviews: somebody asked a trust or a board on a day, and was told."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from benchmarks.made.days import recent, written
from benchmarks.made.organisations import Organisations
from benchmarks.made.seed import read_seed
from graphsvc.vocabulary import NHS_TYPES


def review_rows(random: np.random.Generator, organisations: Organisations, most: int) -> Iterator[tuple[str, ...]]:
    """Rows of `reviews.csv`: up to as many as asked for, no two with the same key."""
    nhs = [at for at, type_ in enumerate(organisations.types) if type_ in NHS_TYPES]
    areas = [row["value_area"] for row in read_seed("value_areas")]
    partner_types = [row["partner_type"] for row in read_seed("partner_types")]
    days = written(random, recent(random, most), whole=1.0, month=0.0, year=0.0)
    told: set[tuple[str, ...]] = set()
    for day in days:
        organisation, area, partner_type = (int(random.integers(len(of))) for of in (nhs, areas, partner_types))
        key = (organisations.ids[nhs[organisation]], areas[area], partner_types[partner_type], str(day))
        if key not in told:
            told.add(key)
            yield *key, "none" if random.random() < 0.7 else "some", ""
