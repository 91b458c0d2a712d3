"""The pages: a start with a search, and one organisation with its map, its links and its gaps."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, g, make_response, render_template, request, url_for

from graphsvc.dates import age_in_words, in_words, note_on, parse_day, today
from graphsvc.errors import BadInput, GraphsvcError, NotFound, NotReady
from graphsvc.maps.drawing import ATTRIBUTION
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import NHS_TYPES

if TYPE_CHECKING:
    from graphsvc.questions.gaps import OrganisationGaps
    from graphsvc.snapshot.graph import Snapshot
    from graphsvc.snapshot.refresh import SnapshotInUse

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""What a page may load: nothing from anywhere else, and no script or style written into it."""

_LONGEST_QUESTION = 200
_FOUND = 20
_EXAMPLES = 4
_SUGGESTED = 3


def pages(snapshots: SnapshotInUse) -> Blueprint:
    """All pages.

    Parameters
    ----------
    snapshots : SnapshotInUse
        Whose current snapshot is shown; each request takes it once.
    """
    blueprint = Blueprint(
        "pages", __name__, template_folder="templates", static_folder="static", static_url_path="/assets"
    )
    blueprint.add_app_template_filter(in_words, "in_words")
    blueprint.add_app_template_filter(age_in_words, "age_in_words")

    @blueprint.get("/")
    def start() -> Response:
        view = _view(snapshots)
        text = request.args.get("q", "").strip()[:_LONGEST_QUESTION]
        return _page("start.html", view, text=text, found=_matches(view, text), examples=_examples(view))

    @blueprint.get("/organisations/<organisation_id>")
    def organisation(organisation_id: str) -> Response:
        from graphsvc.maps.ego import ego_drawing
        from graphsvc.maps.export import MEDIA_TYPES
        from graphsvc.maps.network import MapNetwork
        from graphsvc.questions.reasons import reason

        view = _view(snapshots)
        shown = _organisation(view, organisation_id)
        drawing = ego_drawing(view, shown.id)
        return _page(
            "organisation.html", view, organisation=shown, drawing=drawing, fragment=MapNetwork(drawing).fragment(),
            gaps=_gaps(view, shown), heirs=_heirs(view, shown), notes=view.notes_of.get(shown.index, []),
            reason=partial(reason, view), endings=MEDIA_TYPES,
        )

    @blueprint.get("/organisations/<organisation_id>/map<suffix>")
    def map_file(organisation_id: str, suffix: str) -> Response:
        from graphsvc.maps.ego import ego_drawing
        from graphsvc.maps.export import MEDIA_TYPES, export

        if suffix not in MEDIA_TYPES:
            raise NotFound(f"there is no map{suffix}: ask for {', '.join(f'map{known}' for known in MEDIA_TYPES)}")
        view = _view(snapshots)
        shown = _organisation(view, organisation_id)
        drawing = ego_drawing(view, shown.id).with_note(note_on(view.day, today()))
        answer = Response(export(drawing, suffix), mimetype=MEDIA_TYPES[suffix])
        answer.headers.set("Content-Disposition", "attachment", filename=f"map-{shown.id}{suffix}")
        answer.add_etag()
        answer.make_conditional(request)
        return _guarded(answer)

    @blueprint.errorhandler(NotFound)
    def not_found(error: NotFound) -> Response:
        return problem_page(404, "There is no such page", str(error), _nearest(g.get("snapshot"), error))

    @blueprint.errorhandler(BadInput)
    def bad_input(error: BadInput) -> Response:
        return problem_page(422, "That cannot be shown", str(error))

    @blueprint.errorhandler(GraphsvcError)
    def not_now(error: GraphsvcError) -> Response:
        return problem_page(503, "That cannot be done now", str(error))

    return blueprint


def problem_page(status: int, title: str, detail: str, near: tuple[Organisation, ...] = ()) -> Response:
    """A page that says what went wrong and what to do.

    Parameters
    ----------
    status : int
        HTTP status.
    title, detail : str
        What went wrong, in a few words and in a sentence.
    near : tuple of Organisation
        Organisations that may have been meant.
    """
    page = render_template("problem.html", title=title, detail=detail, near=near, view=None, source=ATTRIBUTION)
    return _guarded(make_response(page, status))


def _view(snapshots: SnapshotInUse) -> View:
    """The current snapshot as at the date that was asked for, or today."""
    snapshot = snapshots.current
    if snapshot is None:
        raise NotReady("The facts are being loaded. Try again in a few seconds.")
    g.snapshot, g.stale = snapshot, snapshots.stale
    asked = request.args.get("as_at", "")
    return snapshot.view(parse_day(asked) if asked else today())


def _organisation(view: View, organisation_id: str) -> Organisation:
    index = view.snapshot.index_of.get(organisation_id)
    if index is None:
        raise NotFound(f"There is no organisation “{organisation_id[:_LONGEST_QUESTION]}”.", [organisation_id])
    return view.organisations[index]


def _matches(view: View, text: str) -> tuple[Organisation, ...]:
    if not text:
        return ()
    from graphsvc.questions.search import search

    return tuple(match.organisation for match in search(view, text, limit=_FOUND))


def _nearest(snapshot: Snapshot | None, error: NotFound) -> tuple[Organisation, ...]:
    if snapshot is None or not error.suggestions:
        return ()
    return _matches(snapshot.view(today()), error.suggestions[0][:_LONGEST_QUESTION])[:5]


def _examples(view: View) -> tuple[Organisation, ...]:
    """The trusts and boards of which most is recorded."""
    ranked = sorted(view.of_types(NHS_TYPES), key=lambda index: (-len(view.links_of[index]), index))
    return tuple(view.organisations[index] for index in ranked[:_EXAMPLES])


def _gaps(view: View, organisation: Organisation) -> OrganisationGaps | None:
    from graphsvc.questions.gaps import gaps_of

    asked = organisation.type in NHS_TYPES and view.open[organisation.index]
    return gaps_of(view, organisation.id, suggest=_SUGGESTED) if asked else None


def _heirs(view: View, organisation: Organisation) -> tuple[Organisation, ...]:
    if view.open[organisation.index]:
        return ()
    return tuple(view.organisations[heir] for heir in view.heirs(organisation.index))


def _page(template: str, view: View, **values: object) -> Response:
    now = today()
    asked: dict[str, Any] = {"as_at": view.day.isoformat()} if view.day != now else {}

    def link(organisation: Organisation) -> str:
        return url_for("pages.organisation", organisation_id=organisation.id, **asked)

    page = render_template(template, view=view, today=now, link=link, asked=asked, source=ATTRIBUTION, **values)
    return _guarded(make_response(page))


def _guarded(answer: Response) -> Response:
    answer.headers["Content-Security-Policy"] = POLICY
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer
