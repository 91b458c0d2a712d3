"""What a terminal shows while something takes its time: a bar on stderr after a second, and nothing in its way."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from threading import Thread

import pytest

from graphsvc.config import DATA_VARIABLE, Settings, load_settings
from graphsvc.database import open_database
from graphsvc.database.address import current_address
from graphsvc.database.driver import make_driver
from graphsvc.database.session import Database
from graphsvc.ingest.load import load
from tests.commands.serving import until
from tests.record.folders import SEED, changed_seed, seed_rows, write_rows

pytestmark = pytest.mark.timeout(300)

_BAR = "━"
_AFTER = 1.0
_SOON = 0.75
_GRAPHSVC = ("-m", "graphsvc")

_TOLD = """
import sys, time
from graphsvc.commands.progress import progress
with progress() as on_step:
    for what, done, of, seconds in {steps}:
        on_step(what, done, of)
        time.sleep(seconds)
print("done")
"""
"""Progress of steps that take as long as they are told to."""

_SLOW = """
import time
from graphsvc import cli
from graphsvc.ingest import plan as loading
check = loading.check_tables
def slowly(*args, **kwargs):
    time.sleep(1.2)
    merged = check(*args, **kwargs)
    time.sleep(0.5)
    return merged
loading.check_tables = slowly
cli.main()
"""
"""The command, with checks that take over a second."""


class Terminal:
    """A Python program whose stderr and stdin are a terminal of 80 columns, and whose stdout is a file.

    Leaving it waits for the program's end, and ends it when it does not come.
    """

    def __init__(self, *words: str, output: Path, data: Path | None = None) -> None:
        self.drawn: list[tuple[float, bytes]] = []
        self._output = output
        self._keyboard, end = pty.openpty()
        termios.tcsetwinsize(end, (24, 80))
        with output.open("wb") as file:
            self.process = subprocess.Popen(
                [sys.executable, *words], stdin=end, stderr=end, stdout=file, env=_environment(data),
                start_new_session=True,
            )
        os.close(end)
        self._reader = Thread(target=self._read)
        self._reader.start()

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            self.process.wait(0.1 if kind else 120)
        finally:
            if self.process.poll() is None:
                self.process.terminate()
                self.process.wait(60)
            self._reader.join(10)
            os.close(self._keyboard)

    def _read(self) -> None:
        while True:
            try:
                read = os.read(self._keyboard, 65536)
            except OSError:  # Linux's way of saying that nobody holds the other end
                return
            if not read:
                return
            self.drawn.append((time.monotonic(), read))

    @property
    def text(self) -> str:
        """All that was drawn, as it was drawn but for the colours."""
        drawn = b"".join(read for _, read in list(self.drawn)).decode(errors="replace")
        return re.sub(r"\x1b\[[0-9;]*m", "", drawn)

    @property
    def out(self) -> str:
        """What went to stdout."""
        return self._output.read_text()

    def type(self, text: str) -> None:
        """Type on its keyboard."""
        os.write(self._keyboard, text.encode())

    def first(self, text: str) -> float:
        """Seconds from the first thing drawn to a text."""
        seen = b""
        for moment, read in self.drawn:
            seen += read
            if text.encode() in seen:
                return moment - self.drawn[0][0]
        raise AssertionError(f"{text!r} was not drawn: {self.text[-500:]!r}")


def screen(text: str) -> list[str]:
    """Lines that a terminal shows in the end: what was written over or wiped is gone."""
    lines, row, column = [""], 0, 0
    for part in re.findall(r"\x1b\[[?0-9;]*[A-Za-z]|\r|\n|[^\x1b\r\n]+", text):
        if part == "\r":
            column = 0
        elif part == "\n":
            row += 1
            lines += [""] * (row + 1 - len(lines))
        elif part.startswith("\x1b"):
            if part == "\x1b[2K":
                lines[row] = ""
            elif part.endswith("A"):
                row = max(row - int(part[2:-1] or 1), 0)
            else:
                assert part[-1] in "hl", f"{part!r} is not understood here"
        else:
            lines[row] = lines[row].ljust(column)[:column] + part + lines[row][column + len(part):]
            column += len(part)
    return lines


def run(*words: str, data: Path) -> subprocess.CompletedProcess[str]:
    """A program of which nothing is a terminal."""
    return subprocess.run(
        [sys.executable, *words], env=_environment(data), capture_output=True, text=True, check=False, timeout=120
    )


def _environment(data: Path | None) -> Mapping[str, str]:
    left = ("COLUMNS", "LINES", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "NO_COLOR")
    given = {name: value for name, value in os.environ.items() if name not in left}
    return given | {"TERM": "xterm-256color"} | ({DATA_VARIABLE: str(data)} if data else {})


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return load_settings(data=tmp_path_factory.mktemp("progress"))


@pytest.fixture(scope="module")
def database(settings: Settings) -> Iterator[Database]:
    """A database that is up, so that commands need not wait for it."""
    with open_database(settings) as database:
        yield database


@pytest.fixture
def empty(settings: Settings, database: Database) -> None:
    """A record in which nothing was ever loaded."""
    with make_driver(current_address(settings)) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n")


@pytest.fixture
def seeded(settings: Settings, database: Database) -> None:
    """The seed and nothing else."""
    load(database, SEED, settings, replace=True)


@pytest.fixture
def fewer(tmp_path: Path) -> Path:
    """A folder that lacks three partnerships."""
    write_rows(tmp_path / "fewer", "relationships", seed_rows("relationships")[3:])
    return tmp_path / "fewer"


@pytest.fixture
def told(tmp_path: Path) -> Callable[..., Terminal]:
    """Progress of a few steps (name, done, of, seconds) at a terminal."""

    def told(*steps: tuple[str, int, int, float]) -> Terminal:
        with Terminal("-c", _TOLD.format(steps=steps), output=tmp_path / "out") as terminal:
            pass
        assert (terminal.process.returncode, terminal.out) == (0, "done\n"), terminal.text
        return terminal

    return told


def test_what_takes_less_than_a_second_draws_no_bar(told: Callable[..., Terminal]) -> None:
    terminal = told(("first", 0, 2, 0.3), ("second", 1, 2, 0.3))
    assert _BAR not in terminal.text
    assert "".join(screen(terminal.text)).strip() == ""


def test_a_bar_is_drawn_after_a_second_and_wiped_in_the_end(told: Callable[..., Terminal]) -> None:
    terminal = told(*(("load/within", done, 20, 0.1) for done in range(20)))
    assert 0.9 * _AFTER < terminal.first(_BAR) < _AFTER + _SOON
    assert re.search(r"within +━.* +\d+/20", terminal.text)
    assert "".join(screen(terminal.text)).strip() == ""


def test_a_bar_is_drawn_while_one_step_takes_long(told: Callable[..., Terminal]) -> None:
    terminal = told(("read the record", 0, 1, 3.0), ("check", 1, 1, 0.0))
    assert 0.9 * _AFTER < terminal.first(_BAR) < _AFTER + _SOON


def test_loading_the_seed_shows_how_far_it_is_and_keeps_stdout_clean(
    settings: Settings, empty: None, tmp_path: Path
) -> None:
    words = [*_GRAPHSVC, "load", str(SEED), "--format", "json"]
    with Terminal(*words, output=tmp_path / "out", data=settings.data_dir) as terminal:
        pass
    assert terminal.process.returncode == 0, terminal.text
    assert json.loads(terminal.out)["written"]
    print(f"a bar after {terminal.first(_BAR):.2f} s of {terminal.drawn[-1][0] - terminal.drawn[0][0]:.2f} s")
    assert terminal.first(_BAR) > 0.9 * _AFTER
    assert re.search(r"organisations +━.* +[12]\d{3}/2835", terminal.text)
    assert "".join(screen(terminal.text)).strip() == ""
    # Nobody lost the cursor.
    assert terminal.text.rindex("\x1b[?25h") > terminal.text.rindex("\x1b[?25l")


def test_nothing_is_drawn_when_stderr_is_no_terminal(settings: Settings, seeded: None, tmp_path: Path) -> None:
    begun = time.monotonic()
    done = run("-c", _SLOW, "load", str(changed_seed(tmp_path / "changed")), data=settings.data_dir)
    assert time.monotonic() - begun > _AFTER
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout
    assert _BAR not in done.stdout
    assert "Revision" in done.stdout


@pytest.mark.parametrize(("answer", "code"), [("y", 0), ("n", 2)])
def test_a_question_is_not_drawn_over(
    settings: Settings, seeded: None, fewer: Path, tmp_path: Path, answer: str, code: int
) -> None:
    question = "Remove 3 rows from the record? [y/N]: "
    words = ["-c", _SLOW, "load", str(fewer), "--replace"]
    with Terminal(*words, output=tmp_path / "out", data=settings.data_dir) as terminal:
        until("the question", lambda: terminal.text.endswith(question), 60)
        assert _BAR in terminal.text
        time.sleep(1.5)
        assert terminal.text.endswith(question)
        assert _BAR not in "".join(screen(terminal.text))
        terminal.type(f"{answer}\n")
    assert terminal.process.returncode == code
    shown = [line.rstrip() for line in screen(terminal.text)]
    for line in (*(f"removed in relationships.csv: P0000{number}" for number in (1, 2, 3)), question + answer):
        assert line in shown
    assert _BAR not in "".join(shown)
    assert ("1,588" in terminal.out) == (answer == "y")
    assert "\x1b" not in terminal.out


@pytest.mark.slow
def test_serve_shows_how_far_it_is_while_it_loads_the_seed(tmp_path: Path) -> None:
    words = [*_GRAPHSVC, "serve", "--port", "0"]
    with Terminal(*words, output=tmp_path / "out", data=tmp_path / "data") as terminal:
        until("the seed", lambda: "Loaded 2,835 organisations" in terminal.out, 240)
        terminal.process.send_signal(signal.SIGTERM)
    assert terminal.process.returncode == 0
    assert re.search(r"organisations +━.* +[12]\d{3}/2835", terminal.text)
    assert _BAR not in "".join(screen(terminal.text))
    assert "\x1b" not in terminal.out
