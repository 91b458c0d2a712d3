"""`graphsvc brief`: the policy brief, as a folder."""

from __future__ import annotations

from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import click

from graphsvc.commands.layout import paragraph, plain
from graphsvc.commands.options import with_settings
from graphsvc.commands.progress import progress
from graphsvc.errors import BadInput

if TYPE_CHECKING:
    from datetime import date

    from graphsvc.config import Settings
    from graphsvc.reports.brief.contents import Scope
    from graphsvc.reports.brief.making import Made
    from graphsvc.snapshot.view import View


@click.command(
    "brief", short_help="Write the policy brief: tables, figures, findings.",
    epilog="Example: graphsvc brief --icb 'west yorkshire' --out west-yorkshire",
)
@click.option("--icb", default="", metavar="ID", help="For one board and its trusts: an id or a name.")
@click.option("--region", default="", metavar="CODE", help="For one NHS region, such as E40000003.")
@click.option("--as-at", default="", metavar="DATE", help="A day such as 2026-04-01, in place of today.")
@click.option("--since", default="", metavar="DATE", help="From when change is told; a year before when not given.")
@click.option(
    "--from", "again", type=click.Path(path_type=Path, file_okay=False), metavar="FOLDER",
    help="Make this brief again, of the facts that its folder carries.",
)
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="DIR",
    help="Where to write it; with --from it may be left out: FOLDER-again.",
)
@with_settings
def command(
    icb: str, region: str, as_at: str, since: str, again: Path | None, out: Path | None, settings: Settings
) -> None:
    """Write the policy brief for England, a region or a board.

    One folder with HTML, PDF, XLSX, Markdown, figures, the rows behind every
    number, and the facts that it was made of. The same facts and dates give the
    same bytes; --from makes a brief again from its folder, also after the
    record has moved on.
    """
    if again is not None:
        for name, value in (("--icb", icb), ("--region", region), ("--as-at", as_at), ("--since", since)):
            if value:
                raise BadInput(f"{name} does not go with --from: the folder says whose brief it is", name, value)
        _make_again(again, out or again.with_name(f"{again.resolve().name}-again"), settings)
        return
    if out is None:
        raise BadInput("--out is missing: the folder to write the brief into", "--out")
    if icb and region:
        raise BadInput("give --icb or --region, not both", "--region", region)
    _make(icb, region, as_at, since, out, settings)


def _make(icb: str, region: str, as_at: str, since: str, out: Path, settings: Settings) -> None:
    from graphsvc.commands.view import current_view
    from graphsvc.database import open_database
    from graphsvc.reports.brief.folder import refuse_others
    from graphsvc.reports.brief.making import make_folder

    # What can be told without the record is told before a database is started.
    refuse_others(out)
    day, from_day = _days(as_at, since)
    begun = monotonic()
    with open_database(settings) as database:
        view = current_view(settings, day.isoformat())
        scope = _scope(view, icb, region)
        with progress() as on_step:
            made = make_folder(database, settings, scope, day, from_day, out, on_step, view.snapshot)
    _tell(made, out, monotonic() - begun)


def _days(as_at: str, since: str) -> tuple[date, date]:
    from graphsvc.dates import parse_day, today, years_before

    day = parse_day(as_at, "--as-at") if as_at else today()
    from_day = parse_day(since, "--since") if since else years_before(day, 1)
    if from_day >= day:
        raise BadInput("--since must be a day before that of the brief", "--since", since)
    return day, from_day


def _scope(view: View, icb: str, region: str) -> Scope:
    from graphsvc.commands.answers import option
    from graphsvc.questions.checks import Checks
    from graphsvc.questions.search import resolve
    from graphsvc.reports.brief.scopes import scope_of
    from graphsvc.vocabulary import ICB

    board = resolve(view, icb, "--icb", (ICB,)).id if icb else ""
    checks = Checks(view, option)
    checks.board(board)
    checks.open_board(board)
    checks.region(region)
    checks.finish()
    return scope_of(view, board, region)


def _make_again(folder: Path, out: Path, settings: Settings) -> None:
    from graphsvc.reports.brief.again import make_again, reasons_of
    from graphsvc.reports.brief.manifest import read_manifest

    begun = monotonic()
    for reason in reasons_of(read_manifest(folder), settings):
        click.echo(f"{plain(reason)} The brief may be another.", err=True)
    with progress() as on_step:
        found = make_again(folder, settings, out, on_step)
    _tell(found.made, out, monotonic() - begun)
    count = len(found.different)
    if not count:
        click.echo(f"Every file is the same as in {plain(str(folder))}, byte for byte.")
        return
    shown = ", ".join(found.different[:5]) + (f" and {count - 5} more" if count > 5 else "")
    why = "" if found.reasons else " Nothing that is known explains it: was the folder changed?"
    differ = "1 file differs" if count == 1 else f"{count} files differ"
    click.echo(plain(f"{differ} from {folder}: {shown}.{why}"), err=True)


def _tell(made: Made, out: Path, seconds: float) -> None:
    from graphsvc.reports.brief.front import sentence_of

    # The first says what the numbers cannot tell, the second is the number that a brief is read for.
    for finding in made.brief.findings[:2]:
        for line in paragraph(sentence_of(finding)):
            click.echo(line)
    written = f"Written to {out} in {seconds:.0f} s: open {out / 'index.html'}."
    click.echo(plain(f"{written} Snapshot {made.brief.snapshot[:12]}."))
