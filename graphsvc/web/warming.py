"""What a process makes once, made before somebody waits for it: templates, and what a snapshot's answers share."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from graphsvc.dates import today
from graphsvc.questions.brokers import cut_off_without
from graphsvc.questions.paths import PathQuestion, find_paths
from graphsvc.questions.peers import peers_of
from graphsvc.questions.prepared import prepare
from graphsvc.snapshot.graph import Snapshot
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import NHS_TYPES
from graphsvc.web.home.examples import examples
from graphsvc.web.home.glance import glance

if TYPE_CHECKING:
    from flask import Flask

_log = logging.getLogger(__name__)


def warm(app: Flask, snapshot: Snapshot) -> None:
    """Make what the first questions to a snapshot would wait for. What fails here fails again when it is asked.

    Parameters
    ----------
    app : Flask
        Whose templates are made, the first time.
    snapshot : Snapshot
        What will be asked, as at today.
    """
    try:
        _ask(snapshot.view(today()))
        for name in app.jinja_env.list_templates(["html"]):
            app.jinja_env.get_template(name)
    except Exception:
        _log.exception("what the first questions need could not be made beforehand")


def _ask(view: View) -> None:
    """One question of each kind of those that are asked most."""
    # What draws maps brings much along, and takes a third of a second to come.
    from graphsvc.maps.ego import ego_drawing
    from graphsvc.maps.files import export  # noqa: F401 - its coming is what takes time
    from graphsvc.maps.network import MapNetwork

    prepare(view)
    glance(view)
    examples(view)
    for index in [*view.of_types(NHS_TYPES)][:1]:
        organisation = view.organisations[index]
        peers_of(view, organisation.id)
        cut_off_without(view, organisation)
        MapNetwork(ego_drawing(view, organisation.id)).fragment()
        find_paths(view, PathQuestion((organisation.id,), target_type=organisation.type))
