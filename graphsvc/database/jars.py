"""The jars of Neo4j: a locked list, fetched by jgo into a shared cache, checked before Java starts.

jgo writes checksums and never compares them, so they are compared here: every byte when a jar is new or looks changed,
size and time otherwise.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from filelock import FileLock

from graphsvc.errors import DatabaseAway

_LOCK_FILE = Path(__file__).with_name("jars.lock")
_AT_ONCE = 6
Report = Callable[[int], None]
Progress = Callable[[str, int], AbstractContextManager[Report]]


@dataclass(frozen=True, slots=True)
class Jar:
    """One locked jar."""

    group: str
    artifact: str
    version: str
    classifier: str
    sha256: str
    size: int

    @property
    def name(self) -> str:
        """Its file's name."""
        return "-".join(filter(None, (self.artifact, self.version, self.classifier))) + ".jar"


@cache
def locked_jars() -> tuple[Jar, ...]:
    """Every jar of the lock, in its order."""
    jars = []
    for line in _LOCK_FILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            coordinate, sha256, size = line.split()
            group, artifact, version, classifier = [*coordinate.split(":"), ""][:4]
            jars.append(Jar(group, artifact, version, classifier, sha256, int(size)))
    return tuple(jars)


@cache
def neo4j_version() -> str:
    """The locked version of Neo4j."""
    return next(jar.version for jar in locked_jars() if (jar.group, jar.artifact) == ("org.neo4j", "neo4j"))


def cache_folder() -> Path:
    """Where downloads are shared between clones: `GRAPHSVC_CACHE`, or the platform's folder for caches."""
    if chosen := os.environ.get("GRAPHSVC_CACHE"):
        return Path(chosen).expanduser().absolute()
    if platform.system() == "Darwin":
        return Path.home() / "Library" / "Caches" / "graphsvc"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "graphsvc"


def jars_folder(chosen: str) -> Path:
    """The folder with the jars: the one chosen in the settings, else the one in the cache."""
    return Path(chosen).expanduser().absolute() if chosen else cache_folder() / f"neo4j-{neo4j_version()}"


def fetch_jars(folder: Path, report: Report) -> int:
    """Fetch what a folder lacks of the locked jars, or has with other content.

    Every jar is checked before it gets its name, so a folder never holds half a jar. One process fetches into a
    folder at a time.

    Parameters
    ----------
    folder : pathlib.Path
        Made when missing.
    report : callable
        Told how many bytes more are here, from any thread.

    Returns
    -------
    int
        How many jars were fetched.

    Raises
    ------
    DatabaseAway
        When a jar cannot be fetched, or is not the one that was locked.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / ".lock"), _beside(folder) as beside:
            wanted = [jar for jar in locked_jars() if _fault(folder / jar.name, jar)]
            report(sum(jar.size for jar in locked_jars()) - sum(jar.size for jar in wanted))
            ready = {} if folder == jars_folder("") else _already_cached(wanted)
            for name, path in ready.items():
                shutil.copyfile(path, beside / name)
                (beside / name).replace(folder / name)
                report(path.stat().st_size)
            _download([jar for jar in wanted if jar.name not in ready], beside, folder, report)
            return len(wanted)
    except OSError as error:
        raise DatabaseAway(f"cannot fetch Neo4j into {folder}: {error}") from error


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """A folder for what is not checked yet; those of fetches that were killed are removed. For who holds the lock."""
    for left in folder.glob(".fetch-*"):
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=".fetch-", dir=folder) as made:
        yield Path(made)


def check_jars(folder: Path, receipt: Path) -> list[Path]:
    """Check every locked jar of a folder.

    Parameters
    ----------
    folder : pathlib.Path
        Holds the jars.
    receipt : pathlib.Path
        What was found good before, with size and time; a jar that still looks the same is not read again.

    Returns
    -------
    list of pathlib.Path
        The jars, in the order of the lock.

    Raises
    ------
    DatabaseAway
        When a jar is missing or is not the one that was locked; all of them are named.
    """
    known = _read_receipt(receipt)
    seen, wrong = {}, []
    for jar in locked_jars():
        path = folder / jar.name
        mark = _mark(path, jar)
        if (mark is None or known.get(jar.name) != mark) and (fault := _fault(path, jar)):
            wrong.append(f"{jar.name} {fault}")
            continue
        seen[jar.name] = mark
    if wrong:
        raise DatabaseAway(_refusal(folder, wrong))
    if seen != known:
        receipt.parent.mkdir(parents=True, exist_ok=True)
        beside = receipt.with_suffix(f".{os.getpid()}.tmp")
        beside.write_text(json.dumps(seen), encoding="utf-8")
        beside.replace(receipt)
    return [folder / jar.name for jar in locked_jars()]


def faults(folder: Path) -> list[str]:
    """What is wrong with each locked jar of a folder, every byte read; empty when nothing is."""
    found = ((jar.name, _fault(folder / jar.name, jar)) for jar in locked_jars())
    return [f"{name} {fault}" for name, fault in found if fault]


def missing_jars(folder: Path) -> list[Jar]:
    """Locked jars that a folder has no file for."""
    return [jar for jar in locked_jars() if not (folder / jar.name).is_file()]


def _refusal(folder: Path, wrong: list[str]) -> str:
    shown = "; ".join(wrong[:3]) + (f"; and {len(wrong) - 3} more" if len(wrong) > 3 else "")
    return (
        f"the jars of Neo4j in {folder} are not the locked ones, so Java is not started: {shown}. "
        f"`graphsvc db fetch` fetches them again"
    )


def _mark(path: Path, jar: Jar) -> list[Any] | None:
    """What tells that a jar has not changed since it was read: its sum, place, size and time."""
    try:
        status = path.stat()
    except OSError:
        return None
    return [jar.sha256, str(path), status.st_size, status.st_mtime_ns]


def _read_receipt(receipt: Path) -> dict[str, list[Any]]:
    try:
        read = json.loads(receipt.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}


def _fault(path: Path, jar: Jar) -> str:
    """What is wrong with a file that should be this jar; empty when nothing is."""
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return "is missing"
    except OSError as error:
        return f"cannot be read ({error.strerror})"
    return "" if found == jar.sha256 else f"has SHA-256 {found[:12]}… instead of {jar.sha256[:12]}…"


def _already_cached(wanted: Iterable[Jar]) -> dict[str, Path]:
    cached = jars_folder("")
    return {jar.name: cached / jar.name for jar in wanted if not _fault(cached / jar.name, jar)}


def _download(jars: list[Jar], beside: Path, folder: Path, report: Report) -> None:
    if not jars:
        return
    counting = Lock()

    @contextmanager
    def progress(_name: str, _size: int) -> Iterator[Report]:
        def more(count: int) -> None:
            with counting:
                report(count)

        yield more

    fetch = _Fetch(beside / "repository", folder, progress)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        tasks = [pool.submit(fetch.one, jar) for jar in jars]
        try:
            for task in tasks:
                task.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


class _Fetch:
    """One run of jgo, with the repositories that jgo itself is configured for and without resolving anything."""

    def __init__(self, repository: Path, folder: Path, progress: Progress) -> None:
        from jgo.config import GlobalSettings
        from jgo.constants import MAVEN_CENTRAL_URL
        from jgo.maven import MavenContext, PythonResolver

        self._folder = folder
        self._context = MavenContext(
            resolver=PythonResolver(progress_callback=progress),
            repo_cache=repository,
            remote_repos={"central": MAVEN_CENTRAL_URL, **GlobalSettings.load().repositories},
            timeout=30,
        )

    def one(self, jar: Jar) -> None:
        component = self._context.project(jar.group, jar.artifact).at_version(jar.version)
        try:
            path = component.artifact(jar.classifier, "jar").resolve()
        except (OSError, RuntimeError) as error:  # requests' errors are OSErrors
            raise DatabaseAway(
                f"cannot fetch {jar.name}: {type(error).__name__}. Is there a network, and a proxy set where one is "
                f"needed (HTTPS_PROXY)? Without one, see `graphsvc db fetch --to` and [database] jars"
            ) from error
        if fault := _fault(path, jar):
            raise DatabaseAway(f"{jar.name} as fetched {fault}: refused. Try again, or look at who answers for it")
        path.replace(self._folder / jar.name)
