"""What the driver raises, as this package's own errors."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager

from neo4j.exceptions import AuthError, DriverError, Neo4jError, ServiceUnavailable

from graphsvc.errors import DatabaseAway, GraphsvcError, QueryRefused, QueryTimedOut, QueryTooLarge

_AWAY = ("DatabaseUnavailable", "DatabaseNotFound", "NotALeader", "Cluster", "ForbiddenDueToTransportTermination")
_TIMED_OUT = ("TransactionTimedOut", "LockAcquisitionTimeout", "TransactionTerminated")


@contextmanager
def translated(where: str) -> Iterator[None]:
    """Turn every error of the driver into one of ours; no error of the driver leaves this room.

    Parameters
    ----------
    where : str
        The server's address, for the sentence.

    Raises
    ------
    DatabaseAway, QueryTimedOut, QueryTooLarge, QueryRefused
        In the place of the driver's own.
    """
    try:
        yield
    except Neo4jError as error:
        raise _of_server(error, where) from error
    except (DriverError, ConnectionError, socket.gaierror) as error:
        raise _of_driver(error, where) from error


def _of_server(error: Neo4jError, where: str) -> GraphsvcError:
    code = error.code or ""
    said = (error.message or "").strip().splitlines()[0] if error.message else code
    if "OutOfMemory" in code:
        return QueryTooLarge(f"the statement needed more memory than Neo4j may give it: {said}")
    if any(part in code for part in _TIMED_OUT):
        return QueryTimedOut("the statement ran longer than its limit and was ended")
    if isinstance(error, AuthError) or ".Security." in code:
        return DatabaseAway(f"Neo4j at {where} refused the user or the password: {said}")
    if any(part in code for part in _AWAY):
        return DatabaseAway(f"Neo4j at {where} is there, but its database is not: {said}")
    return QueryRefused(f"Neo4j refused the statement: {said} ({code})", code)


def _of_driver(error: Exception, where: str) -> GraphsvcError:
    frozen = "timed out" in str(error).lower() or "TimeoutError" in repr(error.__cause__)
    if isinstance(error, ServiceUnavailable) and not frozen:
        return DatabaseAway(f"Neo4j at {where} does not answer; `graphsvc doctor` says more")
    how = "in time; it may be frozen or overloaded" if frozen else f"({type(error).__name__})"
    return DatabaseAway(f"Neo4j at {where} does not answer {how}; `graphsvc doctor` says more")
