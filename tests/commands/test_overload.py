"""`serve` with more asked of it than it answers at once, and with clients that hold it up."""

from __future__ import annotations

import json
import select
import socket
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from graphsvc import limits
from graphsvc.api.problems import BUSY, PROBLEM_TYPES
from graphsvc.snapshot.store import SnapshotStore
from tests.commands.serving import Serving, serving, until

pytestmark = pytest.mark.timeout(300)

_PLACES = 3
_CALL = "/api/v1/organisations/GB-NHS-RR8/gaps"
_PAGE = "/organisations/GB-NHS-RR8"
_AT_ONCE = 5.0
"""Seconds that tell an answer at once from one that waits for a place, on a machine that does much else."""
_CONTENT = b'{"statement": "RETURN 1"}'
_KNOWN = {problem.address: problem for problem in PROBLEM_TYPES}


@pytest.fixture(scope="module")
def server(facts: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """One process with three places, where Cypher is allowed, so that content is read."""
    folder = tmp_path_factory.mktemp("overload")
    config = folder / "config.toml"
    config.write_text(f"[server]\nworkers = 1\nconcurrency = {_PLACES}\n[cypher]\nenabled = true\n")
    file = str(SnapshotStore(facts / "snapshots").files()[0])
    words = ("--snapshot", file, "--port", "0", "--config", str(config), "--data", str(folder))
    with serving(*words, log=folder / "log") as found:
        until("an answer", lambda: found.ask(_CALL).status == 200, 60)
        yield found


def _connected(server: Serving) -> socket.socket:
    host, port = server.address.removeprefix("http://").split(":")
    return socket.create_connection((host, int(port)), timeout=60)


def _slow(server: Serving) -> socket.socket:
    """A request that is being answered, and whose content is still to come."""
    client = _connected(server)
    head = f"Host: localhost\r\nContent-Type: application/json\r\nContent-Length: {len(_CONTENT)}\r\n"
    client.sendall(f"POST /api/v1/cypher HTTP/1.1\r\n{head}Connection: close\r\n\r\n".encode())
    return client


def _take_all_places(server: Serving, stack: ExitStack) -> list[socket.socket]:
    """As many requests that are being answered as there are places; one that found none is replaced by another."""
    slow: list[socket.socket] = []

    def taken() -> bool:
        slow[:] = [client for client in slow if not select.select([client], [], [], 0)[0]]
        slow.extend(stack.enter_context(closing(_slow(server))) for _ in range(_PLACES - len(slow)))
        return server.ask(_CALL).status == 503

    until("all places taken", taken, limits.RECEIVE_SECONDS / 2)
    return slow


def _answer(client: socket.socket) -> tuple[int, dict[str, object]]:
    """Status and content of what a client is sent until the connection ends."""
    head, _, body = client.makefile("rb").read().partition(b"\r\n\r\n")
    return int(head.split()[1]), json.loads(body)


def test_one_too_many_is_told_at_once_and_probes_and_those_who_have_a_place_are_answered(server: Serving) -> None:
    with ExitStack() as stack:
        slow = _take_all_places(server, stack)
        refused = [server.ask(_CALL) for _ in range(10)]
        for reply in refused:
            assert (reply.status, reply.headers["Retry-After"]) == (503, "1")
            assert _KNOWN[reply.data["type"]] is BUSY
            assert reply.seconds < _AT_ONCE
        page = server.ask(_PAGE)
        assert (page.status, page.headers["Retry-After"]) == (503, "1")
        assert "Many people are asking" in page.body.decode()
        for probe in ("/healthz", "/readyz", "/metrics"):
            assert server.ask(probe).status == 200
        for client in slow:
            client.sendall(_CONTENT)
        # It is answered from a file, so there is no database to run the statement in.
        assert {_answer(client)[1]["type"] for client in slow} == {"/api/v1/problems#database-away"}
    assert [server.ask(_CALL).status for _ in range(2 * _PLACES)] == [200] * 2 * _PLACES


def test_many_at_once_are_all_answered_soon_and_none_fails(server: Serving) -> None:
    with ThreadPoolExecutor(60) as pool:
        replies = list(pool.map(server.ask, [_PAGE] * 60, [60.0] * 60))
    counts = Counter(reply.status for reply in replies)
    assert set(counts) <= {200, 503}
    assert counts[200] >= _PLACES
    assert {reply.headers.get("Retry-After") for reply in replies if reply.status == 503} <= {"1"}
    assert server.ask(_PAGE).status == 200


def test_who_connects_and_says_nothing_or_half_of_it_holds_nobody_up(server: Serving) -> None:
    with ExitStack() as stack:
        for word in (b"", b"GET /api/v1/gaps HT"):
            for _ in range(20 if not word else _PLACES):
                stack.enter_context(closing(_connected(server))).sendall(word)
        reply = server.ask(_CALL)
        assert reply.status == 200
        assert reply.seconds < _AT_ONCE


def test_who_does_not_hang_up_holds_nobody_up(server: Serving) -> None:
    with ExitStack() as stack:
        for _ in range(_PLACES + 1):
            client = stack.enter_context(closing(_connected(server)))
            client.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        begun = time.monotonic()
        assert server.ask("/healthz").status == 200
        assert time.monotonic() - begun < _AT_ONCE


@pytest.mark.parametrize("begun", [b"GET /api/v1/gaps HTTP/1.1\r\nHost: ", b""])
def test_a_request_that_does_not_come_in_time_is_a_problem(server: Serving, begun: bytes) -> None:
    with closing(_connected(server) if begun else _slow(server)) as client:
        client.sendall(begun)
        status, problem = _answer(client)
    assert (status, problem["type"]) == (408, "/api/v1/problems#request-timed-out")
    assert f"{limits.RECEIVE_SECONDS:g} seconds" in str(problem["detail"])
    assert server.ask(_CALL).status == 200


@pytest.mark.parametrize(
    ("head", "status", "name"),
    [
        (f"X-Long: {'x' * (limits.LONGEST_HEADER + 1)}\r\n", 431, "headers-too-large"),
        ("".join(f"X-{n}: x\r\n" for n in range(limits.MOST_HEADERS + 1)), 431, "headers-too-large"),
        ("no header\r\n", 400, "bad-request"),
    ],
)
def test_headers_that_cannot_be_read_are_a_problem(server: Serving, head: str, status: int, name: str) -> None:
    with closing(_connected(server)) as client:
        client.sendall(f"GET {_CALL} HTTP/1.1\r\nHost: localhost\r\n{head}\r\n".encode())
        found, problem = _answer(client)
    assert (found, problem["type"]) == (status, f"/api/v1/problems#{name}")
    # It never reached the application, and is counted and logged as any other.
    assert str(problem["request_id"]) in server.output
    assert f'graphsvc_problems_total{{problem="{name}"}}' in server.ask("/metrics").body.decode()


def test_as_many_headers_as_are_read_are_read(server: Serving) -> None:
    longest = f"X-Long: {'x' * (limits.LONGEST_HEADER - 20)}\r\n"
    head = "".join(f"X-{n}: x\r\n" for n in range(limits.MOST_HEADERS - 3)) + longest
    with closing(_connected(server)) as client:
        client.sendall(f"GET {_CALL} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{head}\r\n".encode())
        assert client.makefile("rb").read().startswith(b"HTTP/1.1 200")
