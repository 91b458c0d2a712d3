"""Which expectations hold for an organisation at a date."""

from __future__ import annotations

from graphsvc.snapshot.facts import Organisation, Rule
from graphsvc.snapshot.view import View

_EVERYONE = (2, 0)


def deciding_rules(view: View, organisation: Organisation) -> list[Rule]:
    """The rule that decides each cell of an organisation.

    Of the rules of one value area and partner type that are valid at the date and apply, the most specific decides:
    one for the organisation, then for the place with the fewest districts that its area meets, then for everyone;
    ties go to the first rule id.

    Parameters
    ----------
    view : View
        The graph as at a date.
    organisation : Organisation
        A trust or a board.

    Returns
    -------
    list of Rule
        One for each pair of value area and partner type that has a rule, in the order of value areas and partner
        types; a rule that switches an expectation off is among them.
    """
    best: dict[tuple[str, str], tuple[tuple[int, int, str], Rule]] = {}
    for rule in view.valid_rules:
        specific = _specificity(view, organisation, rule)
        if specific is None:
            continue
        rank = (*specific, rule.id)
        cell = (rule.value_area, rule.partner_type)
        if cell not in best or rank < best[cell][0]:
            best[cell] = (rank, rule)
    rules = [rule for _, rule in best.values()]
    if len(rules) > 1:
        areas = {area: rank for rank, area in enumerate(view.snapshot.value_areas)}
        types = {kind: rank for rank, kind in enumerate(view.snapshot.partner_types)}
        rules.sort(key=lambda rule: (areas[rule.value_area], types[rule.partner_type]))
    return rules


def _specificity(view: View, organisation: Organisation, rule: Rule) -> tuple[int, int] | None:
    """How specific a rule is for an organisation, the most specific first; None when it does not apply."""
    if not rule.applies_to:
        return _EVERYONE
    if rule.applies_to == organisation.id:
        return (0, 0)
    districts = view.snapshot.places.districts(rule.applies_to)
    if districts & view.area(organisation.index):
        return (1, districts.bit_count())
    return None
