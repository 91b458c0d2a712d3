"""The reason for a cell's state, in one sentence or two."""

from __future__ import annotations

from graphsvc.dates import in_words
from graphsvc.questions.cells import Cell, Share
from graphsvc.questions.fillers import hosted_by
from graphsvc.questions.names import in_sentence, listed, plural, predecessors, spoken, with_article
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import CellState


def reason(view: View, cell: Cell) -> str:
    """Why a cell has its state; it never says that there is no partnership, only that none is recorded.

    Parameters
    ----------
    view : View
        The graph as at the date of the cell.
    cell : Cell
        The cell.
    """
    told = [_STATES[cell.state](view, cell)]
    if cell.covering is not None:
        types = [view.snapshot.organisation_types[kind] for kind in cell.partner_type.organisation_types]
        told.append(_covering(cell.covering, in_sentence(types[0]) if len(types) == 1 else "organisation"))
    if cell.board_only:
        told.append("This is met in its board’s area only, not in its own district.")
    if cell.reviewed_on and cell.state is not CellState.CONFIRMED_NONE:
        told.append(f"Last asked on {in_words(cell.reviewed_on)}.")
    return " ".join(told)


def _covering(share: Share, noun: str) -> str:
    if share.of == 1:
        return f"The only {noun} that covers its area is {'a' if share.n else 'not a'} recorded partner."
    if share.n == 0:
        return f"None of the {share.of} {plural(noun)} that cover its area is a recorded partner."
    verb = "is a recorded partner" if share.n == 1 else "are recorded partners"
    return f"{share.n} of {share.of} {plural(noun)} that cover its area {verb}."


def _partners(view: View, cell: Cell) -> str:
    own = cell.organisation.index
    found = {view.organisations[link.other(own)]: None for link in cell.links if own in (link.source, link.target)}
    return listed([spoken(organisation) for organisation in found])


def _none_recorded(view: View, cell: Cell) -> str:
    area = in_sentence(view.snapshot.value_areas[cell.value_area])
    return f"no recorded partnership with {with_article(cell.partner_type.name)} in {area}"


def _recorded(view: View, cell: Cell) -> str:
    return f"Recorded with {_partners(view, cell)}."


def _through_predecessors(view: View, cell: Cell) -> str:
    """Whose records these are, where they are a predecessor's; empty where none is."""
    before = predecessors(view, cell.links)
    if not before:
        return ""
    part = "" if all(link.inherited for link in cell.links) else ", in part"
    noun = "a predecessor" if len(before) == 1 else "predecessors"
    return f"{part} through {noun} ({listed([spoken(one) for one in before])})"


def _inherited(view: View, cell: Cell) -> str:
    return f"Recorded with {_partners(view, cell)}{_through_predecessors(view, cell)}; to be reconfirmed."


def _shared_network(view: View, cell: Cell) -> str:
    own = cell.organisation.index
    convenors = {i for link in cell.links if own in (link.source, link.target) for i in (link.source, link.target)}
    convenors.discard(own)
    members = {
        spoken(view.organisations[i]): None
        for link in cell.links for i in (link.source, link.target) if i != own and i not in convenors
    }
    names = listed([spoken(view.organisations[i]) for i in sorted(convenors)])
    noun = "network" if len(convenors) == 1 else "networks"
    return f"In the same {noun} as {listed(list(members))} ({names}); {_none_recorded(view, cell)}."


def _via_host(view: View, cell: Cell) -> str:
    own = cell.organisation
    hosts = {link.other(own.index): None for link in cell.links}
    hosted = [one for host in hosts for one in hosted_by(view, host, cell.partner_type, own)]
    types = [in_sentence(view.snapshot.organisation_types[kind]) for kind in dict.fromkeys(one.type for one in hosted)]
    alone = len(hosts) == len(hosted) == 1
    whose = f"host of {with_article(types[0])}" if alone else f"hosts of {listed([plural(kind) for kind in types])}"
    return f"Recorded with {_partners(view, cell)}, {whose}."


def _proposed(view: View, cell: Cell) -> str:
    through = _through_predecessors(view, cell)
    return f"Proposed with {_partners(view, cell)}{through}; {_none_recorded(view, cell)} is active."


def _lapsed(view: View, cell: Cell) -> str:
    ends = sorted({link.partnership.until for link in cell.links if link.partnership.until})
    when = f", {'' if len(ends) == 1 else 'the last '}until {in_words(ends[-1])}" if ends else ""
    partners = f"{_partners(view, cell)}{_through_predecessors(view, cell)}"
    return f"Lapsed with {partners}{when}; {_none_recorded(view, cell)} is active."


def _not_applicable(_: View, cell: Cell) -> str:
    if not cell.rule.expected:
        note = f": {cell.rule.note.rstrip('.')}" if cell.rule.note else ""
        return f"Not expected here by rule {cell.rule.id}{note}."
    return f"No open {in_sentence(cell.partner_type.name)} covers or sits in any part of its area."


def _confirmed_none(view: View, cell: Cell) -> str:
    return f"Somebody asked on {in_words(cell.reviewed_on)}, and the answer was none; {_none_recorded(view, cell)}."


def _not_collected(_: View, cell: Cell) -> str:
    kind = in_sentence(cell.partner_type.name)
    asked = "" if cell.reviewed_on else "; nobody has asked yet"
    return f"Partnerships with this partner type ({kind}) have not been collected{asked}."


def _unrecorded(view: View, cell: Cell) -> str:
    sentence = _none_recorded(view, cell)
    return f"{sentence[0].upper()}{sentence[1:]}."


_STATES = {
    CellState.RECORDED: _recorded,
    CellState.INHERITED: _inherited,
    CellState.SHARED_NETWORK: _shared_network,
    CellState.VIA_HOST: _via_host,
    CellState.PROPOSED: _proposed,
    CellState.LAPSED: _lapsed,
    CellState.NOT_APPLICABLE: _not_applicable,
    CellState.CONFIRMED_NONE: _confirmed_none,
    CellState.NOT_COLLECTED: _not_collected,
    CellState.UNRECORDED: _unrecorded,
}
