"""A generator of questions at a rate, whether or not the last one was answered; made to cost little itself."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic

_WITHIN = 30.0
_Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question.

    Attributes
    ----------
    kind : str
        What was asked.
    due : float
        When it was to be sent, in seconds of this machine's clock: waiting to be sent counts as waiting.
    seconds : float
        From then until the whole answer was here.
    status : int
        Of the answer; 0 when there was none.
    """

    kind: str
    due: float
    seconds: float
    status: int


def ask_at_rate(
    port: int, questions: Sequence[tuple[str, str]], begin: float, rate: float, seconds: float
) -> list[Asked]:
    """Ask in turns, from a moment on and for some time. Made to be run in a process of its own.

    Parameters
    ----------
    port : int
        Where the service listens.
    questions : sequence of (str, str)
        Kind and path.
    begin, rate, seconds : float
        When, how many a second and for how long.
    """
    return asyncio.run(_Loop(port).run(questions, begin, rate, seconds))


class _Loop:
    """Keeps connections as a browser does: one that was used before may be gone, and is then replaced."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._free: list[_Connection] = []

    async def run(self, questions: Sequence[tuple[str, str]], begin: float, rate: float, seconds: float) -> list[Asked]:
        tasks = []
        for number in range(int(rate * seconds)):
            due = begin + number / rate
            await asyncio.sleep(max(0.0, due - monotonic()))
            tasks.append(asyncio.create_task(self._one(*questions[number % len(questions)], due)))
        asked = list(await asyncio.gather(*tasks))
        for _, writer in self._free:
            writer.close()
        return asked

    async def _one(self, kind: str, path: str, due: float) -> Asked:
        try:
            status = await asyncio.wait_for(self._ask(path), _WITHIN)
        except (OSError, EOFError, ValueError, TimeoutError):
            status = 0
        return Asked(kind, due, monotonic() - due, status)

    async def _ask(self, path: str) -> int:
        while self._free:
            connection = self._free.pop()
            try:
                return await self._ask_over(connection, path)
            except (OSError, EOFError):
                connection[1].close()
        return await self._ask_over(await asyncio.open_connection("127.0.0.1", self._port), path)

    async def _ask_over(self, connection: _Connection, path: str) -> int:
        reader, writer = connection
        writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        lines = [line.partition(":") for line in head.lower().splitlines()[1:]]
        headers = {name: value.strip() for name, _, value in lines}
        await reader.readexactly(int(headers["content-length"]))
        if headers.get("connection") == "close":
            writer.close()
        else:
            self._free.append(connection)
        return int(head.split(maxsplit=2)[1])
