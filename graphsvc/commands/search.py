"""`graphsvc search`: organisations by what people type."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from graphsvc.commands.answers import asking, option, show
from graphsvc.commands.layout import paragraph, plain
from graphsvc.commands.options import with_settings

if TYPE_CHECKING:
    from graphsvc.api.schemas.organisations import OrganisationsAnswer
    from graphsvc.config import Settings
    from graphsvc.snapshot.view import View

_COLUMNS = ("id", "name", "type", "status", "opened", "closed", "place", "place_name", "national")


@click.command("search", epilog="Example: graphsvc search st georges --type nhs-trust")
@click.argument("words", nargs=-1, required=True, metavar="TEXT")
@click.option("--type", "types", multiple=True, metavar="TYPE", help="Only this organisation type. May repeat.")
@click.option("--place", default="", metavar="CODE", help="Only those that cover or sit in this place.")
@click.option("--open/--not-open", "is_open", default=None, help="Only those open at the date, or not; else both.")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="How many at most.")
@asking
@with_settings
def command(
    words: tuple[str, ...], types: tuple[str, ...], place: str, is_open: bool | None, limit: int, as_at: str,
    form: str, settings: Settings,
) -> None:
    """Find organisations by name, alias, initials or id.

    Spelling, case, accents, "St" and "Saint", "&" and "and" are forgiven.
    """
    from graphsvc.api.schemas.answer import heading
    from graphsvc.api.schemas.organisations import OrganisationsAnswer, organisation_item
    from graphsvc.commands.view import current_view
    from graphsvc.questions.checks import Checks
    from graphsvc.questions.search import search

    view = current_view(settings, as_at)
    checks = Checks(view, option)
    checks.organisation_types("type", types)
    checks.place("place", place)
    checks.finish()
    text = " ".join(words)
    found = search(view, text, types=types, place=place, open_only=is_open, limit=len(view.organisations))
    answer = OrganisationsAnswer(
        **heading(view), total=len(found), truncated=len(found) > limit, next_cursor=None,
        items=tuple(organisation_item(view, match.organisation) for match in found[:limit]),
    )
    rows = [item.model_dump() for item in answer.items]
    show(form, answer, lambda: _table(view, text, answer), lambda: rows, _COLUMNS)


def _table(view: View, text: str, answer: OrganisationsAnswer) -> Iterator[str]:
    from graphsvc.dates import in_words

    if not answer.items:
        yield f"No organisation fits “{plain(text[:60])}”."
        return
    for item in answer.items:
        ended = f", {in_words(item.closed)}" if item.closed and item.status != "open" else ""
        place = f", {item.place_name}" if item.place_name else ""
        yield from paragraph(item.name)
        kind = view.snapshot.organisation_types[item.type]
        yield from paragraph(f"{item.id}  {kind}{place}, {item.status}{ended}", indent=2)
    if answer.truncated:
        yield f"{answer.total - len(answer.items):,} more: ask for a larger --limit."
