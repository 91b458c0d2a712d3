"""One thing that was looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["good", "note", "bad"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at.

    Attributes
    ----------
    subject : str
        What was looked at.
    state : str
        `good`, `note` (works, but know it) or `bad` (something will fail).
    found : str
        What was seen.
    mend : str
        What to do; empty when nothing is to be done.
    """

    subject: str
    state: State
    found: str
    mend: str = ""
