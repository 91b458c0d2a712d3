"""What is wrong with the parameters of a question: all of it, each with its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graphsvc.errors import BadInput


@dataclass(frozen=True, slots=True)
class ParameterFault:
    """One parameter that cannot be used.

    Attributes
    ----------
    parameter : str
        Its name.
    value : str
        As given.
    detail : str
        What is wrong and what would be right.
    suggestions : tuple of (str, str)
        Ids that may have been meant, with their names.
    """

    parameter: str
    value: str
    detail: str
    suggestions: tuple[tuple[str, str], ...] = ()


class BadParameters(BadInput):
    """A question that cannot be answered as asked.

    Parameters
    ----------
    faults : sequence of ParameterFault
        All that is wrong, at least one.
    """

    def __init__(self, faults: Sequence[ParameterFault]) -> None:
        super().__init__("\n".join(_told(fault) for fault in faults), faults[0].parameter, faults[0].value)
        self.faults = tuple(faults)


def _told(fault: ParameterFault) -> str:
    near = "; ".join(f"{one} {name}" if name and name != one else one for one, name in fault.suggestions)
    return f"{fault.parameter}: {fault.detail}" + (f". Did you mean: {near}?" if near else "")
