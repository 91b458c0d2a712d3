"""A client's connection that is waited for so long and no longer."""

from __future__ import annotations

import contextlib
import errno
import socket
from collections.abc import Iterator
from time import monotonic
from typing import TYPE_CHECKING

from werkzeug.exceptions import RequestTimeout

from graphsvc.limits import RECEIVE_SECONDS, SEND_SECONDS

if TYPE_CHECKING:
    from typing_extensions import Buffer

_LINGER = 1.0


class Connection(socket.socket):
    """A socket that ends what blocks: who sends or takes a byte now and then must not hold a thread for ever."""

    _until = 0.0

    def begin(self) -> None:
        """A request begins: all of it has to come from now on."""
        self._until = monotonic() + RECEIVE_SECONDS

    def recv(self, size: int, flags: int = 0, /) -> bytes:
        """Bytes of the request.

        Raises
        ------
        RequestTimeout
            When its time is over.
        """
        if self.gettimeout() is not None:
            return super().recv(size, flags)
        try:
            with self._within(self._until - monotonic()):
                return super().recv(size, flags)
        except TimeoutError:
            raise RequestTimeout from None

    def sendall(self, data: Buffer, flags: int = 0, /) -> None:
        """Bytes of the answer; a client that does not take them is treated as one that went away."""
        if self.gettimeout() is not None:
            super().sendall(data, flags)
            return
        try:
            with self._within(SEND_SECONDS):
                super().sendall(data, flags)
        except TimeoutError:
            raise ConnectionResetError(errno.ECONNRESET, "the client does not take its answer") from None

    def part(self) -> None:
        """End it so that what was sent arrives: what the client still sends is taken, for a moment."""
        until = monotonic() + _LINGER
        with contextlib.suppress(OSError):
            self.shutdown(socket.SHUT_WR)
            while (left := until - monotonic()) > 0:
                self.settimeout(left)
                if not super().recv(65_536):
                    break
        self.close()

    @contextlib.contextmanager
    def _within(self, seconds: float) -> Iterator[None]:
        if seconds <= 0:
            raise TimeoutError
        self.settimeout(seconds)
        try:
            yield
        finally:
            self.settimeout(None)
