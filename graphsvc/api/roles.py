"""The role that each route takes: all of them, in one table."""

from __future__ import annotations

from collections.abc import Mapping

from werkzeug.routing import Map

from graphsvc.access.roles import Role

_ENDPOINTS: Mapping[Role, tuple[str, ...]] = {
    # Nothing of these is about the facts: probes, and the styles and scripts that come with the package.
    Role.ANYONE: ("health.healthz", "health.readyz", "health.metrics", "pages.static", "api_pages.static"),
    Role.VIEWER: (
        "openapi.spec", "api_pages.calls", "api_pages.bare", "api_pages.problems",
        "organisations.list_organisations", "organisations.get_organisation", "organisations.list_partnerships",
        "gaps.get_gaps", "gaps.list_gaps", "paths.get_paths", "map.get_map", "measures.list_brokers",
        "measures.get_peers", "vocabulary.get_vocabulary", "reports.list_reports", "reports.get_report", "reports.run",
        "pages.home", "pages.search", "pages.organisation", "pages.map_file", "pages.records_file", "pages.gaps_file",
        "pages.peers", "pages.peers_file", "pages.gaps", "pages.gaps_csv", "pages.gaps_xlsx", "pages.paths",
        "pages.paths_file", "pages.map", "pages.map_download", "pages.meeting", "pages.brokers", "pages.brokers_file",
        "pages.broker", "pages.cut_off_file", "pages.patch", "pages.changes", "pages.data", "pages.data_file",
        "pages.proposal", "pages.proposal_archive", "pages.proposal_file", "pages.help", "pages.help_terms",
        "pages.help_topic", "pages.reports", "pages.report", "pages.report_file", "pages.brief", "pages.made_brief",
        "pages.brief_file", "pages.brief_archive",
    ),
    Role.ANALYST: ("cypher.run_cypher", "pages.cypher", "pages.run_cypher", "pages.make_brief"),
    Role.EDITOR: ("changes.change_record",),
}

_ROLES = {endpoint: role for role, endpoints in _ENDPOINTS.items() for endpoint in endpoints}


def role_for(endpoint: str | None) -> Role:
    """The least role that may use a route.

    Parameters
    ----------
    endpoint : str or None
        Its name; None for an address that leads nowhere, whose page may name organisations that are near.
    """
    return Role.VIEWER if endpoint is None else _ROLES.get(endpoint, Role.EDITOR)


def check_declared(routes: Map) -> None:
    """Check that the table has every route and no other.

    Raises
    ------
    LookupError
        It does not: a fault of ours, found when the application is made.
    """
    made = {rule.endpoint for rule in routes.iter_rules()}
    if made != set(_ROLES):
        raise LookupError(
            f"routes without a role: {sorted(made - set(_ROLES))}; roles without a route: {sorted(set(_ROLES) - made)}"
        )
