"""In whose board's area organisations sit."""

from __future__ import annotations

from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.kept import once_for_a_view
from graphsvc.snapshot.places import Districts
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import ICB

HOW_COUNTED = (
    "An organisation counts for the board that it belongs to, else for the one in whose area it sits, else for the "
    "one whose area holds all that it covers; a record counts for the boards of both its ends."
)


class Homes:
    """Boards of organisations at a date.

    Parameters
    ----------
    view : View
        The graph as at the date.
    """

    def __init__(self, view: View) -> None:
        self._view = view
        boards = [view.organisations[index] for index in view.of_types((ICB,))]
        areas = [(board, view.snapshot.places.districts(board.covers_code)) for board in boards]
        self._areas = [(board, area) for board, area in areas if area]
        self._found: dict[int, Organisation | None] = {}

    def board(self, organisation: Organisation) -> Organisation | None:
        """The board that an organisation counts for (`HOW_COUNTED`); None when there is none or more than one."""
        if organisation.index not in self._found:
            self._found[organisation.index] = self._board(organisation)
        return self._found[organisation.index]

    def _board(self, organisation: Organisation) -> Organisation | None:
        own = self._view.board(organisation)
        if own is not None:
            return own
        districts = self._view.snapshot.places.districts
        return self._around(districts(organisation.place_code)) or self._around(districts(organisation.covers_code))

    def _around(self, area: Districts) -> Organisation | None:
        found = [board for board, whole in self._areas if area and area & whole == area]
        return found[0] if len(found) == 1 else None


@once_for_a_view
def homes_of(view: View) -> Homes:
    """Boards of organisations in a view; those of the last few are kept."""
    return Homes(view)
