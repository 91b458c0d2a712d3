"""Worked examples of the help: each is asked of the facts in use when the page is opened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from graphsvc.dates import in_words
from graphsvc.questions.brokers import brokers
from graphsvc.questions.names import at_start, spoken
from graphsvc.questions.peers import peer_sentence, peers_of
from graphsvc.questions.provenance import provenance
from graphsvc.questions.search import search
from graphsvc.questions.words import words_of
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import NHS_TRUST, NHS_TYPES
from graphsvc.web.home.examples import Example, examples
from graphsvc.web.patch.chosen import patch_of

_FOUND = 100


def worked(view: View, topic: str) -> tuple[Example, ...]:
    """The examples of a page of help; none where the record has nothing to show.

    Parameters
    ----------
    view : View
        The graph as at a date.
    topic : str
        A key of `TOPICS`.
    """
    found = [one for one in examples(view) if one.page == _SHARED.get(topic)]
    if topic in _OWN:
        found += [one for make in _OWN[topic] if (one := make(view)) is not None]
    return tuple(found)


def _search(view: View) -> Example | None:
    one = _busiest(view)
    if one is None:
        return None
    text = " ".join(words_of(one.name)[:2])
    found = search(view, text, limit=_FOUND)
    many = f"{len(found)}{' or more' if len(found) == _FOUND else ''} organisation{'s' if len(found) > 1 else ''}"
    others = f", first of them {found[0].organisation.name}" if len(found) > 1 else f": {one.name}"
    return Example(
        "Search", f"Who is called “{text}”?", f"{many} {'fit' if len(found) > 1 else 'fits'}{others}.",
        "search", (("q", text),),
    )


def _page(view: View) -> Example | None:
    one = _busiest(view)
    if one is None:
        return None
    links = view.links_of[one.index]
    partners = {link.other(one.index) for link in links if link.active}
    return Example(
        "An organisation", f"Whom does {spoken(one)} work with?",
        f"{len(links)} records count for it; {len(partners)} organisations are its partners by active ones.",
        "organisation", (("organisation_id", one.id),),
    )


def _map(view: View) -> Example | None:
    one = _busiest(view)
    if one is None:
        return None
    links = view.links_of[one.index]
    near = len({link.other(one.index) for link in links})
    return Example(
        "A map", f"What is round {spoken(one)}?",
        f"{near} organisations are one hop away from it, joined to it by {len(links)} records.",
        "map", (("org", one.id),),
    )


def _broker(view: View) -> Example | None:
    everyone = brokers(view)
    if not everyone:
        return None
    first = everyone[0]
    lose = sum(len(part.organisations) for part in first.cut_off)
    answer = (
        f"{at_start(spoken(first.organisation))}: {100 * first.betweenness:.1f}% of the shortest ways between two "
        f"others lead through it. It has {first.partners} partners"
    )
    if lose:
        answer += f"; without it {lose} organisation{'s' if lose > 1 else ''} would lose every recorded way to the rest"
    return Example(
        "Brokers", f"Of {len(everyone):,} brokers, who joins others most?", f"{answer}.", "brokers", (),
    )


def _peers(view: View) -> Example | None:
    one = _busiest(view)
    if one is None or one.type not in NHS_TYPES:
        return None
    found = peers_of(view, one.id)
    # The cell in which it differs most from its peers: they record what it does not.
    cells = [cell for cell in found.cells if cell.of and cell.cell.state.is_gap]
    if not cells:
        return None
    most = max(cells, key=lambda cell: cell.recorded / cell.of)
    return Example(
        "Peers", f"What do peers of {spoken(one)} record that it does not?", peer_sentence(view, most),
        "organisation", (("organisation_id", one.id),),
    )


def _patch(view: View) -> Example | None:
    one = _busiest(view)
    board = view.board(one) if one else None
    place = view.snapshot.places.by_code.get(board.covers_code) if board else None
    if place is None:
        return None
    nhs = patch_of(view, [place.code]).nhs
    return Example(
        "My patch", f"Who is in a patch of {place.name} alone?",
        f"{len(nhs)} of {len(view.of_types(NHS_TYPES))} open trusts and boards cover it or sit in it.",
        "patch", (("patch", place.code),),
    )


def _data(view: View) -> Example | None:
    age = provenance(view).evidence
    if not age.of:
        return None
    return Example(
        "Data", "How much of this is current?",
        f"{age.current:,} of {age.of:,} partnerships have evidence that was read and is no more than three years "
        f"old on "
        f"{in_words(view.day.isoformat())}; {age.undated:,} of {age.of:,} have undated evidence.",
        "data", (),
    )


def _correction(view: View) -> Example | None:
    one = _busiest(view)
    links = view.links_of[one.index] if one else []
    undated = next((link for link in links if not link.partnership.evidence.date and not link.inherited), None)
    if one is None or undated is None:
        return None
    other = view.organisations[undated.other(one.index)]
    record = undated.partnership.id
    return Example(
        "A proposal", f"The evidence of {record} has no date. How is one given?",
        f"{at_start(spoken(one))} and {spoken(other)}: open the record, write the date, and the page makes the row "
        f"to load.",
        "proposal", (("record", record),),
    )


def _dates(view: View) -> Example | None:
    """The latest succession of an organisation with records that count for another now."""
    past = [one for one in view.snapshot.successions if one.day <= view.day and not view.open[one.predecessor]]
    for succession in sorted(past, key=lambda one: (-one.day.toordinal(), one.predecessor)):
        old, new = view.organisations[succession.predecessor], view.organisations[succession.successor]
        inherited = sum(1 for link in view.links_of[new.index] if link.inherited)
        if not inherited or not view.open[new.index]:
            continue
        before = view.snapshot.view(succession.day - timedelta(days=1))
        links = before.links_of[old.index]
        if links and before.open[old.index]:
            day = before.day.isoformat()
            return Example(
                "As at", f"What became of {spoken(old)}?",
                f"On {in_words(day)} it was open, and {len(links)} records counted for it. {at_start(spoken(new))} "
                f"followed "
                f"on {in_words(succession.date)}; on {in_words(view.day.isoformat())} it has {inherited} inherited "
                f"records.",
                "organisation", (("organisation_id", old.id), ("as_at", day)),
            )
    return None


def _busiest(view: View) -> Organisation | None:
    """The open trust with the most records, or any open organisation with the most where no trust has any."""
    for indices in (view.of_types((NHS_TRUST,)), range(len(view.organisations))):
        joined = [index for index in indices if view.open[index] and view.links_of[index]]
        if joined:
            return view.organisations[max(joined, key=lambda index: (len(view.links_of[index]), -index))]
    return None


_SHARED = {"gaps": "organisation", "paths": "paths", "meeting": "meeting"}
"""Examples that the start has too, by the page that answers them."""

_OWN: dict[str, tuple[Callable[[View], Example | None], ...]] = {
    "find": (_search, _page), "maps": (_map,), "brokers": (_broker, _peers), "patch": (_patch,),
    "data": (_data, _correction), "dates": (_dates,),
}
