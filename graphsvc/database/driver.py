"""Neo4j's driver, without the libraries of data frames that it would bring along for results that nobody asks for here.

They cost each process that asks the record some 40 MB and a fifth of a second; spreadsheets import theirs when they are
made.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import get_ident
from types import ModuleType
from typing import TYPE_CHECKING


class _Refusing:
    """Finds no module of some names for one thread: another may be making a spreadsheet meanwhile.

    Parameters
    ----------
    names : tuple of str
        Packages that are not found.
    """

    def __init__(self, names: tuple[str, ...]) -> None:
        self._names = names
        self._thread = get_ident()

    def find_spec(self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None) -> None:  # noqa: ARG002 - as Python asks it
        """Nothing: who comes after it may find the module."""
        if name in self._names and get_ident() == self._thread:
            raise ModuleNotFoundError(name=name)


@contextmanager
def _without(*names: str) -> Iterator[None]:
    refusing = _Refusing(names)
    sys.meta_path.insert(0, refusing)
    try:
        yield
    finally:
        sys.meta_path.remove(refusing)


with _without("pandas", "pyarrow"):
    import neo4j
    import neo4j.exceptions
    import neo4j.graph
    import neo4j.spatial
    import neo4j.time

if TYPE_CHECKING:
    from graphsvc.database.address import Address

__all__ = ["make_driver", "neo4j"]

# What the driver would log it also raises, and we say it in our own words.
logging.getLogger("neo4j").setLevel(logging.CRITICAL)


def make_driver(address: Address) -> neo4j.Driver:
    """A driver that fails fast: it tries nothing again and waits for a connection no longer than to connect."""
    return neo4j.GraphDatabase.driver(
        address.uri,
        auth=(address.user, address.password),
        connection_timeout=address.connect_timeout,
        connection_acquisition_timeout=address.connect_timeout + 0.5,
        max_transaction_retry_time=0,
        max_connection_lifetime=600,
        notifications_min_severity=neo4j.NotificationMinimumSeverity.OFF,
        telemetry_disabled=True,
        user_agent="graphsvc",
    )
