"""Asking the record and writing it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Any, Self, TypeVar

from graphsvc.database.address import Address, current_address
from graphsvc.database.bound import bounded
from graphsvc.database.driver import make_driver, neo4j
from graphsvc.database.failures import translated
from graphsvc.database.plan import Plan, plan_of
from graphsvc.database.reply import TOO_DEEP, Reply, plain_value
from graphsvc.database.revision import Revision, revision_of
from graphsvc.database.statements import statement
from graphsvc.errors import DatabaseSlow, QueryTimedOut, QueryTooLarge

if TYPE_CHECKING:
    from types import TracebackType

    from graphsvc.config import Settings
    from graphsvc.database.embedded import EmbeddedServer

T = TypeVar("T")
Row = dict[str, Any]

STREAM_TIMEOUT = 120.0
"""Seconds that reading the whole record may take."""
WRITE_TIMEOUT = 600.0
"""Seconds that one transaction of a load may take."""
_REVISION_TIMEOUT = 2.0
_FETCH = 1000


class Rows(list[Row]):
    """Rows of an answer; `truncated` when there were more than the limit."""

    truncated: bool = False


class Writer:
    """An open transaction that may write. Statements come by name, values only as parameters."""

    def __init__(self, transaction: neo4j.Transaction, where: str) -> None:
        self._transaction = transaction
        self._where = where

    def run(self, name: str, /, **params: object) -> list[Row]:
        """Run a statement of `cypher/` and take all its rows.

        Raises
        ------
        DatabaseAway, QueryTimedOut, QueryTooLarge, QueryRefused
            What went wrong; the transaction is lost with it.
        """
        with translated(self._where):
            return [_row(record) for record in self._transaction.run(statement(name), params)]


class Database:
    """The record in Neo4j. Making one connects to nothing: the driver is made by the first call, one a process.

    Parameters
    ----------
    settings : Settings
        Which server, and the limits.
    server : EmbeddedServer, optional
        The use of the embedded server that this one relies on, when its own process has one.
    """

    def __init__(self, settings: Settings, server: EmbeddedServer | None = None) -> None:
        self._settings = settings
        self.server = server
        self._guard = Lock()
        self._driver: neo4j.Driver | None = None
        self._made_for: tuple[Address, int] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def report_timeout(self) -> float:
        """Seconds that a report may run."""
        return self._settings.reports.timeout

    def close(self) -> None:
        """Close the driver, if this process made one."""
        with self._guard:
            driver, made_for = self._driver, self._made_for
            self._driver = self._made_for = None
        if driver is not None and made_for is not None and made_for[1] == os.getpid():
            with translated(made_for[0].uri):
                driver.close()

    def read(
        self, name: str, /, *, timeout: float | None = None, row_limit: int | None = None, **params: object
    ) -> Rows:
        """Ask a statement of `cypher/`, in a transaction that may not write.

        Parameters
        ----------
        name : str
            The statement's name.
        timeout : float, optional
            Seconds; more than `query_timeout` is cut to it.
        row_limit : int, optional
            Most rows; more than the settings' `row_limit` is cut to it.
        **params
            The statement's parameters.

        Returns
        -------
        Rows
            The rows, and whether there were more.

        Raises
        ------
        DatabaseAway, QueryTimedOut, QueryTooLarge, QueryRefused
            What went wrong. Nothing is tried twice.
        """
        longest, most = self._clamped(timeout, row_limit)
        with self._transaction(neo4j.READ_ACCESS, longest, fetch=min(_FETCH, most + 1)) as (transaction, _):
            rows = Rows()
            for record in transaction.run(statement(name), params):
                if len(rows) == most:
                    rows.truncated = True
                    break
                rows.append(record.data())
            return rows

    def ask(
        self, text: str, params: Mapping[str, object], *, timeout: float | None = None, row_limit: int | None = None
    ) -> Reply:
        """Ask a statement that is no file of ours, in a transaction that may not write.

        Parameters
        ----------
        text : str
            Cypher: a report's file, or what an analyst wrote and the guard let through.
        params : mapping
            Its parameters.
        timeout : float, optional
            Seconds; `query_timeout` when not given, and at most the longer of that and the `timeout` of reports.
        row_limit : int, optional
            As for `read`. One row more is taken from the server, to know whether there are more.

        Returns
        -------
        Reply
            Columns, rows of plain values, and whether there were more. Raises as `read`.
        """
        usual, most = self._clamped(None, row_limit)
        longest = min(timeout or usual, max(usual, self.report_timeout))
        fetch = min(_FETCH, most + 1)
        with self._transaction(neo4j.READ_ACCESS, longest, fetch) as (transaction, _), bounded(transaction, longest):
            result = transaction.run(text, dict(params))
            rows: list[tuple[object, ...]] = []
            try:
                for record in result:
                    if len(rows) == most:
                        return Reply(tuple(result.keys()), tuple(rows), truncated=True)
                    rows.append(tuple(plain_value(value) for value in record.values()))
            except RecursionError:
                raise QueryTooLarge(TOO_DEEP) from None
            return Reply(tuple(result.keys()), tuple(rows), truncated=False)

    def plan(self, text: str, params: Mapping[str, object]) -> Plan:
        """What the server would do for a statement, without doing it. Raises as `read`."""
        longest, _ = self._clamped(None, None)
        with self._transaction(neo4j.READ_ACCESS, longest) as (transaction, _), bounded(transaction, longest):
            try:
                return plan_of(transaction.run(f"EXPLAIN {text}", dict(params)).consume().plan or {})
            except RecursionError:
                raise QueryTooLarge("the statement has more steps than can be looked at: make it shorter") from None

    def read_stream(self, name: str, /, *, timeout: float = STREAM_TIMEOUT, **params: object) -> Iterator[Row]:
        """Ask a statement that may have many rows, without a limit of rows, as they come.

        The server works on it from this call on, also while nobody takes rows. The connection is held until the last
        row is taken or the iterator is closed. Raises as `read`.
        """
        rows = self._rows_of(name, timeout, params)
        # As far as the statement, which is sent then.
        next(rows)
        return rows

    def _rows_of(self, name: str, timeout: float, params: Mapping[str, object]) -> Iterator[Row]:
        """Nothing once the statement is sent; then its rows."""
        with self._transaction(neo4j.READ_ACCESS, min(timeout, STREAM_TIMEOUT)) as (transaction, _):
            records = transaction.run(statement(name), dict(params))
            yield {}
            for record in records:
                yield _row(record)

    def write(self, work: Callable[[Writer], T], *, timeout: float = WRITE_TIMEOUT) -> T:
        """Do some work in one transaction: all of it is committed, or nothing.

        Parameters
        ----------
        work : callable
            Given the `Writer`; what it raises undoes everything. It is never run again, whatever failed.
        timeout : float
            Seconds, at most `WRITE_TIMEOUT`.

        Raises
        ------
        DatabaseAway, QueryTimedOut, QueryTooLarge, QueryRefused
            What went wrong. When the server went away during the commit, it may have committed.
        """
        with self._transaction(neo4j.WRITE_ACCESS, min(timeout, WRITE_TIMEOUT)) as (transaction, where):
            result = work(Writer(transaction, where))
            transaction.commit()
            return result

    def revision(self) -> Revision | None:
        """The newest load; None when nothing was loaded yet.

        Raises
        ------
        DatabaseAway
            Within some 2 s when nobody answers, also when the server is there but too busy.
        """
        try:
            rows = self.read("snapshot/revision", timeout=_REVISION_TIMEOUT)
        except QueryTimedOut as error:
            raise DatabaseSlow("Neo4j is too busy to say which load it holds") from error
        return revision_of(rows[0]) if rows else None

    def _clamped(self, timeout: float | None, row_limit: int | None) -> tuple[float, int]:
        """Seconds and rows that a reading statement gets: never more than the settings say."""
        chosen = self._settings.database
        most = chosen.row_limit if row_limit is None else min(row_limit, chosen.row_limit)
        return min(timeout or chosen.query_timeout, chosen.query_timeout), most

    @contextmanager
    def _transaction(
        self, access: str, timeout: float, fetch: int = _FETCH
    ) -> Iterator[tuple[neo4j.Transaction, str]]:
        """An explicit transaction: those that the driver runs by itself are run again after an out-of-memory."""
        address = current_address(self._settings)
        with translated(address.uri):
            driver, database = self._driver_for(address), self._settings.database.database
            with (
                driver.session(database=database, default_access_mode=access, fetch_size=fetch) as session,
                session.begin_transaction(timeout=timeout) as transaction,
            ):
                yield transaction, address.uri

    def _driver_for(self, address: Address) -> neo4j.Driver:
        """A driver of this process for the address: made after a fork, and again when the server came back."""
        wanted = (address, os.getpid())
        with self._guard:
            if self._driver is None or self._made_for != wanted:
                left, made_for = self._driver, self._made_for
                self._driver, self._made_for = make_driver(address), wanted
                if left is not None and made_for is not None and made_for[1] == os.getpid():
                    left.close()
            return self._driver


def _row(record: neo4j.Record) -> Row:
    """A record of plain values, such as our statements return: `Record.data` would look at each cell of a list."""
    return dict(zip(record.keys(), record.values(), strict=True))
