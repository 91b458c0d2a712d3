"""Every error that this package raises on purpose, and the exit code each one ends a command with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

BAD_INPUT_EXIT = 2
NOT_FOUND_EXIT = 3
DATABASE_AWAY_EXIT = 4


class GraphsvcError(Exception):
    """Base of all errors that a user can do something about.

    Its text is a sentence for that user. `exit_code` is the exit code of a command that it ends.
    """

    exit_code = 1


class BadInput(GraphsvcError):
    """A parameter or a setting has a value that cannot be used.

    Parameters
    ----------
    message : str
        What is wrong and what would be right.
    parameter : str, optional
        The parameter's name as the user wrote it.
    value : str, optional
        The value as given.
    """

    exit_code = BAD_INPUT_EXIT

    def __init__(self, message: str, parameter: str = "", value: str = "") -> None:
        super().__init__(message)
        self.parameter = parameter
        self.value = value


class TooManyParameters(BadInput):
    """A request has more parameters than are read."""


class NotFound(GraphsvcError):
    """Nothing has this identifier or name.

    Parameters
    ----------
    message : str
        What was looked for.
    suggestions : sequence of str
        Identifiers or names that are near.
    """

    exit_code = NOT_FOUND_EXIT

    def __init__(self, message: str, suggestions: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.suggestions = tuple(suggestions)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a table that somebody gave us.

    Attributes
    ----------
    file : str
        File name, such as `organisations.csv`.
    line : int
        Line in the file, counted from 1 and header included; 0 when the fault is the whole file's.
    column : str
        Column name; empty when the fault is the whole line's.
    value : str
        What stands there.
    message : str
        What is wrong and what would be right.
    """

    file: str
    line: int
    column: str
    value: str
    message: str

    def __str__(self) -> str:
        place = self.file + (f":{self.line}" if self.line else "")
        where = f" {self.column}" if self.column else ""
        shown = f" {self.value[:80]!r}" if self.value else ""
        return f"{place}{where}{shown}: {self.message}"


class FaultyTables(GraphsvcError):
    """Tables were refused; nothing was changed.

    Parameters
    ----------
    faults : sequence of Fault
        Those that are told, in the order of file and line.
    more : int
        How many there are besides.
    """

    exit_code = BAD_INPUT_EXIT

    def __init__(self, faults: Sequence[Fault], more: int = 0) -> None:
        self.faults = tuple(faults)
        self.more = more
        super().__init__("\n".join(str(fault) for fault in self.faults))

    @property
    def count(self) -> str:
        """How many there are, in words: `1 fault`, `3,000 faults, of which the first 1,000 are told`."""
        number = len(self.faults) + self.more
        told = f", of which the first {len(self.faults):,} are told" if self.more else ""
        return f"{number:,} fault{'' if number == 1 else 's'}{told}"


class SnapshotUnreadable(GraphsvcError):
    """A snapshot file is damaged, of another format, or does not hold what its hash says."""

    exit_code = BAD_INPUT_EXIT


class NotReady(GraphsvcError):
    """There is no snapshot to answer from yet."""


class Busy(GraphsvcError):
    """As many requests are being answered as are answered at once."""


class DatabaseAway(GraphsvcError):
    """The database does not answer, or cannot be started.

    Parameters
    ----------
    found : str
        What was seen.
    mend : str
        What whoever runs the service can do about it, where one can say. It is no part of the error's text, which
        those who ask over HTTP are told too.
    """

    exit_code = DATABASE_AWAY_EXIT

    def __init__(self, found: str, mend: str = "") -> None:
        super().__init__(found)
        self.mend = mend


class DatabaseSlow(DatabaseAway):
    """The database is there and does not answer in time: frozen, or too busy."""


class RecordChangedOutsideLoad(GraphsvcError):
    """The rows in the database do not have the hash that the last load recorded."""


class OthersLoading(GraphsvcError):
    """Others loaded each time a load had compared its rows."""


class QueryTimedOut(GraphsvcError):
    """A statement ran longer than its limit and was ended."""


class QueryTooLarge(GraphsvcError):
    """A statement needed more memory than its limit and was ended."""


class QueryRefused(GraphsvcError):
    """The server refused a statement: it would write where only reading is allowed, break a constraint, or is wrong.

    Parameters
    ----------
    message : str
        What the server said.
    code : str
        Neo4j's own code for it.
    """

    def __init__(self, message: str, code: str = "") -> None:
        super().__init__(message)
        self.code = code


class StatementRefused(GraphsvcError):
    """A statement of an analyst's own would do more than read the graph; it was not run.

    Parameters
    ----------
    reason : str
        What it would do.
    """

    exit_code = BAD_INPUT_EXIT

    def __init__(self, reason: str) -> None:
        super().__init__(f"The statement was not run: {reason}.")
        self.reason = reason


class CypherOff(GraphsvcError):
    """Statements of an analyst's own are not taken here."""

    exit_code = BAD_INPUT_EXIT


class ForeignOrigin(GraphsvcError):
    """A page of another site made a browser send something."""


class AuditUnwritable(GraphsvcError):
    """The audit log cannot be written, so what it should tell of was not done."""


class UnknownHost(GraphsvcError):
    """A request names a host that is none of ours."""


class UnknownUser(GraphsvcError):
    """Nobody who may come in sent a request."""


class NotAllowed(GraphsvcError):
    """Somebody asked for what takes another role than theirs."""
