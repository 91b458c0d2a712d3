"""Words with a fixed meaning in the rules. What a user may add (areas, types, rules) is data, not here."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """State of a partnership record at a date."""

    ACTIVE = "active"
    PROPOSED = "proposed"
    LAPSED = "lapsed"


class PartnershipState(StrEnum):
    """State of a record at the date. `inherited` is active, and was recorded with a predecessor: reconfirm it."""

    ACTIVE = "active"
    INHERITED = "inherited"
    PROPOSED = "proposed"
    LAPSED = "lapsed"


class CellState(StrEnum):
    """State of a cell, in the order in which they are tried."""

    RECORDED = "recorded"
    INHERITED = "inherited"
    SHARED_NETWORK = "shared-network"
    VIA_HOST = "via-host"
    PROPOSED = "proposed"
    LAPSED = "lapsed"
    NOT_APPLICABLE = "not-applicable"
    CONFIRMED_NONE = "confirmed-none"
    NOT_COLLECTED = "not-collected"
    UNRECORDED = "unrecorded"

    @property
    def is_gap(self) -> bool:
        """Whether a cell in this state is a gap."""
        return self not in (CellState.RECORDED, CellState.NOT_APPLICABLE, CellState.NOT_COLLECTED)


class Quality(StrEnum):
    """How good the evidence behind a recorded cell is."""

    CURRENT = "current"
    OLD = "old"
    UNDATED = "undated"


class NoPath(StrEnum):
    """Why there is no path."""

    NOT_OPEN = "not-open"
    NOT_CONNECTED = "not-connected"
    NONE_WITHIN_HOPS = "none-within-hops"


NHS_TRUST = "nhs-trust"
ICB = "icb"
NHS_TYPES = (NHS_TRUST, ICB)
"""Organisation types that are asked for gaps."""

CONVENOR_SIDE = "convenor"
DISTRICT = "local-authority-district"
NHS_REGION = "nhs-region"
ODS_PREFIX = "GB-NHS-"
"""Prefix of an organisation id that is followed by its ODS code."""

READ = "read"
"""Evidence basis: somebody read the page."""

PLACE_KINDS = (
    DISTRICT, "upper-tier-area", "combined-authority-area", "icb-area", "lep-area", NHS_REGION, "region", "country",
)
"""Kinds of places: areas of the Office for National Statistics."""

SUCCESSION_KINDS = ("merger", "functions-transferred")
"""What passes in a succession: one organisation's life, or its functions."""

KINDS = {
    "formal-partnership": "Formal partnership",
    "programme": "Programme",
    "membership": "Membership",
    "funding": "Funding",
    "contract": "Contract",
    "joint-venture": "Joint venture",
    "hosting": "Hosting",
}
"""Kinds of partnership, with their names."""
