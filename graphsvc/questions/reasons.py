"""The reason for a cell's state, in one sentence or two."""

from __future__ import annotations

from graphsvc.dates import in_words
from graphsvc.questions.cells import Cell, hosted_by
from graphsvc.questions.names import in_sentence, listed, predecessors, spoken, with_article
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
        noun = _plural(in_sentence(types[0])) if len(types) == 1 else "organisations"
        verb = "is a recorded partner" if cell.covering.n == 1 else "are recorded partners"
        told.append(f"{cell.covering.n} of {cell.covering.of} {noun} that cover its area {verb}.")
    if cell.board_only:
        told.append("This is met in its board’s area only, not in its own district.")
    if cell.reviewed_on and cell.state is not CellState.CONFIRMED_NONE:
        told.append(f"Last asked on {in_words(cell.reviewed_on)}.")
    return " ".join(told)


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
    return f"{names} brings it together with {listed(list(members))}; {_none_recorded(view, cell)}."


def _via_host(view: View, cell: Cell) -> str:
    own = cell.organisation
    hosted = [
        one.name for link in cell.links for one in hosted_by(view, link.other(own.index), cell.partner_type, own)
    ]
    return f"Recorded with {_partners(view, cell)}, host of {listed(list(dict.fromkeys(hosted)))}."


def _proposed(view: View, cell: Cell) -> str:
    through = _through_predecessors(view, cell)
    return f"Proposed with {_partners(view, cell)}{through}; {_none_recorded(view, cell)} that is active."


def _lapsed(view: View, cell: Cell) -> str:
    ends = sorted({link.partnership.until for link in cell.links if link.partnership.until})
    when = f" (until {in_words(ends[-1])})" if ends else ""
    partners = f"{_partners(view, cell)}{_through_predecessors(view, cell)}"
    return f"Lapsed with {partners}{when}; {_none_recorded(view, cell)} now."


def _not_applicable(_: View, cell: Cell) -> str:
    if not cell.rule.expected:
        note = f": {cell.rule.note}" if cell.rule.note else ""
        return f"Not expected here by rule {cell.rule.id}{note}."
    return f"No open {in_sentence(cell.partner_type.name)} covers or sits in any part of its area."


def _confirmed_none(view: View, cell: Cell) -> str:
    return f"Somebody asked on {in_words(cell.reviewed_on)} and was told none; {_none_recorded(view, cell)}."


def _not_collected(_: View, cell: Cell) -> str:
    kind = in_sentence(cell.partner_type.name)
    asked = "" if cell.reviewed_on else "; nobody has asked yet"
    return f"Partnerships with this partner type ({kind}) have not been collected{asked}."


def _unrecorded(view: View, cell: Cell) -> str:
    sentence = _none_recorded(view, cell)
    return f"{sentence[0].upper()}{sentence[1:]}."


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return f"{noun[:-1]}ies"
    return noun if noun.endswith(")") else f"{noun}s"


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
