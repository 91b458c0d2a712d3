"""Settings: what is wrong is named with its file and line; secrets come from the environment only."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphsvc.config import Settings, load_settings
from graphsvc.errors import BadInput


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("GRAPHSVC_CONFIG", "GRAPHSVC_DATA", "GRAPHSVC_DATABASE_PASSWORD"):
        monkeypatch.delenv(variable, raising=False)


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "settings.toml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("# note\n\n[server]\nhsot = '0.0.0.0'\n", 4, "hsot is not a setting of [server]; did you mean host?"),
        ("[server]\nport = 80\n\n[sever]\nport = 1\n", 4, "sever is not a section; did you mean server?"),
        ("[server]\nport = 70000\n", 2, "server.port = 70000: Input should be less than or equal to 65535"),
        ("[load]\nbatch = 10\n[server]\nworkers = '2'\n", 4, "server.workers = '2': Input should be a valid integer"),
        ("[questions]\nk = true\n", 2, "questions.k = True"),
        ("server.port = -1\n", 1, "server.port = -1"),
        ("port = 80\n", 1, "port is not a section"),
        ("server = 1\n", 1, "server is a section: write [server]"),
        ("[logging]\nlevel = 'loud'\n", 2, "'debug', 'info', 'warning' or 'error'"),
        ("[database]\nheap = 'much'\n", 2, "database.heap = 'much'"),
        ("[database]\nuri = 'http://host'\n", 2, "database.uri = 'http://host'"),
        ("[questions]\n# fewer\nk = 9\nk_limit = 5\n", 3, "k must not be above k_limit (5)"),
        ("[questions]\nmax_hops_limit = 11\n", 2, "questions.max_hops_limit = 11"),
        ("[access]\npublic = true\nuser_header = 'X-User'\n", 2, "leave user_header empty, or public false"),
        ("[access]\n\nanalysts = ['ann']\n", 3, "analysts says nothing without user_header"),
        ("[access]\ngroups_header = 'X-Groups'\n", 2, "groups_header says nothing without user_header"),
        ("[access]\nuser_header = 'X-User'\neditors = ['group:a']\n", 3, "editors has a group: groups_header says"),
        ("[access]\nuser_header = 'X_User'\n", 2, "access.user_header = 'X_User'"),
        ("[access]\ntrusted_proxies = ['proxy']\n", 2, "'proxy' is neither an address nor a network"),
        ("[access]\ntrusted_proxies = ['0.0.0.0/0']\n", 2, "'0.0.0.0/0' is everybody"),
        ("[access]\nhosts = ['https://a.example']\n", 2, "without scheme and port"),
        ("[cypher]\nenabled = true\n[access]\npublic = true\n", 2, "enabled = true is not for everybody"),
        ("[server]\nport = \n", 2, "not valid TOML"),
        ("[server]\nport = 1\nport = 2\n", 3, "not valid TOML"),
        ("[server\n", 1, "not valid TOML"),
    ],
)
def test_a_fault_is_named_with_its_file_and_line(tmp_path: Path, text: str, line: int, says: str) -> None:
    file = written(tmp_path, text)
    with pytest.raises(BadInput) as caught:
        load_settings(file)
    assert str(caught.value).startswith(f"{file}:{line}: ")
    assert says in str(caught.value)


def test_all_faults_are_named_at_once(tmp_path: Path) -> None:
    file = written(tmp_path, "[server]\nport = -1\nworkers = 0\n[load]\nbatch = 0\n")
    with pytest.raises(BadInput) as caught:
        load_settings(file)
    assert [part.split(":")[1] for part in str(caught.value).splitlines()] == ["2", "3", "5"]


@pytest.mark.parametrize("key", ["password", "database_password", "secret", "auth_token"])
def test_a_secret_in_the_file_is_refused_with_the_variable_to_use(tmp_path: Path, key: str) -> None:
    file = written(tmp_path, f"[database]\nuser = 'me'\n{key} = 'hunter2'\n")
    with pytest.raises(BadInput) as caught:
        load_settings(file)
    assert str(caught.value).startswith(f"{file}:3: ")
    assert "GRAPHSVC_DATABASE_PASSWORD" in str(caught.value)
    assert "hunter2" not in str(caught.value)


def test_a_secret_in_the_address_is_refused_and_not_repeated(tmp_path: Path) -> None:
    file = written(tmp_path, "[database]\nuri = 'neo4j://me:hunter2@host'\n")
    with pytest.raises(BadInput) as caught:
        load_settings(file)
    assert "GRAPHSVC_DATABASE_PASSWORD" in str(caught.value)
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize(
    ("uri", "why"),
    [
        ("http://host", "begins with one of"), ("bolt://", "begins with one of"), ("bolt://host:99999", "up to 65535"),
        ("neo4j+s://host/path?x=1", "nothing after that"),
    ],
)
def test_an_address_that_cannot_be_one_is_refused_with_its_line(tmp_path: Path, uri: str, why: str) -> None:
    file = written(tmp_path, f"[database]\nuri = '{uri}'\n")
    with pytest.raises(BadInput) as caught:
        load_settings(file)
    assert str(caught.value).startswith(f"{file}:2: ")
    assert why in str(caught.value)


@pytest.mark.parametrize("uri", ["bolt://127.0.0.1:7687", "neo4j+s://graph.example.org", "bolt+ssc://[::1]:7687/"])
def test_an_address_of_another_server_is_taken(tmp_path: Path, uri: str) -> None:
    assert load_settings(written(tmp_path, f"[database]\nuri = '{uri}'\n")).database.uri == uri


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("[server]\nbatch = 3\n", 2, "batch is not a setting of [server]: it belongs to [load]"),
        ("[questions]\nmax_hops = 3\nk = 25\n", 3, "k must not be above k_limit"),
    ],
)
def test_a_misplaced_key_and_a_contradiction_are_named_with_their_line(
    tmp_path: Path, text: str, line: int, said: str
) -> None:
    file = written(tmp_path, text)
    with pytest.raises(BadInput) as caught:
        load_settings(file)
    assert str(caught.value).startswith(f"{file}:{line}: ")
    assert said in str(caught.value)


def test_the_password_comes_from_the_environment_and_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPHSVC_DATABASE_PASSWORD", "hunter2")
    settings = load_settings()
    assert settings.database_password is not None
    assert settings.database_password.get_secret_value() == "hunter2"
    assert "hunter2" not in repr(settings)


@pytest.mark.parametrize("key", ["data_dir", "database_password"])
def test_what_is_not_a_setting_of_the_file_is_unknown_there(tmp_path: Path, key: str) -> None:
    file = written(tmp_path, f"{key} = 'x'\n")
    with pytest.raises(BadInput, match=key):
        load_settings(file)


def test_the_option_comes_before_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    by_option = written(tmp_path, "[server]\nport = 1\n")
    by_environment = tmp_path / "other.toml"
    by_environment.write_text("[server]\nport = 2\n", encoding="utf-8")
    monkeypatch.setenv("GRAPHSVC_CONFIG", str(by_environment))
    monkeypatch.setenv("GRAPHSVC_DATA", str(tmp_path / "environment"))
    assert load_settings().server.port == 2
    assert load_settings().data_dir == tmp_path / "environment"
    assert load_settings(by_option, tmp_path / "option").server.port == 1
    assert load_settings(by_option, tmp_path / "option").data_dir == tmp_path / "option"


def test_the_data_folder_is_in_the_working_directory_by_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_settings().data_dir == tmp_path / ".graphsvc"


def test_the_file_that_comes_with_the_package_says_the_defaults() -> None:
    defaults = Settings().model_dump(exclude={"data_dir"})
    assert load_settings().model_dump(exclude={"data_dir"}) == defaults


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", None])
def test_a_file_that_cannot_be_read_is_bad_input(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "settings.toml"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(BadInput, match=r"settings\.toml"):
        load_settings(file)
