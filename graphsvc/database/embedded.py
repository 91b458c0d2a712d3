"""The embedded Neo4j: one child process for a data folder, shared by all who use it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

from graphsvc.database.address import home_of
from graphsvc.database.endpoint import Endpoint, endpoint_file, processes_of, running, write_endpoint
from graphsvc.database.jars import check_jars, fetch_jars, jars_folder, missing_jars
from graphsvc.database.progress import fetching, starting
from graphsvc.database.swap import heal
from graphsvc.errors import DatabaseAway

if TYPE_CHECKING:
    from types import TracebackType

    from graphsvc.config import Settings

if sys.platform == "win32":
    raise DatabaseAway(
        "the embedded Neo4j runs on Linux and macOS. Here, use another server by [database] uri, the pages of a "
        "server elsewhere, or `graphsvc serve --snapshot FILE`"
    )

from graphsvc.database.launch import end, launch
from graphsvc.database.locks import Holder, SharedHold, exclusive, holders, is_held

_STOPPING = 30.0


class EmbeddedServer:
    """A use of the embedded server of a data folder.

    Using it starts it unless it runs. While it is used nobody stops it; the last user to leave does, unless
    `graphsvc db start` started it. Whoever starts or stops holds another lock, so that there are never two.

    Parameters
    ----------
    settings : Settings
        Where its data lies, where its jars are, and its memory.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.home = home_of(settings.data_dir)
        self._hold = SharedHold(users_lock(self.home))

    def __enter__(self) -> Self:
        self.use()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.leave()

    def use(self, *, kept: bool = False) -> Endpoint:
        """Join the server, or start it when none runs; also after it died.

        Parameters
        ----------
        kept : bool
            Whether a server started here goes on when its last user leaves.

        Raises
        ------
        DatabaseAway
            When it cannot be started.
        """
        with _writing_to(self.home), self._locked_home():
            self._hold.take()
            try:
                return running(self.home) or self._start(kept=kept)
            except BaseException:
                self._hold.give_back()
                raise

    def again(self) -> Endpoint:
        """Start the server again when it died; as `use`, for who holds it already and goes on doing so."""
        with _writing_to(self.home), self._locked_home():
            self._hold.take()
            return running(self.home) or self._start(kept=False)

    @contextmanager
    def alone(self, consequence: str) -> Iterator[None]:
        """Be its only user, who may stop it; nobody joins meanwhile. `use` starts it again.

        Raises
        ------
        DatabaseAway
            When somebody else uses it: who, and `consequence`.
        """
        with starting_or_stopping(self._settings):
            self._hold.give_back()
            try:
                refuse_while_used(self.home, consequence)
                yield
            finally:
                self._hold.take()

    def end_if(self, endpoint: Endpoint) -> None:
        """End a server that does not answer, unless another user of it has done so by now."""
        with starting_or_stopping(self._settings):
            if running(self.home) == endpoint:
                stop_processes(self.home)

    def leave(self) -> None:
        """Stop using it; the last to leave stops the server."""
        if not self.home.exists():
            return
        with _writing_to(self.home), starting_or_stopping(self._settings):
            self._hold.give_back()
            endpoint = running(self.home)
            if endpoint is not None and not endpoint.kept and not is_held(users_lock(self.home)):
                stop_processes(self.home)

    def _start(self, *, kept: bool) -> Endpoint:
        # A server that no endpoint tells of was left by somebody who was killed while starting it.
        for process in processes_of(self.home):
            end(process)
        heal(self.home)
        jars = ready_jars(self._settings)
        with starting():
            return launch(self.home, self._settings.database, jars, kept=kept)

    @contextmanager
    def _locked_home(self) -> Iterator[None]:
        self.home.mkdir(parents=True, exist_ok=True)
        self.home.chmod(0o700)
        with starting_or_stopping(self._settings):
            yield


@contextmanager
def _writing_to(home: Path) -> Iterator[None]:
    """Say a full disk or a closed folder as what it keeps from being done."""
    try:
        yield
    except OSError as error:
        where = error.filename or home
        found = f"the data folder {home} cannot be used: {where}: {error.strerror or error}"
        raise DatabaseAway(found, "`graphsvc doctor` says what can be written there and how much is free") from error


def ready_jars(settings: Settings) -> list[Path]:
    """The jars for a data folder's server, fetched when there are none yet, and checked.

    Raises
    ------
    DatabaseAway
        When they cannot be had, or are not the locked ones.
    """
    folder = jars_folder(settings.database.jars)
    if missing_jars(folder) and not settings.database.jars:
        with fetching() as report:
            fetch_jars(folder, report)
    return check_jars(folder, home_of(settings.data_dir) / "jars.json")


def users_lock(home: Path) -> Path:
    """The file that every user of a home holds."""
    return home / "users.lock"


def starting_or_stopping(settings: Settings) -> AbstractContextManager[None]:
    """Be the only one who starts or stops the server of a data folder."""
    timeout = settings.database.start_timeout + _STOPPING
    return exclusive(home_of(settings.data_dir) / "start.lock", timeout, "starting or stopping Neo4j")


def users(settings: Settings) -> list[Holder]:
    """Processes that use the embedded server of a data folder."""
    return holders(users_lock(home_of(settings.data_dir)))


def stop(settings: Settings) -> bool:
    """Stop the embedded server, also one that `db start` started.

    Returns
    -------
    bool
        Whether there was one.

    Raises
    ------
    DatabaseAway
        When somebody uses it.
    """
    home = home_of(settings.data_dir)
    if not home.exists():
        return False
    with starting_or_stopping(settings):
        refuse_while_used(home, "stays up")
        return stop_processes(home)


def start_kept(settings: Settings) -> Endpoint:
    """Start the server, or join it, so that it goes on until it is stopped by hand. Raises as `EmbeddedServer.use`."""
    server = EmbeddedServer(settings)
    endpoint = server.use(kept=True)
    try:
        if not endpoint.kept:
            endpoint = replace(endpoint, kept=True)
            write_endpoint(endpoint)
        return endpoint
    finally:
        server.leave()


def refuse_while_used(home: Path, consequence: str) -> None:
    """Refuse what needs a server that nobody uses. For who holds the start lock.

    Raises
    ------
    DatabaseAway
        When somebody uses it: who, and `consequence`.
    """
    if is_held(users_lock(home)):
        who = "; ".join(f"process {holder.pid} ({holder.command})" for holder in holders(users_lock(home)))
        raise DatabaseAway(
            f"the database is in use and {consequence}: {who or 'by another process'}. End that first"
        )


def stop_processes(home: Path) -> bool:
    """End every server process of a home, each known by its command and start time. For who holds the start lock."""
    found = processes_of(home)
    for process in found:
        end(process)
    endpoint_file(home).unlink(missing_ok=True)
    return bool(found)
