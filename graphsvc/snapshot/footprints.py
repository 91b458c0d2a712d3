"""Footprints: the districts that each organisation covers or sits in, of which few differ."""

from __future__ import annotations

import numpy as np

from graphsvc.snapshot.columns import Numbers, Rows
from graphsvc.snapshot.places import Districts, Places


class Footprints:
    """The footprints of all organisations.

    Parameters
    ----------
    rows : Rows
        The table of organisations.
    places : Places
        The official geography.
    """

    def __init__(self, rows: Rows, places: Places) -> None:
        (covers, covered), (sits, seats) = (rows.columns[name].numbered() for name in ("covers_code", "place_code"))
        pairs, codes = np.unique(covers.astype(np.int64) * max(len(seats), 1) + sits, return_inverse=True)
        known: dict[Districts, int] = {}
        ranks = [
            known.setdefault(
                places.districts(covered[pair // len(seats)]) | places.districts(seats[pair % len(seats)]), len(known)
            )
            for pair in pairs.tolist()
        ]
        self.different: tuple[Districts, ...] = tuple(known)
        """Those that differ."""
        self.codes: Numbers = np.array(ranks, np.int32)[codes]
        """For each organisation, which of them is its own."""
        self._of = tuple(map(self.different.__getitem__, self.codes.tolist()))

    def __getitem__(self, index: int) -> Districts:
        return self._of[index]
