"""Neo4j's own importer: files into a fresh home that no server runs in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from graphsvc.database.address import home_of
from graphsvc.database.conf import write_conf
from graphsvc.database.embedded import ready_jars
from graphsvc.database.java import administer

if TYPE_CHECKING:
    from graphsvc.config import Settings

NAME = "neo4j"
"""The one database that Neo4j Community has."""

_TIMEOUT = 3600.0


def import_files(
    settings: Settings, folder: Path, nodes: Sequence[tuple[str, str]], links: Sequence[tuple[str, str]], *,
    several_lines: bool,
) -> None:
    """Make a store of files in the form of Neo4j's importer.

    Parameters
    ----------
    settings : Settings
        Of a data folder whose home is empty.
    folder : pathlib.Path
        Where the files are.
    nodes, links : sequence of tuple of str
        Label or type, and the file's name, which begins with a line of headers.
    several_lines : bool
        Whether a text may hold a newline.

    Raises
    ------
    DatabaseAway
        When the importer fails; the text is what it says of that.
    """
    home = home_of(settings.data_dir)
    conf, jars = write_conf(home, 0, settings.database), ready_jars(settings)
    administer(
        home, conf, jars, "database", "import", "full", NAME,
        *(f"--nodes={label}={file}" for label, file in nodes),
        *(f"--relationships={type_}={file}" for type_, file in links),
        # Nothing is left out: one row that does not fit ends it.
        "--bad-tolerance=0", "--report-file=report.txt",
        f"--multiline-fields={str(several_lines).lower()}",
        # Names without a folder: a comma in its path would part it.
        timeout=_TIMEOUT, folder=folder,
    )
