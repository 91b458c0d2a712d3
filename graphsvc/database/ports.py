"""Ports on this machine."""

from __future__ import annotations

import socket

import psutil

from graphsvc.errors import DatabaseAway

_HOST = "127.0.0.1"


def free_port(preferred: int = 0) -> int:
    """A port that nobody has at this moment: the preferred one if it is free, else any."""
    for port in (preferred, 0):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((_HOST, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise DatabaseAway("there is no free port on 127.0.0.1")


def who_has(port: int) -> str:
    """Who listens on a port, in words, as far as one may know."""
    try:
        for connection in psutil.net_connections("tcp"):
            here = connection.status == psutil.CONN_LISTEN and connection.laddr and connection.laddr.port == port
            if here and connection.pid:
                return f"process {connection.pid} ({psutil.Process(connection.pid).name()})"
    except psutil.Error:
        pass
    return "another process"
