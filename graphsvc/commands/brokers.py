"""`graphsvc brokers`: who joins others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from graphsvc.commands.answers import asking, option, show
from graphsvc.commands.layout import paragraph
from graphsvc.commands.options import with_settings

if TYPE_CHECKING:
    from graphsvc.api.schemas.measures import BrokerItem, BrokersAnswer
    from graphsvc.config import Settings
    from graphsvc.snapshot.view import View

_COLUMNS = ("id", "name", "type", "betweenness", "partners", "cut_off", "lose")


@click.command("brokers", epilog="Example: graphsvc brokers --type network --limit 5")
@click.option("--type", "types", multiple=True, metavar="TYPE", help="Only this organisation type. May repeat.")
@click.option("--single-points", is_flag=True, help="Only those without whom others would lose each other.")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="How many at most.")
@asking
@with_settings
def command(
    types: tuple[str, ...], single_points: bool, limit: int, as_at: str, form: str, settings: Settings
) -> None:
    """List the organisations through which others are joined.

    The most needed first: those on the shortest ways between most others. A
    single point of failure is named with who would lose whom without it.
    """
    from graphsvc.api.schemas.answer import heading
    from graphsvc.api.schemas.measures import BrokersAnswer, broker_item
    from graphsvc.commands.view import current_view
    from graphsvc.questions.brokers import brokers, sampled_note
    from graphsvc.questions.checks import Checks

    view = current_view(settings, as_at)
    checks = Checks(view, option)
    checks.organisation_types("type", types)
    checks.finish()
    found = brokers(view, types=types, single_points=single_points)
    answer = BrokersAnswer(
        **heading(view, note=sampled_note(view)), total=len(found), truncated=len(found) > limit, next_cursor=None,
        items=tuple(broker_item(broker) for broker in found[:limit]),
    )
    show(form, answer, lambda: _table(view, answer), lambda: _rows(answer), _COLUMNS)


def _table(view: View, answer: BrokersAnswer) -> Iterator[str]:
    from graphsvc.questions.names import listed

    if not answer.items:
        yield "Nobody joins others here."
        return
    for rank, item in enumerate(answer.items, 1):
        kind = view.snapshot.organisation_types[item.type]
        yield from paragraph(f"{rank}. {item.name} ({item.id})")
        yield from paragraph(
            f"{kind}; on {item.betweenness:.1%} of the shortest ways between others, joined to "
            f"{item.partners} {'organisation' if item.partners == 1 else 'organisations'}", indent=3,
        )
        for part in item.cut_off:
            names = listed([one.name for one in part.organisations])
            yield from paragraph(f"Without it, {names} would lose {_counted(part.lose)}.", indent=3)
    if answer.truncated:
        yield f"{answer.total - len(answer.items):,} more: ask for a larger --limit."


def _counted(number: int) -> str:
    return "1 other" if number == 1 else f"{number:,} others"


def _rows(answer: BrokersAnswer) -> Iterator[dict[str, object]]:
    for item in answer.items:
        yield {**item.model_dump(exclude={"cut_off"}), "cut_off": _cut_off(item), "lose": _lose(item)}


def _cut_off(item: BrokerItem) -> str:
    return " | ".join("; ".join(one.id for one in part.organisations) for part in item.cut_off)


def _lose(item: BrokerItem) -> str:
    return " | ".join(str(part.lose) for part in item.cut_off)
