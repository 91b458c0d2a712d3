"""A brief as pages: the brief itself, and for each table or finding the rows that its numbers come from."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from graphsvc.dates import in_words
from graphsvc.reports.brief import front
from graphsvc.reports.brief.contents import Brief, Trace
from graphsvc.reports.files.words import NUMBERS, SHORTHAND, printable, rounded
from graphsvc.reports.table import SUPPRESSED


def html_files(brief: Brief) -> dict[str, bytes]:
    """The pages of a brief, which open from a disk without a network.

    Parameters
    ----------
    brief : Brief
        What to write. What it leads to beside its rows is not written here: figures, tables, reports, other formats.

    Returns
    -------
    dict
        By path in the folder: `index.html`, `style.css`, and `rows/GROUP.html` for each group of traces.
    """
    groups = _by_group(brief.traces)
    shared = {"brief": brief, "title": front.title_of(brief)}
    drawn = {figure.id: front.shorter(figure.title, brief) for figure in brief.figures}
    titles = drawn | {table.id: front.shorter(table.title, brief) for table in brief.tables}
    stood: set[str] = set()
    index = _pages().get_template("index.html").render(
        **shared, facts=front.facts_of(brief), making=front.making_of(brief), made=front.made_of(brief),
        headings=front.PARTS, paths=front.PATHS, titles=titles, pictures=sorted([*drawn.items(), front.PATHS]),
        first=_once(stood), groups=groups,
    )
    written = {"index.html": index.encode(), "style.css": files(__package__).joinpath("style.css").read_bytes()}
    for group, traces in groups.items():
        label, back = (f"{group.upper()}, {titles[group]}", group) if group in titles else _FINDINGS
        written[f"rows/{group}.html"] = _pages().get_template("rows.html").render(
            **shared, label=label, back=back, traces=traces, stood=stood,
        ).encode()
    return written


def _by_group(traces: tuple[Trace, ...]) -> dict[str, list[Trace]]:
    groups: dict[str, list[Trace]] = {}
    for trace in traces:
        groups.setdefault(front.group_of(trace.id), []).append(trace)
    return groups


def _once(seen: set[str]) -> Callable[[str], bool]:
    """Whether a trace is met for the first time: the place to which its rows lead back."""

    def first(trace: str) -> bool:
        met = trace in seen
        seen.add(trace)
        return not met

    return first


_FINDINGS = (front.PARTS["findings"].lower(), "findings")
"""What the rows of a finding belong to, and where it stands."""


@cache
def _pages() -> Environment:
    pages = Environment(
        loader=PackageLoader("graphsvc.reports.brief"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, finalize=_shown,
    )
    pages.filters.update(
        in_words=in_words, rounded=rounded, group_of=front.group_of, web=_is_web, numeric=front.numeric,
        asked=front.asked, subtotal=front.subtotal, seen_in=front.seen_in,
    )
    pages.globals.update(
        SUPPRESSED=SUPPRESSED, SHORTHAND=SHORTHAND, NUMBERS=NUMBERS, named=front.named,
        BOARDS=front.BOARDS,
    )
    return pages


def _shown(value: object) -> object:
    """What is written of a value: no page has control characters."""
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _is_web(value: object) -> bool:
    return isinstance(value, str) and value.startswith(("https://", "http://"))
