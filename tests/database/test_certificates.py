"""A server that speaks TLS: what is wrong with its certificate is said, and what to do about it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr

from graphsvc.config import Settings
from graphsvc.database.address import current_address
from graphsvc.database.session import Database
from graphsvc.doctor.examination import examine
from graphsvc.errors import DatabaseAway
from tests.database.conftest import settings_in
from tests.fixtures.relay import certificate_file, relaying

TRUSTED = "SSL_CERT_FILE"


def over_tls(settings: Settings, folder: Path, uri: str) -> Settings:
    """Settings for the shared server at an address of a test's own."""
    password = SecretStr(current_address(settings).password)
    return settings_in(folder, uri=uri).model_copy(update={"database_password": password})


def port_of(settings: Settings) -> int:
    """Where the shared server answers."""
    return int(current_address(settings).uri.rpartition(":")[2])


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
@pytest.mark.parametrize(
    ("certificate", "trusted", "found", "mend"),
    [
        ("own", "other", "its certificate is not trusted", "SSL_CERT_FILE; bolt+ssc:// and neo4j+ssc://"),
        ("expired", "expired", "its certificate has expired", "have it renewed"),
        ("early", "early", "its certificate is not valid yet", "this machine's clock"),
        ("other", "other", "its certificate is another name's", "use the name that stands in the certificate"),
    ],
)
def test_what_is_wrong_with_a_certificate_is_said_with_what_to_do(
    scheme: str, certificate: str, trusted: str, found: str, mend: str, settings: Settings, database: Database,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(TRUSTED, str(certificate_file(trusted)))
    with relaying(port_of(settings), certificate) as relay:
        chosen = over_tls(settings, tmp_path, f"{scheme}+s://localhost:{relay.port}")
        with Database(chosen) as asked, pytest.raises(DatabaseAway) as error:
            asked.revision()
        (answer,) = (finding for finding in examine(chosen) if finding.subject == "answer")
    assert f"localhost:{relay.port} does not answer: {found}" in str(error.value)
    assert mend in error.value.mend
    assert (answer.state, answer.found.endswith(found), mend in answer.mend) == ("bad", True, True)


@pytest.mark.parametrize("scheme", ["bolt+s", "bolt+ssc"])
def test_a_certificate_is_taken_once_its_authority_is_named_and_one_signed_by_itself_where_that_is_said(
    scheme: str, settings: Settings, database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(TRUSTED, str(certificate_file("own" if scheme == "bolt+s" else "other")))
    with relaying(port_of(settings), "own") as relay:
        chosen = over_tls(settings, tmp_path, f"{scheme}://localhost:{relay.port}")
        with Database(chosen) as asked:
            assert asked.read("database/version")[0]["version"].startswith("5.26")


def test_a_server_that_wants_tls_and_is_asked_without_is_named(
    settings: Settings, database: Database, tmp_path: Path
) -> None:
    with relaying(port_of(settings), "own") as relay:
        chosen = over_tls(settings, tmp_path, f"bolt://localhost:{relay.port}")
        with Database(chosen) as asked, pytest.raises(DatabaseAway, match="wants TLS") as error:
            asked.revision()
    assert error.value.mend == "try an address with +s"
