"""A brief that is asked for on its page."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from graphsvc import __version__
from graphsvc.dates import in_words
from graphsvc.reports.brief.contents import Scope

if TYPE_CHECKING:
    from graphsvc.snapshot.graph import Snapshot


@dataclass(frozen=True, slots=True)
class Order:
    """Of which facts, about whom, for which day, with change since which, and which counts are not shown.

    Attributes
    ----------
    snapshot : Snapshot
        The facts as they are when it is asked for.
    scope : Scope
        Whom it is about.
    as_at, since : date
        Its date, and the date from which it tells change.
    suppress_below : int
        Counts below it are not shown.
    """

    snapshot: Snapshot
    scope: Scope
    as_at: date
    since: date
    suppress_below: int

    @property
    def about(self) -> str:
        """Whom and when it is about."""
        return f"{self.scope.name}, as at {in_words(self.as_at.isoformat())}"

    @property
    def name(self) -> str:
        """Twenty letters and digits: the same order always has the same, and no other has it."""
        # The revision besides the hash: the same facts, loaded again, may have become known on other days.
        parts = (
            __version__, self.snapshot.hash, self.snapshot.revision, self.scope.icb, self.scope.region, self.as_at,
            self.since, self.suppress_below,
        )
        return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()[:20]
