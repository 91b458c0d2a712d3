"""The embedded server's own settings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphsvc.config import DatabaseSettings

IN_FORCE = {
    "dbms.security.allow_csv_import_from_file_urls": "false",
    "dbms.usage_report.enabled": "false",
    "server.http.enabled": "false",
    "server.https.enabled": "false",
    "server.bolt.connection_keep_alive": "1s",
    "server.bolt.connection_keep_alive_for_requests": "ALL",
    "server.bolt.connection_keep_alive_probes": "2",
}
"""Settings that must hold, asked back from the server once it is up."""

_FURTHER = {
    "internal.dbms.cypher_ip_blocklist": "0.0.0.0/0,::/0",  # not listed by the server: tried instead
    "internal.dbms.bolt.netty_server_shutdown_quiet_period": "0",  # else each stop waits twice 5 s for nothing
    "server.bolt.enabled": "true",
    "server.default_listen_address": "127.0.0.1",
    "server.config.strict_validation.enabled": "true",
    "db.tx_log.preallocate": "false",
    "db.tx_log.rotation.retention_policy": "1 files",
}


def write_conf(home: Path, port: int, settings: DatabaseSettings) -> Path:
    """Write a home's settings, whole each time: nobody edits them.

    Returns
    -------
    pathlib.Path
        The folder for `--config-dir`.
    """
    folder = home / "conf"
    folder.mkdir(parents=True, exist_ok=True)
    lines = {
        **IN_FORCE,
        **_FURTHER,
        "server.bolt.listen_address": f"127.0.0.1:{port}",
        "server.bolt.advertised_address": f"127.0.0.1:{port}",
        # Refused well before the heap is full: near that, collecting garbage would hold everybody up.
        "dbms.memory.transaction.total.max": f"{_half_of(settings.heap)}k",
        "server.memory.pagecache.size": settings.pagecache,
        "db.transaction.timeout": f"{settings.query_timeout:g}s",
    }
    text = "".join(f"{name}={value}\n" for name, value in sorted(lines.items()))
    (folder / "neo4j.conf").write_text(f"# Written by graphsvc at each start.\n{text}", encoding="utf-8")
    return folder


def _half_of(memory: str) -> int:
    """Half of a size such as `512m`, in kilobytes."""
    return int(memory[:-1]) * {"k": 1, "m": 1024, "g": 1024 * 1024}[memory[-1].lower()] // 2
