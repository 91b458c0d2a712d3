"""The parameters of a map, over HTTP."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from graphsvc.api.queries import Kind, Named, Query, Truth, Whole
from graphsvc.questions.neighbourhood import MOST_HOPS
from graphsvc.vocabulary import PartnershipState

Layout = Literal["ego", "network", "geographic", "tiles"]


class MapQuery(Query):
    """Whose map."""

    org: Named = Field((), description="Id of an organisation.")
    icb: Named = Field((), description="Id of a board: it and its trusts.")
    region: Named = Field((), description="Code of an NHS region: its boards and trusts.")
    england: Truth = Field(False, description="All organisations in England with a recorded partnership.")
    hops: Whole = Field(1, le=MOST_HOPS, description="How far around them to go.")
    value_area: tuple[str, ...] = Field((), description="Only partnerships in this value area.")
    type: tuple[str, ...] = Field((), description="Only organisations of this type around them.")
    kind: tuple[Kind, ...] = Field((), description="Only partnerships of this kind.")
    state: tuple[PartnershipState, ...] = Field((), description="Only partnerships in this state at the date.")
    layout: Layout | None = Field(
        None, description="How it is laid out; `ego` for one organisation, `tiles` for groups, else `network`."
    )
    hide: Named = Field((), description="Id of an organisation to leave out.")
    open: Named = Field((), description="Key of a group whose organisations are drawn themselves.")
    each: Truth = Field(False, description="Every organisation by itself, up to 1,200, not in groups.")
