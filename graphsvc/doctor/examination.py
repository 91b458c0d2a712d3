"""All looks, in the order in which things are needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from graphsvc.doctor.finding import Finding
from graphsvc.doctor.folder import disk
from graphsvc.doctor.kept import clock, maps, snapshot
from graphsvc.doctor.machine import jars, java, system
from graphsvc.doctor.ports import port, web
from graphsvc.doctor.server import answer, process
from graphsvc.errors import GraphsvcError

if TYPE_CHECKING:
    from graphsvc.config import Settings

_Look = Callable[["Settings"], Iterator[Finding]]
_EMBEDDED: tuple[_Look, ...] = (system, java, jars, disk, port, process, answer, web, snapshot, clock, maps)
_OTHER_SERVER: tuple[_Look, ...] = (answer, disk, web, snapshot, clock, maps)


def examine(settings: Settings) -> list[Finding]:
    """Look at everything that the service needs; changes nothing and starts nothing.

    Returns
    -------
    list of Finding
        In the order in which things are needed.
    """
    found: list[Finding] = []
    for look in _EMBEDDED if settings.database.embedded else _OTHER_SERVER:
        try:
            found.extend(look(settings))
        except (GraphsvcError, OSError) as error:
            found.append(Finding(look.__name__, "bad", str(error), "mend what it names, and look again"))
    return found
