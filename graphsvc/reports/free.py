"""Cypher that an analyst wrote: looked at first, then run within limits, and every statement logged and audited."""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

import structlog

from graphsvc.audit import Actor, audited
from graphsvc.config import Settings
from graphsvc.database.guard import check_plan, check_statement
from graphsvc.errors import BadInput, CypherOff, GraphsvcError, QueryRefused, StatementRefused
from graphsvc.reports.free_parameters import check_parameters
from graphsvc.reports.run import of_one_load

if TYPE_CHECKING:
    from graphsvc.database.reply import Reply
    from graphsvc.database.session import Database

TURNED_ON = "enabled = true under [cypher] in config.toml turns it on"
"""How whoever runs the service allows it."""

_PLACE = re.compile(r"\s*\(line (\d+), column (\d+) \(offset: \d+\)\)")
_EXPLAIN = len("EXPLAIN ")
"""Stands before the first line while the server plans: its columns are counted with it."""

_FORBIDDEN = ("AccessMode", "NotSystemDatabaseError", "UnsupportedAdministrationCommand", ".Security.")
"""Codes with which the server refuses what it only sees while planning or running."""


@dataclass(frozen=True, slots=True)
class FreeAnswer:
    """What a statement answered.

    Attributes
    ----------
    columns : tuple of str
        As the statement names them.
    rows : tuple of tuple
        Plain values, one for each column.
    truncated : bool
        Whether there were more rows than the limit.
    snapshot : str
        Hash of the facts in the record; empty when nothing was ever loaded.
    sum : str
        SHA-256 of the statement, by which the log knows it.
    seconds : float
        How long it took, with planning.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    truncated: bool
    snapshot: str
    sum: str
    seconds: float


def run_free(
    database: Database, settings: Settings, statement: str, parameters: Mapping[str, object], by: Actor,
    row_limit: int | None = None,
) -> FreeAnswer:
    """Run a statement that only reads.

    Parameters
    ----------
    database : Database
        The record.
    settings : Settings
        Whether it is allowed, and what may be called.
    statement : str
        Cypher.
    parameters : mapping
        What JSON can say. They are not written down: they may name people.
    by : Actor
        Who asks, for the audit log.
    row_limit : int, optional
        Most rows; the settings' `row_limit` at most.

    Raises
    ------
    CypherOff
        The settings do not allow it.
    StatementRefused
        It would do more than read the graph.
    BadInput
        It is no proper Cypher, or a parameter cannot be used.
    DatabaseAway, QueryTimedOut, QueryTooLarge, NotReady
        What went wrong.
    AuditUnwritable
        It could not be written down, and was not run.
    """
    begun, log = perf_counter(), structlog.get_logger("graphsvc.cypher")
    total = hashlib.sha256(statement.encode("utf-8", "surrogatepass")).hexdigest()
    told: dict[str, object] = {"statement": total, "length": len(statement), "outcome": "answered"}
    if by.request_id:
        told["request_id"] = by.request_id
    try:
        check_allowed(settings)
        with audited(settings.data_dir, "cypher", by, sum=total, statement=statement) as entry:
            reply, snapshot = _answered(database, settings, statement, parameters, row_limit)
            counted = {"rows": len(reply.rows), "truncated": reply.truncated}
            entry |= {**counted, "hash": snapshot, "seconds": round(perf_counter() - begun, 3)}
        told |= counted
        return FreeAnswer(reply.columns, reply.rows, reply.truncated, snapshot, total, perf_counter() - begun)
    except BaseException as error:
        told["outcome"] = type(error).__name__
        raise
    finally:
        # A log that cannot be written must not cost the answer.
        with contextlib.suppress(OSError, ValueError):
            log.info("cypher", **told, seconds=round(perf_counter() - begun, 3))


def check_allowed(settings: Settings) -> None:
    """Check that such statements are taken here.

    Raises
    ------
    CypherOff
        The settings do not allow it.
    """
    if not settings.cypher.enabled:
        raise CypherOff(f"Cypher of your own is off here; {TURNED_ON}.")


def _answered(
    database: Database, settings: Settings, statement: str, parameters: Mapping[str, object], row_limit: int | None
) -> tuple[Reply, str]:
    chosen = settings.cypher
    check_statement(statement, chosen.procedures, chosen.statement_limit)
    check_parameters(parameters)
    try:
        check_plan(database.plan(statement, parameters), chosen.procedures)
    except QueryRefused as error:
        raise _refused(error, _EXPLAIN) from error
    try:
        return of_one_load(database, lambda: database.ask(statement, parameters, row_limit=row_limit))
    except QueryRefused as error:
        raise _refused(error, 0) from error


def _refused(error: QueryRefused, before: int) -> GraphsvcError:
    """What the server said of a statement, with the place in it as the analyst wrote it."""
    said = str(error).removeprefix("Neo4j refused the statement: ").removesuffix(f" ({error.code})")
    if any(part in error.code for part in _FORBIDDEN):
        return StatementRefused(f"Neo4j refused it: {said}")
    if "ParameterMissing" in error.code:
        return BadInput(f"a parameter is not given: {said}", "parameters")
    place = _PLACE.search(said)
    if place:
        line, column = int(place[1]), int(place[2])
        column -= before if line == 1 else 0
        said = f"line {line}, column {max(column, 1)}: {_PLACE.sub('', said)}"
    return BadInput(f"the statement cannot be run: {said}", "statement")
