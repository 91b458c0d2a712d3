"""The password that the embedded server is given."""

from __future__ import annotations

from pathlib import Path

from graphsvc.database.password import make_password, read_password


def test_a_password_is_letters_and_digits_that_no_tool_takes_for_an_option(tmp_path: Path) -> None:
    for number in range(200):
        home = tmp_path / str(number)
        home.mkdir()
        make_password(home)
        assert read_password(home).isalnum()


def test_a_password_is_made_once(tmp_path: Path) -> None:
    make_password(tmp_path)
    first = read_password(tmp_path)
    make_password(tmp_path)
    assert read_password(tmp_path) == first
