"""The page of briefs: one is asked for, made in the background once, told of while it is made, and kept."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import threading
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from flask.testing import FlaskClient

from graphsvc.app import create_app
from graphsvc.config import Settings
from graphsvc.database.endpoint import started_at
from graphsvc.database.session import Database
from graphsvc.snapshot.in_use import FixedSnapshot
from tests.fixtures.browser import application
from tests.fixtures.facts import seed_snapshot
from tests.web.saying import said

BOARD, CLOSED, TRUST = "GB-NHS-QWO", "GB-NHS-QH8", "GB-NHS-RR8"
ORDER = {"icb": BOARD, "as_at": "2026-11-24", "since": "2025-11-24"}
OLD, FAILED, HALF, NOBODY = "0" * 19 + "a", "0" * 19 + "b", ".half", "0" * 19 + "c"
PRIVATE = "private.txt"


@dataclass(frozen=True)
class Made:
    """A brief that was made through the page, and what the page said meanwhile."""

    client: FlaskClient
    folder: Path
    name: str
    told: list[str]

    @property
    def page(self) -> str:
        """Its address."""
        return f"/brief/{self.name}/"


def settings_of(settings: Settings, folder: Path, *, keep: int = 10, rows: int = 10_000) -> Settings:
    """Those of the record, with a data folder of its own for briefs."""
    return settings.model_copy(update={
        "data_dir": folder, "brief": settings.brief.model_copy(update={"keep": keep}),
        "database": settings.database.model_copy(update={"row_limit": rows}),
    })


def client_of(settings: Settings, database: Database) -> FlaskClient:
    return create_app(settings, FixedSnapshot(seed_snapshot()), lambda: database).test_client()


def status(folder: Path, name: str, state: str, pid: int, started: float) -> None:
    """What a maker told of a brief."""
    told = {"state": state, "about": "Leeds", "step": "Files", "done": 0, "of": 1, "pid": pid, "started": started}
    (folder / f"{name}.json").write_text(json.dumps(told))


def until_ended(client: FlaskClient, address: str) -> list[str]:
    """What the page says until the brief is made or has failed."""
    told = []
    until = time.monotonic() + 300
    while time.monotonic() < until:
        page = client.get(address)
        assert page.status_code == 200
        assert page.headers["Cache-Control"] == "no-store"
        told.append(said(page.text.partition("<main")[2].partition("</main>")[0]))
        if "The brief is being made" not in told[-1]:
            break
        assert "brief.js" in page.text
        time.sleep(0.1)
    for thread in threading.enumerate():
        if thread.name == "brief":
            thread.join(300)
    return told


@pytest.fixture(scope="module")
def made(england: Database, england_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A brief that two asked for at the same moment, on a shelf that keeps one, and that holds old things."""
    data = tmp_path_factory.mktemp("data")
    folder = data / "briefs"
    for one in (OLD, HALF):
        (folder / one).mkdir(parents=True)
    (folder / OLD / "brief.json").write_text("{}")
    status(folder, FAILED, "failed", 1, 0)
    (data / PRIVATE).write_text("private")
    client = client_of(settings_of(england_settings, data, keep=1), england)
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda _: client.application.test_client().post("/brief", data=ORDER), range(2)))
    assert [answer.status_code for answer in answers] == [303, 303], answers[0].text
    addresses = {answer.location for answer in answers}
    assert len(addresses) == 1
    address = addresses.pop()
    return Made(client, folder, address.split("/")[2], until_ended(client, address))


def test_two_who_ask_the_same_get_one_brief_that_is_made_once(made: Made) -> None:
    assert "The brief is made" in made.told[-1], made.told[-1]
    folder = made.folder / made.name
    before = folder.stat()
    again = made.client.post("/brief", data={**ORDER, "icb": "west yorkshire integrated care board"})
    assert (again.status_code, again.location) == (303, made.page)
    assert "The brief is made" in made.client.get(again.location).text
    assert (folder.stat().st_ino, folder.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    told = json.loads((folder / "brief.json").read_text())
    assert (told["scope"]["icb"], told["as_at"], told["since"]) == (BOARD, ORDER["as_at"], ORDER["since"])


def test_its_page_told_how_far_it_was(made: Made) -> None:
    steps = list(dict.fromkeys(made.told))
    assert len(steps) >= 4, steps
    assert any("Figures and paths" in step for step in steps)
    assert all("West Yorkshire ICB, as at 24 November 2026" in step for step in steps)
    assert any(re.search(r"\(\d of \d\)", step) for step in steps)


def test_only_the_last_is_kept_and_nothing_half_written(made: Made) -> None:
    assert {one.name for one in made.folder.iterdir() if one.suffix != ".lock"} == {made.name, f"{made.name}.json"}
    assert made.client.get(f"/brief/{OLD}/").status_code == 404


def test_the_archive_is_the_folder_and_the_same_each_time(made: Made) -> None:
    first, second = (made.client.get(f"/brief/{made.name}.zip") for _ in range(2))
    assert first.status_code == 200
    assert first.data == second.data
    assert first.headers["Content-Disposition"] == f"attachment; filename=brief-{made.name}.zip"
    folder = made.folder / made.name
    lying = (one for one in folder.rglob("*") if one.is_file())
    files = {f"brief/{one.relative_to(folder).as_posix()}": one.read_bytes() for one in lying}
    with zipfile.ZipFile(io.BytesIO(first.data)) as archive:
        assert archive.testzip() is None
        assert {one: archive.read(one) for one in archive.namelist()} == files
        assert {one.external_attr >> 16 for one in archive.infolist()} == {0o644}


def test_each_file_is_served_as_it_lies_in_the_folder(made: Made) -> None:
    folder = made.folder / made.name
    for file in (one for one in folder.rglob("*") if one.is_file()):
        answer = made.client.get(made.page + file.relative_to(folder).as_posix())
        assert (answer.status_code, answer.data) == (200, file.read_bytes()), file
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "script-src" not in answer.headers["Content-Security-Policy"]
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        tag = {"If-None-Match": answer.headers["ETag"]}
        assert made.client.get(answer.request.path, headers=tag).status_code == 304


@pytest.mark.parametrize(
    ("path", "media_type", "saved"),
    [
        ("index.html", "text/html", False), ("style.css", "text/css", False), ("rows/t1.html", "text/html", False),
        ("figures/f1.svg", "image/svg+xml", False), ("figures/f1.png", "image/png", False),
        ("brief.pdf", "application/pdf", True), ("brief.md", "text/markdown", True),
        ("tables/t1.csv", "text/csv", True),
        ("brief.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", True),
        ("brief.json", "application/json", True), ("README.txt", "text/plain", True),
        ("reports/expectation-cells.cypher", "text/plain", True),
        ("tables/t1.csv-metadata.json", "application/json", True),
    ],
)
def test_what_a_browser_cannot_show_is_saved_under_its_name(
    made: Made, path: str, media_type: str, saved: bool
) -> None:
    answer = made.client.get(made.page + path)
    assert answer.mimetype == media_type
    disposition = f"attachment; filename={path.rpartition('/')[2]}" if saved else None
    assert answer.headers.get("Content-Disposition") == disposition


@pytest.mark.parametrize(
    "path",
    [
        "nothing.html", "record", "../", "../asking.lock", "../../private.txt", "%2e%2e/%2e%2e/private.txt",
        "..%2f..%2fprivate.txt", "record/../brief.md", "./brief.md", "/etc/passwd", "%00", "brief.md%00", "rows/",
        "a" * 5000,
    ],
)
def test_nothing_but_its_own_files_is_served(made: Made, path: str) -> None:
    assert (made.folder.parent / PRIVATE).exists()
    answer = made.client.get(made.page + path)
    assert answer.status_code == 404, path
    assert "private" not in answer.text.replace(path, "").replace(PRIVATE, "")


@pytest.mark.parametrize(
    "name",
    [NOBODY, "nobody", "." * 20, "%2e%2e", "..%2f..%2f" + "x" * 14, "asking.lock", "Z" * 20, "%00" * 20, "é" * 20],
)
def test_a_name_that_nobody_gave_is_not_found(made: Made, name: str) -> None:
    for address in (f"/brief/{name}/", f"/brief/{name}.zip", f"/brief/{name}/brief.json", f"/brief/{name}/index.html"):
        assert made.client.get(address).status_code == 404, address


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_page_of_another_site_has_nothing_made(made: Made, headers: dict[str, str]) -> None:
    answer = made.client.post("/brief", data={"as_at": "2026-10-01"}, headers=headers)
    assert answer.status_code == 403
    assert "another site" in said(answer.text)
    assert len([one for one in made.folder.iterdir() if one.is_dir()]) == 1


def test_its_own_form_may_ask(made: Made) -> None:
    headers = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    assert made.client.post("/brief", data=ORDER, headers=headers).location == made.page


@pytest.mark.parametrize(
    ("form", "field", "message"),
    [
        ({"icb": BOARD, "region": "E40000012"}, "region", "a board or a region, not both"),
        ({"icb": "nobody-like-this"}, "icb", "No organisation is called"),
        ({"icb": TRUST}, "icb", "an integrated care board"),
        ({"icb": CLOSED, "as_at": "2026-11-24"}, "icb", "is not open at this date"),
        ({"region": "E12000003"}, "region", "no such place"),
        ({"as_at": "tomorrow"}, "as_at", "“tomorrow” is no day"),
        ({"since": "2026-02-30"}, "since", "“2026-02-30” is no day"),
        ({"as_at": "2025-01-01", "since": "2025-01-01"}, "since", "must be before"),
    ],
)
def test_what_cannot_be_used_is_said_at_its_field(made: Made, form: dict[str, str], field: str, message: str) -> None:
    answer = made.client.post("/brief", data=form)
    assert answer.status_code == 422
    assert f'<a href="#{field}">' in answer.text
    assert re.search(rf'<(input|select)[^>]* id="{field}"', answer.text)
    assert message in said(answer.text)
    assert len([one for one in made.folder.iterdir() if one.is_dir()]) == 1


def test_a_board_that_closed_may_be_asked_for_when_it_was_open(made: Made) -> None:
    page = made.client.get("/brief", query_string={"icb": CLOSED, "as_at": "2025-06-01"})
    assert page.status_code == 200
    assert f'value="{CLOSED}" selected' in page.text
    assert made.client.get("/brief", query_string={"icb": CLOSED, "as_at": "2026-11-24"}).status_code == 422


def test_why_it_could_not_be_made_is_told_and_it_may_be_asked_for_again(
    england: Database, england_settings: Settings, tmp_path: Path
) -> None:
    client = client_of(settings_of(england_settings, tmp_path, rows=1), england)
    address = client.post("/brief", data=ORDER).location
    told = until_ended(client, address)[-1]
    assert "The brief was not made" in told
    assert "has more than 1 row" in told
    # A process that was stopped, and one that has got its number since.
    done = subprocess.Popen(["true"])
    done.wait()
    running = psutil.Process()
    for pid, started in ((done.pid, 0.0), (running.pid, started_at(running) - 60)):
        status(tmp_path / "briefs", address.split("/")[2], "making", pid, started)
        assert "The service was stopped while it was made" in client.get(address).text
    assert client.post("/brief", data=ORDER).location == address
    assert "has more than 1 row" in until_ended(client, address)[-1]


def test_when_several_are_being_made_another_has_to_wait(
    england: Database, england_settings: Settings, tmp_path: Path
) -> None:
    client = client_of(settings_of(england_settings, tmp_path), england)
    (tmp_path / "briefs").mkdir()
    for number in range(3):
        status(tmp_path / "briefs", f"{number:020}", "making", os.getpid(), started_at(psutil.Process()))
    answer = client.post("/brief", data=ORDER)
    assert answer.status_code == 503
    assert "Several briefs are being made" in said(answer.text)
    assert answer.headers["Retry-After"]
    assert client.get(f"/brief/{0:020}/zz").status_code == 404


def test_where_nothing_can_be_written_it_says_so(
    england: Database, england_settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "briefs").write_text("a file")
    answer = client_of(settings_of(england_settings, tmp_path), england).post("/brief", data=ORDER)
    assert answer.status_code == 503
    assert "cannot be written" in said(answer.text)


def test_without_a_record_none_is_made_and_the_page_says_why() -> None:
    client = application(seed_snapshot()).test_client()
    assert client.get("/brief").status_code == 200
    answer = client.post("/brief", data=ORDER)
    assert answer.status_code == 503
    assert "without a database" in said(answer.text)
