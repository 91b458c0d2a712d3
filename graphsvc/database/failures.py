"""What the driver raises, as this package's own errors."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager

from graphsvc.database.driver import neo4j
from graphsvc.database.reply import UNREADABLE
from graphsvc.errors import DatabaseAway, DatabaseSlow, GraphsvcError, QueryRefused, QueryTimedOut, QueryTooLarge

_AWAY = ("DatabaseUnavailable", "DatabaseNotFound", "NotALeader", "Cluster", "ForbiddenDueToTransportTermination")
_BROKEN = ("DatabaseError.Transaction.", "DatabaseError.Database.")
"""Of a server that could not write its own files: it takes no transaction until it was started again."""
_RESTART = (
    "see what room its disk has (`graphsvc doctor`), then start it again: `graphsvc db stop` and `graphsvc db start`"
)
_CAUSES = (
    ("connection refused", "nothing listens there", ""),
    ("failed to dns resolve", "no machine has this name", ""),
    (
        "certificate has expired", "its certificate has expired",
        "have it renewed, and see that this machine's clock is right",
    ),
    ("certificate is not yet valid", "its certificate is not valid yet", "see that this machine's clock is right"),
    (
        "certificate is not valid for", "its certificate is another name's",
        "use the name that stands in the certificate in [database] uri",
    ),
    (
        "sslcertverificationerror", "its certificate is not trusted",
        "name the file of who signed it in SSL_CERT_FILE; bolt+ssc:// and neo4j+ssc:// take one that it signed itself",
    ),
    ("[ssl", "it does not speak TLS there", "try an address without +s"),
    ("handshake", "what answers there is not Bolt, or wants TLS", "try an address with +s"),
)
"""What the driver says of a connection that failed, what that means, and what to do."""

_WHEN_REFUSED = (
    "set GRAPHSVC_DATABASE_PASSWORD and [database] user; of the embedded one, put its file `password` back, or remove "
    "the folder that holds it and load again"
)
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
    except BufferError as error:
        raise _meant(error) from None
    except neo4j.exceptions.Neo4jError as error:
        raise _of_server(error, where) from error
    except neo4j.exceptions.BrokenRecordError as error:
        raise QueryRefused(UNREADABLE) from error
    except (neo4j.exceptions.DriverError, ConnectionError, socket.gaierror) as error:
        raise _of_driver(error, where) from error


def _meant(error: BaseException) -> BaseException:
    """What a signal raised while the driver was reading: it then cannot even close, and says so instead."""
    cause: BaseException | None = error
    while cause is not None:
        if not isinstance(cause, Exception):
            return cause
        cause = cause.__context__
    return error


def _of_server(error: neo4j.exceptions.Neo4jError, where: str) -> GraphsvcError:
    code = error.code or ""
    said = error.message.strip().splitlines()[0].rstrip(".") if error.message else code
    if "OutOfMemory" in code:
        return QueryTooLarge(f"the statement needed more memory than Neo4j may give it: {said}")
    if any(part in code for part in _TIMED_OUT):
        return QueryTimedOut("the statement ran longer than its limit and was ended")
    if isinstance(error, neo4j.exceptions.AuthError) or ".Security." in code:
        return DatabaseAway(f"Neo4j at {where} refused the user or the password: {said}", _WHEN_REFUSED)
    if any(part in code for part in _BROKEN):
        return DatabaseAway(f"Neo4j at {where} is there, but cannot use its files: {said}", _RESTART)
    if any(part in code for part in _AWAY):
        return DatabaseAway(f"Neo4j at {where} is there, but its database is not: {said}")
    return QueryRefused(f"Neo4j refused the statement: {said} ({code})", code)


def _of_driver(error: Exception, where: str) -> GraphsvcError:
    said = " ".join(_all_said(error)).lower()
    if "timed out" in said or "timeouterror" in said:
        return DatabaseSlow(f"Neo4j at {where} does not answer in time; it may be frozen or overloaded")
    for sign, cause, mend in _CAUSES:
        if sign in said:
            return DatabaseAway(f"Neo4j at {where} does not answer: {cause}", mend)
    # Any other cause is told by the name of what the driver raised, unless that says no more than this.
    kind = "" if isinstance(error, neo4j.exceptions.ServiceUnavailable) else f" ({type(error).__name__})"
    return DatabaseAway(f"Neo4j at {where} does not answer{kind}")


def _all_said(error: BaseException) -> Iterator[str]:
    """An error and all that caused it: of a cluster's address that is a group of errors, one an address."""
    yield repr(error)
    inside = getattr(error, "exceptions", ())
    for cause in (error.__cause__, *inside):
        if cause is not None:
            yield from _all_said(cause)
