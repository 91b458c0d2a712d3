"""What the driver raises, as this package's own errors."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager

from neo4j.exceptions import AuthError, BrokenRecordError, DriverError, Neo4jError, ServiceUnavailable

from graphsvc.database.reply import UNREADABLE
from graphsvc.errors import DatabaseAway, DatabaseSlow, GraphsvcError, QueryRefused, QueryTimedOut, QueryTooLarge

_AWAY = ("DatabaseUnavailable", "DatabaseNotFound", "NotALeader", "Cluster", "ForbiddenDueToTransportTermination")
_CAUSES = (
    ("connection refused", "nothing listens there"),
    ("failed to dns resolve", "no machine has this name"),
    (
        "[sslcertverificationerror]",
        "its certificate is not trusted; bolt+ssc:// and neo4j+ssc:// take one that it signed itself",
    ),
    ("[ssl", "it does not speak TLS there; try an address without +s"),
    ("handshake", "what answers there is not Bolt, or wants TLS; try an address with +s"),
)
"""What the driver says of a connection that failed, and what that means."""

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
    except BrokenRecordError as error:
        raise QueryRefused(UNREADABLE) from error
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
    if frozen:
        return DatabaseSlow(f"Neo4j at {where} does not answer in time; it may be frozen or overloaded")
    return DatabaseAway(f"Neo4j at {where} does not answer{_cause(error)}")


def _cause(error: Exception) -> str:
    """Why a server cannot be reached, as far as the driver says so."""
    # Of a cluster's address the cause is a group of errors, and only its repr tells them.
    said = f"{error} {error.__cause__!r}".lower()
    for sign, cause in _CAUSES:
        if sign in said:
            return f": {cause}"
    return "" if isinstance(error, ServiceUnavailable) else f" ({type(error).__name__})"
