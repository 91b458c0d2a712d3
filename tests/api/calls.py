"""Every call that the snapshot answers, with an example that has an answer."""

from __future__ import annotations

from graphsvc.api.schemas.answer import Answer
from graphsvc.api.schemas.gaps import GapsAnswer, OrganisationGapsAnswer
from graphsvc.api.schemas.map import MapAnswer
from graphsvc.api.schemas.measures import BrokersAnswer, PeersAnswer
from graphsvc.api.schemas.organisations import OrganisationAnswer, OrganisationsAnswer
from graphsvc.api.schemas.partnerships import PartnershipsAnswer
from graphsvc.api.schemas.paths import PathsAnswer
from graphsvc.api.schemas.reports import ReportAnswer, ReportsAnswer
from graphsvc.api.schemas.vocabulary import VocabularyAnswer

ROOT = "/api/v1"
LEEDS = "GB-NHS-RR8"
YORKSHIRE = "GB-NHS-QWO"

EXAMPLES: tuple[tuple[str, dict[str, str], type[Answer]], ...] = (
    ("/organisations", {"q": "leeds"}, OrganisationsAnswer),
    ("/organisations", {}, OrganisationsAnswer),
    (f"/organisations/{LEEDS}", {}, OrganisationAnswer),
    ("/organisations/GB-NHS-QHG", {}, OrganisationAnswer),
    (f"/organisations/{LEEDS}/partnerships", {}, PartnershipsAnswer),
    (f"/organisations/{YORKSHIRE}/partnerships", {"as_at": "2022-03-01"}, PartnershipsAnswer),
    (f"/organisations/{LEEDS}/gaps", {}, OrganisationGapsAnswer),
    (f"/organisations/{LEEDS}/gaps", {"as_at": "2019-06-01"}, OrganisationGapsAnswer),
    ("/organisations/GB-NHS-QHG/gaps", {}, OrganisationGapsAnswer),
    ("/gaps", {"icb": YORKSHIRE}, GapsAnswer),
    ("/gaps", {"region": "E40000012", "state": "unrecorded"}, GapsAnswer),
    ("/paths", {"source": LEEDS, "target_type": "university"}, PathsAnswer),
    ("/paths", {"source": LEEDS, "target": "GB-NHS-QHG"}, PathsAnswer),
    ("/paths", {"source": LEEDS, "target": "GB-SHPE-L4389", "max_hops": "3"}, PathsAnswer),
    ("/map", {"org": LEEDS}, MapAnswer),
    ("/brokers", {}, BrokersAnswer),
    ("/brokers", {"single_points": "true", "type": "network"}, BrokersAnswer),
    (f"/organisations/{LEEDS}/peers", {}, PeersAnswer),
    ("/organisations/GB-NHS-QHG/peers", {}, PeersAnswer),
    ("/map", {"icb": YORKSHIRE, "hops": "0"}, MapAnswer),
    ("/map", {"org": LEEDS, "kind": "programme", "state": "active"}, MapAnswer),
    ("/map", {"icb": YORKSHIRE, "layout": "geographic", "type": "university"}, MapAnswer),
    ("/map", {"england": "true", "open": "GB-NHS-QWO:university"}, MapAnswer),
    ("/vocabulary", {}, VocabularyAnswer),
    ("/reports", {}, ReportsAnswer),
    ("/reports/gaps-by-board", {}, ReportAnswer),
)

PARAMETERS: tuple[tuple[str, dict[str, str], tuple[str, ...]], ...] = (
    ("/organisations", {}, ("q", "type", "place", "open", "limit", "cursor", "as_at")),
    (f"/organisations/{LEEDS}", {}, ("as_at",)),
    (f"/organisations/{LEEDS}/partnerships", {}, ("value_area", "state", "limit", "cursor", "as_at")),
    (f"/organisations/{LEEDS}/gaps", {}, ("value_area", "state", "suggest", "as_at")),
    ("/gaps", {}, ("region", "icb", "value_area", "partner_type", "state", "limit", "cursor", "as_at")),
    (
        "/paths", {"source": LEEDS, "target": "GB-LAE-LDS"},
        (
            "source", "target", "target_type", "target_place", "value_area", "kind", "k", "max_hops", "order",
            "inherited", "national", "avoid", "via", "as_at",
        ),
    ),
    (
        "/map", {"org": LEEDS},
        (
            "org", "icb", "region", "england", "hops", "value_area", "type", "kind", "state", "layout", "hide", "open",
            "each", "as_at",
        ),
    ),
    ("/brokers", {}, ("type", "single_points", "limit", "cursor", "as_at")),
    (f"/organisations/{LEEDS}/peers", {}, ("as_at",)),
    ("/vocabulary", {}, ("as_at",)),
    ("/reports", {}, ("as_at",)),
    ("/reports/gaps-by-board", {}, ("as_at",)),
)
"""Every parameter of each of these calls, with what the others need."""
