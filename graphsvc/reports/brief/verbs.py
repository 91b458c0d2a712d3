"""How gaps and changes are told, of one and of several."""

from __future__ import annotations

GAPS: dict[str, tuple[str, str]] = {
    "unrecorded": ("has no recorded partnership", "have no recorded partnership"),
    "inherited": ("was recorded with a predecessor only", "were recorded with a predecessor only"),
    "shared-network": (
        "has no recorded partnership of its own but a network to which such a partner belongs too",
        "have no recorded partnership of their own but a network to which such a partner belongs too",
    ),
    "via-host": (
        "is recorded with the body that hosts such a partner, not with the partner itself",
        "are recorded with the body that hosts such a partner, not with the partner itself",
    ),
    "proposed": ("is proposed", "are proposed"),
    "lapsed": ("has lapsed", "have lapsed"),
    "confirmed-none": ("was answered with “none” when somebody asked", "were answered with “none” when somebody asked"),
}
"""Gaps, by their state."""

_PARTNERSHIPS, _ORGANISATIONS = ("partnership", "partnerships"), ("organisation", "organisations")
CHANGES: tuple[tuple[str, tuple[tuple[str, tuple[str, str], tuple[str, str]], ...]], ...] = (
    ("no partnership is recorded as begun or ended", (
        ("began", _PARTNERSHIPS, ("is recorded as begun", "are recorded as begun")),
        ("proposed", _PARTNERSHIPS, ("is recorded as planned", "are recorded as planned")),
        ("ended", _PARTNERSHIPS, ("is recorded as ended", "are recorded as ended")),
    )),
    ("no organisation opened, closed or followed another", (
        ("opened", _ORGANISATIONS, ("opened", "opened")), ("closed", _ORGANISATIONS, ("closed", "closed")),
        ("followed", ("succession", "successions"), ("took effect", "took effect")),
    )),
    ("no older record became known", (
        ("first-recorded", ("record", "records"), (
            "only became known, its partnership being older or undated",
            "only became known, their partnerships being older or undated",
        )),
    )),
)
"""The three kinds of change: what is said when there is none; of what each is told, and how."""
