"""Rows of reports as a brief counts them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from graphsvc.reports.report import Value
from graphsvc.vocabulary import CellState, Quality

_STATES, _QUALITIES = ([str(one) for one in words] for words in (CellState, Quality))

Answered = Mapping[str, Value]
"""A row of a report, by the names of its columns."""


@dataclass(frozen=True, slots=True)
class ExpectationCell:
    """A row of `expectation-cells`: what is expected of a trust or board in a value area, and its state."""

    organisation: str
    name: str
    type: str
    board: str
    value_area: str
    partner_type: str
    state: str
    counted: bool
    evidence: str
    records: tuple[str, ...]

    @classmethod
    def of(cls, row: Answered) -> ExpectationCell:
        """Read a row."""
        return cls(
            _text(row["organisation"]), _text(row["organisation_name"]), _text(row["organisation_type"]),
            _text(row["board"]), _text(row["value_area"]), _text(row["partner_type"]), _text(row["state"]),
            bool(row["counted"]), _text(row["evidence"]), _texts(row["records"]),
        )

    def rank(self) -> tuple[object, ...]:
        """Where it stands among others: by state, the best evidence first, then by whose it is."""
        evidence = _QUALITIES.index(self.evidence) if self.evidence else 0
        return (
            _STATES.index(self.state), evidence, self.name.casefold(), self.organisation, self.value_area,
            self.partner_type,
        )

    @property
    def recorded(self) -> bool:
        """Whether coverage counts it as recorded."""
        return self.counted and self.state == "recorded"

    @property
    def current(self) -> bool:
        """Whether coverage counts it as recorded on current evidence."""
        return self.recorded and self.evidence == "current"


@dataclass(frozen=True, slots=True)
class RecordRow:
    """A row of `partnerships-as-at`: a record, and a pair of open organisations that it counts for."""

    record: str
    value_area: str
    state: str
    ends: tuple[str, str]
    names: tuple[str, str]
    national: bool
    title: str
    address: str
    evidence_date: str
    basis: str

    @classmethod
    def of(cls, row: Answered) -> RecordRow:
        """Read a row."""
        return cls(
            _text(row["record"]), _text(row["value_area"]), _text(row["state"]),
            (_text(row["one"]), _text(row["other"])), (_text(row["one_name"]), _text(row["other_name"])),
            bool(row["national_end"]), _text(row["evidence_title"]), _text(row["evidence_address"]),
            _text(row["evidence_date"]), _text(row["basis"]),
        )


@dataclass(frozen=True, slots=True)
class Change:
    """A row of `changes-between-dates`."""

    what: str
    day: date | None
    told: str
    names: tuple[str, ...]
    record: str
    value_area: str
    detail: str

    @classmethod
    def of(cls, row: Answered) -> Change:
        """Read a row."""
        day = row["day"]
        return cls(
            _text(row["what"]), day if isinstance(day, date) else None, _text(row["recorded_day"]),
            _texts(row["names"]), _text(row["record"]), _text(row["value_area"]), _text(row["detail"]),
        )


def _text(value: Value) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()
