"""Asking a server that just started whether what we set is in force: a name can vanish with a version."""

from __future__ import annotations

from pathlib import Path

from graphsvc.database.address import Address
from graphsvc.database.conf import IN_FORCE
from graphsvc.database.driver import make_driver, neo4j
from graphsvc.database.failures import translated
from graphsvc.database.password import read_password
from graphsvc.database.statements import statement
from graphsvc.errors import DatabaseAway

_BLOCKED = {
    "database/load_from_address": "blocked via the configuration property",
    "database/load_from_file": "allow_csv_import_from_file_urls",
}
"""Statements that must be refused, and what the refusal says: settings named `internal.*` are not listed."""

_PATIENCE = 60.0
"""Seconds that a statement may take on a server that has just started, on a machine that does much else."""


def check_in_force(home: Path, port: int) -> str:
    """Check the settings of an embedded server by asking it, and its fences by trying them.

    Returns
    -------
    str
        The server's version.

    Raises
    ------
    DatabaseAway
        When a setting is not in force, or a fence is open: such a server is not used.
    """
    def asked(name: str) -> neo4j.Query:
        return neo4j.Query(statement(name), timeout=_PATIENCE)

    address = Address(f"bolt://127.0.0.1:{port}", "neo4j", read_password(home), 10.0)
    with translated(address.uri), make_driver(address) as driver, driver.session() as session:
        found = {row["name"]: row["value"] for row in session.run(asked("database/settings"), names=list(IN_FORCE))}
        wrong = [
            f"{name} is {found.get(name)} and not {value}"
            for name, value in IN_FORCE.items()
            if found.get(name) != value
        ]
        for name, expected in _BLOCKED.items():
            try:
                session.run(asked(name), address=f"http://127.0.0.1:{port}/").consume()
                wrong.append(f"{name} was not refused")
            except neo4j.exceptions.ClientError as error:
                if expected not in (error.message or ""):
                    wrong.append(f"{name} was tried: {error.message}")
        if wrong:
            raise DatabaseAway(f"Neo4j runs without what keeps it closed, so it is not used: {'; '.join(wrong)}")
        # Asked once here, so that it is planned before anybody waits for it: the first time takes a second or more.
        session.run(asked("snapshot/revision")).consume()
        version = session.run(asked("database/version")).single(strict=True)["version"]
        return str(version)

