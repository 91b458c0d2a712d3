"""A bound on what a statement may send: a row is taken whole by the driver, however long it is and takes.

The server's limits of time and memory do not hold for `RETURN range(1, 100000000)`: a list that it makes while sending.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from graphsvc.errors import GraphsvcError, QueryTimedOut, QueryTooLarge

if TYPE_CHECKING:
    from graphsvc.database.driver import neo4j

MOST_SENT = 16 * 1024 * 1024
"""Bytes; some ten times as much memory here."""

_GRACE = 0.5
"""Seconds past its limit that a statement gets, so that the server's own word is heard when it has one."""


class _Passed(OSError):
    """A bound was passed: for the driver a connection that broke, which it then lets go of."""


@contextmanager
def bounded(transaction: neo4j.Transaction, seconds: float) -> Iterator[None]:
    """Keep what a transaction receives within a time and a size.

    Parameters
    ----------
    transaction : neo4j.Transaction
        In which one statement is run.
    seconds : float
        Its limit of time.

    Raises
    ------
    QueryTimedOut, QueryTooLarge
        When one is passed: its connection is closed, and the server then ends the statement.
    """
    # The driver has no way to say this: its connection reads through its socket's `recv_into`, which is replaced here.
    socket = transaction._connection.socket
    receive: Callable[..., int] = socket.recv_into
    ends, left, passed = monotonic() + seconds + _GRACE, MOST_SENT, list[GraphsvcError]()

    def measured(buffer: object, count: int) -> int:
        nonlocal left
        received = receive(buffer, count)
        left -= received
        if left < 0:
            most = f"{MOST_SENT // (1024 * 1024)} MB"
            passed.append(QueryTooLarge(f"the statement sends more than {most}: ask for fewer rows or shorter lists"))
        elif monotonic() > ends:
            passed.append(QueryTimedOut("the statement ran longer than its limit and was ended"))
        if passed:
            raise _Passed(str(passed[0]))
        return received

    socket.recv_into = measured
    try:
        yield
    except Exception as error:
        if passed:
            raise passed[0] from error
        raise
    finally:
        # The connection goes back to the pool, and serves other statements next.
        socket.recv_into = receive
