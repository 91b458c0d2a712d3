"""Which expectations hold for an organisation at a date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graphsvc.snapshot.facts import Organisation, Rule
from graphsvc.snapshot.kept import once_for_a_view
from graphsvc.snapshot.view import View


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
    local = [
        (*specific, rule) for rule in _valid(view).local
        if (specific := _specificity(view, organisation, rule)) is not None
    ]
    if not local:
        return _valid(view).everyones
    best = {(rule.value_area, rule.partner_type): rule for rule in _valid(view).everyones}
    # The most specific last, of equals the first id, so that it is the one that stays.
    for *_, rule in sorted(local, key=lambda one: (one[0], one[1], one[2].id), reverse=True):
        best[rule.value_area, rule.partner_type] = rule
    return _in_order(view, best.values())


@dataclass(frozen=True, slots=True)
class _Valid:
    """The rules that are valid at a date: the deciding ones of those for everyone, and those for some."""

    everyones: list[Rule]
    local: list[Rule]


@once_for_a_view
def _valid(view: View) -> _Valid:
    """The rules that are valid at the date of a view."""
    everyones: dict[tuple[str, str], Rule] = {}
    for rule in view.valid_rules:
        if not rule.applies_to:
            everyones.setdefault((rule.value_area, rule.partner_type), rule)
    return _Valid(_in_order(view, everyones.values()), [rule for rule in view.valid_rules if rule.applies_to])


def _in_order(view: View, rules: Iterable[Rule]) -> list[Rule]:
    areas = {area: rank for rank, area in enumerate(view.snapshot.value_areas)}
    types = {kind: rank for rank, kind in enumerate(view.snapshot.partner_types)}
    return sorted(rules, key=lambda rule: (areas[rule.value_area], types[rule.partner_type]))


def _specificity(view: View, organisation: Organisation, rule: Rule) -> tuple[int, int] | None:
    """How specific a local rule is for an organisation, the most specific first; None when it does not apply."""
    if rule.applies_to == organisation.id:
        return (0, 0)
    districts = view.snapshot.places.districts(rule.applies_to)
    if districts & view.area(organisation.index):
        return (1, districts.bit_count())
    return None
