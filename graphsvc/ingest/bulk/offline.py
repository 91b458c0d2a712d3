"""The bulk way in: the whole record as files, imported into a fresh store, looked at there and put in place."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from graphsvc.errors import DatabaseAway, QueryTooLarge, RecordChangedOutsideLoad
from graphsvc.ingest.bulk.files import write_files
from graphsvc.ingest.bulk.shapes import LINKS, NODES
from graphsvc.ingest.bulk.stamps import Stamps
from graphsvc.ingest.bulk.sums import Sums, sums_in_graph, sums_of
from graphsvc.ingest.garbage import left_alone
from graphsvc.ingest.plan import OnStep, Plan
from graphsvc.ingest.schema import apply_schema

if TYPE_CHECKING:
    from graphsvc.config import Settings
    from graphsvc.database.embedded import EmbeddedServer
    from graphsvc.database.session import Database, Writer

_IN_USE = "a load of more than one transaction holds needs it for itself; nothing was changed"


def load_offline(
    database: Database, server: EmbeddedServer, plan: Plan, settings: Settings, on_step: OnStep
) -> None:
    """Make a store of what a load is to leave, and put it in the place of the record's.

    Until then the record is asked as ever. It is looked at again while nobody else uses it, right before the server
    is stopped, the stores are swapped and it is started again.

    Parameters
    ----------
    database : Database
        The record.
    server : EmbeddedServer
        This process's use of it, the only one that there may be.
    plan : Plan
        What to write.
    settings : Settings
        Whose data folder.
    on_step : callable
        Told of progress.

    Raises
    ------
    RevisionMoved
        When something was loaded meanwhile; nothing was changed.
    RecordChangedOutsideLoad
        When the record holds something that no load wrote.
    DatabaseAway
        When somebody else uses the database, or a store cannot be made; nothing was changed.
    QueryTooLarge
        When the database has not the memory to be read whole; nothing was changed.
    """
    from graphsvc.database.dump import ask_patiently
    from graphsvc.database.fresh import fresh_home

    # Said now, and not after all the work.
    with server.alone(_IN_USE):
        pass
    _refuse_strangers(database)
    try:
        with fresh_home(settings) as fresh, left_alone():
            _fill(fresh, database, plan, on_step)
            on_step("put it in place", 0, 1)
            _put_in_place(server, database, plan, fresh)
    except OSError as error:
        why = error.strerror or str(error)
        raise DatabaseAway(f"nothing was changed: {settings.data_dir} cannot be used: {why}") from error
    ask_patiently(lambda: database.read("snapshot/revision"))


def _refuse_strangers(database: Database) -> None:
    (found,) = database.read_stream("bulk/strangers")
    if found["nodes"] or found["relationships"]:
        raise RecordChangedOutsideLoad(
            f"nothing was changed: the record holds {found['nodes']} nodes and {found['relationships']} relationships "
            "that no load wrote, and that a load of so many changes would not keep. Remove them, or load the rows in "
            "several folders."
        )


def _fill(fresh: Settings, database: Database, plan: Plan, on_step: OnStep) -> None:
    """Make the store in a fresh home, and check that it holds what it should."""
    from graphsvc.database.connect import open_database
    from graphsvc.database.importer import import_files

    loaded_at = datetime.now(UTC)
    folder = fresh.data_dir / "files"
    folder.mkdir()
    stamps = Stamps(database, plan.changes, plan.number, loaded_at.date())
    total = sum(len(plan.merged[shape.table.name]) for shape in (*NODES, *LINKS))
    written = 0

    def on_rows(count: int) -> None:
        nonlocal written
        written += count
        on_step("write files", written, total)

    on_step("write files", 0, total)
    several_lines = write_files(folder, (*NODES, *LINKS), plan.merged, stamps, on_rows)
    earlier = list(database.read_stream("bulk/revisions"))
    on_step("import", 0, 1)
    files = [[(shape.name, shape.file) for shape in shapes] for shapes in (NODES, LINKS)]
    try:
        with ThreadPoolExecutor(1) as meanwhile:
            summing = meanwhile.submit(lambda: (plan.hash, sums_of(plan.merged)))
            import_files(fresh, folder, *files, several_lines=several_lines)
            _, sums = summing.result()
        on_step("indexes", 0, 1)
        with open_database(fresh) as new:
            apply_schema(new)
            new.write(lambda writer: _sign(writer, plan, loaded_at, earlier))
            on_step("verify", 0, 1)
            _verify(new, sums)
    except DatabaseAway as error:
        raise DatabaseAway(f"nothing was changed: {error}", error.mend) from error


def _sign(writer: Writer, plan: Plan, loaded_at: datetime, earlier: list[dict[str, object]]) -> None:
    """Write what no table has: the loads before, and this one."""
    writer.run("load/lock")
    writer.run("bulk/earlier_revisions", rows=earlier)
    writer.run(
        "load/revision", number=plan.number, loaded_at=loaded_at, source=plan.source, files=plan.files, hash=plan.hash
    )


def _verify(new: Database, sums: Sums) -> None:
    try:
        found = sums_in_graph(new.read_stream)
    except QueryTooLarge as error:
        raise QueryTooLarge(
            "nothing was changed: Neo4j has not the memory to read so large a record whole, which every snapshot does. "
            "Raise heap in [database] of config.toml: about 1 kB a row."
        ) from error
    if found != sums:
        raise DatabaseAway("the imported record is not what its tables say")
    new.write(lambda writer: writer.run("bulk/await_indexes"))


def _put_in_place(server: EmbeddedServer, database: Database, plan: Plan, fresh: Settings) -> None:
    from graphsvc.database.address import home_of
    from graphsvc.database.endpoint import running
    from graphsvc.database.fresh import exchange

    endpoint, swapped = running(server.home), False
    try:
        with server.alone(_IN_USE):
            newest = database.read("snapshot/revision")
            plan.check_still_next(newest[0]["number"] if newest else 0)
            database.close()
            exchange(server.home, home_of(fresh.data_dir))
            swapped = True
    finally:
        try:
            server.use(kept=endpoint is not None and endpoint.kept)
        except DatabaseAway as error:
            if swapped:
                message = f"all is loaded and in its place, but the database does not start again: {error}"
                raise DatabaseAway(message, error.mend) from error
            raise
