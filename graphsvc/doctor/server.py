"""The database: its process, and what it answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from graphsvc.doctor.finding import Finding
from graphsvc.errors import DatabaseAway, GraphsvcError

if TYPE_CHECKING:
    from graphsvc.config import Settings
    from graphsvc.database.session import Database

_SLOW = 1.0
"""Seconds for the one row of the revision, which is asked for twice a second."""

_BUSY = "see what its machine or the network is busy with; gaps, paths and maps answer on from the snapshot"


def process(settings: Settings) -> Iterator[Finding]:
    """Whether the embedded Neo4j runs, and who uses it."""
    import psutil

    from graphsvc.database.address import home_of
    from graphsvc.database.embedded import users
    from graphsvc.database.endpoint import running

    home = home_of(settings.data_dir)
    endpoint = running(home)
    if endpoint is None:
        yield _not_running(home)
        return
    who = ", ".join(f"{holder.pid} ({holder.command[:60]})" for holder in users(settings)) or "nobody"
    running_as = endpoint.process()
    if running_as is not None and running_as.status() == psutil.STATUS_STOPPED:
        yield Finding("process", "bad", f"process {endpoint.pid} is frozen", f"wake it: kill -CONT {endpoint.pid}")
    else:
        yield Finding("process", "good", f"process {endpoint.pid}; used by {who}")


def _not_running(home: Path) -> Finding:
    from graphsvc.database.endpoint import endpoint_file, processes_of, read_endpoint

    strays, written = processes_of(home), read_endpoint(home)
    mend = "`graphsvc db start`; commands that need it start it too, and `serve` starts it again by itself"
    if strays:
        found = f"process {strays[0].pid} is starting, or was left by somebody who was killed"
        return Finding("process", "note", found, "wait, or use the database: what was left is ended then")
    if written is not None:
        return Finding("process", "note", f"process {written.pid} ended without being stopped: killed, perhaps", mend)
    if endpoint_file(home).exists():
        return Finding("process", "note", f"not running, and {endpoint_file(home)} is damaged", f"nothing: {mend}")
    return Finding("process", "note", "not running", mend)


def answer(settings: Settings) -> Iterator[Finding]:
    """What the database says, how fast, or why it does not answer."""
    from graphsvc.database.address import home_of
    from graphsvc.database.endpoint import running
    from graphsvc.database.revision import revision_of
    from graphsvc.database.session import Database

    embedded = settings.database.embedded
    if embedded and running(home_of(settings.data_dir)) is None:
        return
    with Database(settings) as database:
        try:
            version = database.read("database/version")[0]["version"]
            begun = monotonic()
            newest = database.read("snapshot/revision")
            took = monotonic() - begun
        except DatabaseAway as error:
            usual = "see its process above" if embedded else "see [database] uri, user; GRAPHSVC_DATABASE_PASSWORD"
            yield Finding("answer", "bad", str(error), error.mend or usual)
            return
        except GraphsvcError as error:
            yield Finding("answer", "bad", str(error), _BUSY)
            return
        if not embedded:
            yield from _other_server(database)
    if took > _SLOW:
        yield Finding("answer", "note", f"Neo4j {version} is slow: {took:.1f} s for one row", _BUSY)
    elif not newest:
        yield Finding("answer", "note", f"Neo4j {version}, nothing loaded yet", "`graphsvc load seed`")
    else:
        revision = revision_of(newest[0])
        yield Finding("answer", "good", f"Neo4j {version}, revision {revision.number}, hash {revision.hash[:12]}")


def _other_server(database: Database) -> Iterator[Finding]:
    """A server that is not ours may hold a caller longer, and may fetch what a statement names."""
    from graphsvc.database.conf import IN_FORCE

    names = [name for name in IN_FORCE if "keep_alive" in name or "csv" in name]
    try:
        found = {row["name"]: row["value"] for row in database.read("database/settings", names=names)}
    except GraphsvcError:
        yield Finding("settings", "note", "the server does not show its settings to this user")
        return
    wrong = [name for name in names if found.get(name) != IN_FORCE[name]]
    if wrong:
        wanted = ", ".join(f"{name}={IN_FORCE[name]}" for name in wrong)
        yield Finding("settings", "note", "frozen, it would hold callers; or it reads files", f"set there: {wanted}")
    else:
        yield Finding("settings", "good", "as the embedded server's")
