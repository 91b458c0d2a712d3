"""Who may reach a running server, and what its answers tell, also those that the application never sees."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graphsvc.snapshot.store import SnapshotStore
from tests.api.test_headers import check_headers
from tests.commands.serving import Serving, serving, until

_THREADS = """
import sys
from pathlib import Path
from graphsvc.commands.webserver import _run_threads, address_of, bind
from graphsvc.config import load_settings
from graphsvc.snapshot.in_use import FixedSnapshot
from graphsvc.snapshot.file import read_snapshot
listener = bind("127.0.0.1", 0, exactly=True)
print("Listening on", address_of(listener), flush=True)
_run_threads(load_settings(), listener, FixedSnapshot(read_snapshot(Path(sys.argv[1]))), None)
"""
"""The web server of machines that cannot fork."""

UNREAD = (
    b"NONSENSE\r\n\r\n", b"GET / HTTP/1.1\r\nHost: localhost\r\nA B: c\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: strange\r\n\r\n",
)
READ = (
    (b"GET /api/v1/gaps", 200), (b"GET /", 200), (b"GET /assets/page.css", 200), (b"GET /nowhere", 404),
    (b"GET /api/v1", 302), (b"HEAD /", 200), (b"POST /gaps", 405), (b"GET /healthz", 200),
)


@pytest.fixture(scope="module")
def file(facts: Path) -> str:
    return str(SnapshotStore(facts / "snapshots").files()[0])


@pytest.fixture(scope="module", params=["processes", "threads"])
def server(request: pytest.FixtureRequest, file: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Host and port of a running server, of both kinds."""
    folder = tmp_path_factory.mktemp("server")
    if request.param == "processes":
        with serving("--snapshot", file, "--port", "0", "--data", str(folder), log=folder / "log") as found:
            until("an answer", lambda: found.ask("/healthz").status == 200, 60)
            yield found.address.removeprefix("http://")
        return
    with subprocess.Popen(
        [sys.executable, "-c", _THREADS, file], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        env={**os.environ, "GRAPHSVC_DATA": str(folder)},
    ) as process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline().split("http://")[1].strip()
        finally:
            process.kill()


def answered(server: str, sent: bytes) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of the answer to some bytes."""
    host, port = server.split(":")
    with socket.create_connection((host, int(port)), timeout=20) as client:
        client.sendall(sent)
        client.shutdown(socket.SHUT_WR)
        got = client.makefile("rb").read()
    head, _, body = got.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    return int(first.split()[1]), dict(line.split(": ", 1) for line in lines), body


@pytest.mark.parametrize(("line", "status"), READ)
def test_every_answer_has_the_headers_and_names_no_server(server: str, line: bytes, status: int) -> None:
    found, headers, _ = answered(server, line + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    assert found == status
    check_headers(headers, line.decode())


@pytest.mark.parametrize("sent", UNREAD, ids=range(len(UNREAD)))
def test_what_cannot_be_read_is_a_problem_with_the_same_headers(server: str, sent: bytes) -> None:
    status, headers, body = answered(server, sent)
    assert 400 <= status <= 501
    assert headers["Content-Type"] == "application/problem+json", body
    check_headers(headers, sent[:40].decode())
    for name in (b"gunicorn", b"waitress", b"Python", b"python"):
        assert name not in body + str(headers).encode()


@pytest.mark.parametrize("host", ["evil.example", "", "localhost\r\nHost: evil.example"])
def test_another_name_reaches_nothing(server: str, host: str) -> None:
    status, _, body = answered(server, f"GET /gaps HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
    assert status in (400, 421)
    assert b"Leeds" not in body


def test_no_header_moves_the_path_or_the_scheme(server: str) -> None:
    for header in ("SCRIPT_NAME: /api", "PATH_INFO: /metrics", "X-Forwarded-Proto: https", "X_FORWARDED_FOR: ::2"):
        sent = f"GET /api/v1/gaps HTTP/1.1\r\nHost: localhost\r\n{header}\r\nConnection: close\r\n\r\n"
        status, _, body = answered(server, sent.encode())
        assert (status, b'"items"' in body) == (200, True), header


def serve(tmp_path: Path, file: str, settings: str, *words: str) -> subprocess.CompletedProcess[str]:
    """`graphsvc serve` that is expected to end at once."""
    config = tmp_path / "config.toml"
    config.write_text(settings)
    return subprocess.run(
        [sys.executable, "-m", "graphsvc", "serve", "--snapshot", file, "--config", str(config), "--port", "0", *words],
        capture_output=True, text=True, timeout=60, check=False,
    )


@pytest.mark.parametrize(("settings", "words"), [
    ("", ("--host", "0.0.0.0")), ("", ("--host", "::")), ("[server]\nhost = '0.0.0.0'\n", ()),  # noqa: S104
])
def test_other_machines_are_let_in_only_where_the_settings_say_who(
    tmp_path: Path, file: str, settings: str, words: tuple[str, ...]
) -> None:
    done = serve(tmp_path, file, settings, *words)
    assert done.returncode == 2
    assert "public = true" in done.stderr
    assert "user_header" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_public_service_without_a_reader_s_own_cypher_starts_and_one_with_it_does_not(
    tmp_path: Path, file: str
) -> None:
    done = serve(tmp_path, file, "[access]\npublic = true\n[cypher]\nenabled = true\n")
    assert done.returncode == 2
    assert "config.toml:4: [cypher] enabled = true is not for everybody" in done.stderr
    (tmp_path / "config.toml").write_text("[access]\npublic = true\n")
    words = ("--snapshot", file, "--config", str(tmp_path / "config.toml"), "--host", "0.0.0.0", "--port", "0")  # noqa: S104
    with serving(*words, log=tmp_path / "log") as public:
        until("an answer", lambda: public.ask("/healthz").status == 200, 60)
        assert public.ask("/api/v1/gaps").status == 200
        assert public.ask("/healthz").data == {"status": "alive", "version": None}
        assert public.ask("/cypher").status == 403


def test_a_user_whom_the_proxy_names_is_let_in(tmp_path: Path, file: str) -> None:
    (tmp_path / "config.toml").write_text("[access]\nuser_header = 'X-User'\neditors = ['ed']\n")
    words = ("--snapshot", file, "--config", str(tmp_path / "config.toml"), "--port", "0")
    with serving(*words, log=tmp_path / "log") as by:
        until("an answer", lambda: by.ask("/healthz").status == 200, 60)
        assert _as(by, "X-User: ed") == 200
        assert _as(by, "X-Other: ed") == 403
        assert _as(by, "X_User: ed") == 403, "a header that looks like it once it was rewritten"
        assert _as(by, "X-User: vic\r\nX-User: ed") == 403


def _as(server: Serving, header: str) -> int:
    host = server.address.removeprefix("http://")
    return answered(host, f"GET /gaps HTTP/1.1\r\nHost: localhost\r\n{header}\r\nConnection: close\r\n\r\n".encode())[0]
