"""All pages: one module a page, put into one blueprint, with what is said when something cannot be shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from flask import Blueprint

from graphsvc.config import Settings
from graphsvc.dates import age_in_words, in_words
from graphsvc.errors import GraphsvcError
from graphsvc.web.brief.page import add_brief
from graphsvc.web.brokers.page import add_measures
from graphsvc.web.changes import add_changes
from graphsvc.web.cypher.page import add_cypher
from graphsvc.web.data.page import add_data
from graphsvc.web.frame import Frame
from graphsvc.web.gaps.page import add_gaps
from graphsvc.web.help.page import add_help
from graphsvc.web.home.page import add_home
from graphsvc.web.map.page import add_map
from graphsvc.web.meeting import add_meeting
from graphsvc.web.organisation.files import add_organisation_files
from graphsvc.web.organisation.page import add_organisation
from graphsvc.web.organisation.peers import add_peers
from graphsvc.web.patch.page import add_patch
from graphsvc.web.paths.page import add_paths
from graphsvc.web.problems import Problems
from graphsvc.web.proposal.page import add_proposal
from graphsvc.web.reports.files import add_report_files
from graphsvc.web.reports.page import add_reports
from graphsvc.web.searching import add_search

if TYPE_CHECKING:
    from graphsvc.database.session import Database


def pages(frame: Frame, problems: Problems, settings: Settings, record: Callable[[], Database]) -> Blueprint:
    """All pages.

    Parameters
    ----------
    frame : Frame
        What all pages share.
    problems : Problems
        Says what went wrong.
    settings : Settings
        Where reports lie, and their limits.
    record : callable
        Gives the record, for reports, or raises `DatabaseAway`.
    """
    blueprint = Blueprint(
        "pages", __name__, template_folder="templates", static_folder="static", static_url_path="/assets"
    )
    blueprint.add_app_template_filter(in_words, "in_words")
    blueprint.add_app_template_filter(age_in_words, "age_in_words")
    for add in (
        add_home, add_search, add_organisation, add_gaps, add_paths, add_map, add_meeting, add_measures, add_patch,
        add_changes, add_data, add_proposal, add_help, add_organisation_files, add_peers,
    ):
        add(blueprint, frame)
    for add_asking in (add_reports, add_report_files, add_cypher, add_brief):
        add_asking(blueprint, frame, settings, record)
    blueprint.register_error_handler(GraphsvcError, problems.of)
    return blueprint
