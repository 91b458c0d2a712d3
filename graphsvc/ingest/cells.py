"""The check of one cell by what its column may hold."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from graphsvc.ingest.identifiers import code_problem, id_problem
from graphsvc.ingest.nearest import Nearest
from graphsvc.ingest.texts import text_problem
from graphsvc.ingest.written_dates import date_problem
from graphsvc.model import Column, Kind, Table, split_list

_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,20})?", re.ASCII)
_INTEGER = re.compile(r"-?\d{1,15}", re.ASCII)
PLAIN_ADDRESS = re.compile(r"https?://([a-z0-9-]+\.)+[a-z]+(/[!-~]*)?", re.ASCII)
"""What most addresses are, and nothing that would have to be looked at closer."""

_HOST = re.compile(r"[^\s./:@]+(\.[^\s./:@]+)+")


def cell_problem(table: Table, column: Column, text: str) -> str:
    """What is wrong with a cell, and what would be right.

    Parameters
    ----------
    table : Table
        Its table.
    column : Column
        Its column.
    text : str
        What stands there, without blanks around it.

    Returns
    -------
    str
        Empty when nothing is wrong. References are checked elsewhere.
    """
    if not text:
        return _empty_problem(table, column) if column.required else ""
    problem = text_problem(column, text)
    if problem:
        return problem
    if column.values and text not in column.values:
        allowed = ", ".join(f"'{value}'" if "," in value else value for value in column.values)
        return f"must be one of {allowed}{Nearest.of(column.values).hint(text)}"
    return _kind_problem(column, text)


def _kind_problem(column: Column, text: str) -> str:
    match column.kind:
        case Kind.ID | Kind.CODE if column.refers:
            return ""  # looked up in the other table, where a name in place of an id is recognised
        case Kind.ID:
            return id_problem(text)
        case Kind.CODE:
            return code_problem(text)
        case Kind.PARTIAL_DATE:
            return date_problem(text)
        case Kind.DAY:
            return date_problem(text, whole_day=True)
        case Kind.NUMBER | Kind.INTEGER:
            return _number_problem(column, text)
        case Kind.FLAG:
            return "" if text in ("yes", "no") else f"must be yes or no{'' if column.required else ', or empty'}"
        case Kind.ADDRESS:
            return _address_problem(text)
        case Kind.LIST:
            return "" if split_list(text) else "a list of nothing but ; must be empty instead"
        case _:
            return ""


def _empty_problem(table: Table, column: Column) -> str:
    if table.name == "relationships" and column.name == "evidence":
        return "is empty: no partnership without evidence; give the id of a row in evidence.csv"
    return f"is empty: every {table.noun} needs one"


def _number_problem(column: Column, text: str) -> str:
    shape = _INTEGER if column.kind is Kind.INTEGER else _NUMBER
    if not shape.fullmatch(text):
        return f"is not a {column.kind.value}: write figures such as {'3' if column.kind is Kind.INTEGER else '0.25'}"
    if not column.low <= float(text) <= column.high:
        return f"must lie between {column.low:g} and {column.high:g}"
    return ""


def _address_problem(text: str) -> str:
    if PLAIN_ADDRESS.fullmatch(text):
        return ""
    example = "write the whole address, such as https://www.example.org/page"
    if any(character.isspace() for character in text):
        return f"a web address has no blanks: {example}"
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        return f"is not a web address ({error}): {example}"
    if parts.scheme not in ("http", "https"):
        return f"a web address begins with https:// or http://: {example}"
    if host.endswith("."):
        return f"the host ends with a full stop: write {host.rstrip('.')}"
    if not _HOST.fullmatch(host) or port == 0:
        return f"names no host: {example}"
    if parts.username is not None:
        return f"may not hold a user name: {example}"
    return ""
