"""Changes of the record, by an editor: files in the seed layout, loaded as `graphsvc load` loads a folder."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from apiflask import APIBlueprint
from flask import Response, g, request

from graphsvc.api.content import describe_content, read_content
from graphsvc.api.schemas.changes import ChangesAnswer, ChangesQuestion, changes_answer
from graphsvc.audit import Actor
from graphsvc.config import Settings
from graphsvc.dates import today
from graphsvc.errors import NotReady
from graphsvc.faults import BadParameters, ParameterFault
from graphsvc.ingest.load import load
from graphsvc.model import TABLES

if TYPE_CHECKING:
    from graphsvc.database.session import Database

_FILES = tuple(table.file for table in TABLES)
_EXAMPLE = {
    "files": {
        "reviews.csv": "organisation,value_area,partner_type,asked_on,answer,note\n"
        "GB-NHS-RR8,estates,local-authority,2026-04-01,none,\n"
    },
    "dry_run": True,
}
_SHOWN = 80


def changes(settings: Settings, record: Callable[[], Database]) -> APIBlueprint:
    """The call that changes the record.

    Parameters
    ----------
    settings : Settings
        Limits of a load.
    record : callable
        Gives the record, or raises `DatabaseAway`.
    """
    blueprint = APIBlueprint("changes", __name__, tag="Changes")

    @blueprint.post("/changes")
    @blueprint.doc(operation_id="change_record")
    @blueprint.output(ChangesAnswer)
    def change_record() -> Response:
        """Check files in the seed layout and load them: all or nothing, and nothing is removed."""
        question = read_content(request.get_data(), ChangesQuestion)
        _check_names(question)
        database = record()
        try:
            with tempfile.TemporaryDirectory(prefix="graphsvc-") as beside:
                # The folder's name is the source that the revision keeps, and the request's in the log.
                folder = Path(beside) / f"http-{g.request_id}"
                folder.mkdir()
                for name, text in question.files.items():
                    (folder / name).write_bytes(text.encode())
                by = Actor(g.get("user", ""), "http", g.request_id)
                report = load(database, folder, settings, dry_run=question.dry_run, by=by)
        except OSError as error:
            raise NotReady(f"The files cannot be put down here: {error.strerror or error}.") from None
        answer = changes_answer(report, today(), dry_run=question.dry_run)
        return Response(
            answer.model_dump_json(), content_type="application/json", headers={"Cache-Control": "no-store"}
        )

    return blueprint


def describe_changes(spec: dict[str, Any]) -> None:
    """Add to a description what this call is sent: it reads its content itself, to name all that is wrong with it."""
    describe_content(spec, "/changes", ChangesQuestion, _EXAMPLE)


def _check_names(question: ChangesQuestion) -> None:
    faults = [
        ParameterFault(
            f"files.{name}"[:_SHOWN], name[:_SHOWN], f"is no file of the layout, which has {', '.join(_FILES)}"
        )
        for name in question.files if name not in _FILES
    ]
    if faults:
        raise BadParameters(faults)
