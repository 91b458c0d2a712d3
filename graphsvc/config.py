"""The settings: their names, defaults and bounds, and how they are read.

`config.toml` explains each to a user and `docs/configuration.md` lists them; tests hold the three together.
"""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Sequence
from ipaddress import ip_network
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator, model_validator

from graphsvc.errors import BadInput
from graphsvc.files import packaged
from graphsvc.limits import MOST_SUGGESTED

CONFIG_VARIABLE = "GRAPHSVC_CONFIG"
DATA_VARIABLE = "GRAPHSVC_DATA"
PASSWORD_VARIABLE = "GRAPHSVC_DATABASE_PASSWORD"  # noqa: S105 - the variable's name, not a password
DEFAULT_DATA = ".graphsvc"
SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")

GROUP = "group:"
"""Begins the name of a group where users and groups are listed."""

_MEMORY = r"^[1-9][0-9]*[kmgKMG]$"
_HEADER = r"^([A-Za-z][A-Za-z0-9-]*)?$"
_HOST = r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*"
_SECRET_KEY = re.compile(r"password|passwd|secret|token|credential", re.IGNORECASE)
_SECRET_REFUSED = f"passwords are not kept in a file: set {PASSWORD_VARIABLE} in the environment and remove this one"


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class DatabaseSettings(_Section):
    """Which Neo4j, and how long to wait for it."""

    uri: str = "embedded"
    user: str = Field("neo4j", min_length=1)
    database: str = Field("neo4j", min_length=1)
    jars: str = ""
    heap: str = Field("512m", pattern=_MEMORY)
    pagecache: str = Field("128m", pattern=_MEMORY)
    port: int = Field(0, ge=0, le=65535)
    start_timeout: float = Field(180.0, gt=0, le=3600)
    connect_timeout: float = Field(3.0, gt=0, le=600)
    query_timeout: float = Field(10.0, gt=0, le=3600)
    row_limit: int = Field(10_000, ge=1, le=10_000_000)

    @property
    def embedded(self) -> bool:
        """Whether Neo4j runs as our own child process."""
        return self.uri == "embedded"

    @field_validator("uri")
    @classmethod
    def _known_address(cls, uri: str) -> str:
        if uri == "embedded":
            return uri
        address = urlsplit(uri)
        if address.scheme not in SCHEMES or not address.hostname:
            raise ValueError(f'"embedded", or an address that begins with one of {", ".join(SCHEMES)} and ://')
        try:
            port = address.port
        except ValueError:
            port = 0
        if port == 0 or address.path.strip("/") or address.query or address.fragment:
            raise ValueError("an address has a host, perhaps a port up to 65535, and nothing after that")
        if address.username or address.password:
            raise ValueError(_SECRET_REFUSED)
        return uri


class LoadSettings(_Section):
    """Limits of a load."""

    batch: int = Field(1000, ge=1, le=100_000)
    changes_limit: int = Field(30_000, ge=1)
    file_limit_mb: int = Field(500, ge=1, le=2000)


class SnapshotSettings(_Section):
    """How snapshots are kept and refreshed."""

    poll_seconds: float = Field(0.5, ge=0.05, le=3600)
    keep: int = Field(5, ge=1, le=1000)


class ServerSettings(_Section):
    """The web server."""

    host: str = Field("127.0.0.1", min_length=1)
    port: int = Field(8000, ge=0, le=65535)
    workers: int = Field(2, ge=1, le=64)
    concurrency: int = Field(16, ge=1, le=256)


class QuestionSettings(_Section):
    """What a question gets when it does not say, and the most it may ask for."""

    max_hops: int = Field(6, ge=1)
    max_hops_limit: int = Field(10, ge=1, le=10)
    k: int = Field(3, ge=1)
    k_limit: int = Field(20, ge=1, le=20)
    suggest: int = Field(5, ge=0, le=MOST_SUGGESTED)
    list_size: int = Field(50, ge=1)
    list_limit: int = Field(200, ge=1, le=10_000)

    @model_validator(mode="after")
    def _within_limits(self) -> QuestionSettings:
        for name, limit in (("max_hops", "max_hops_limit"), ("k", "k_limit"), ("list_size", "list_limit")):
            if getattr(self, name) > getattr(self, limit):
                raise ValueError(f"{name} must not be above {limit} ({getattr(self, limit)})")
        return self


class ReportSettings(_Section):
    """Cypher reports."""

    folder: str = ""
    timeout: float = Field(30.0, gt=0, le=3600)


class CypherSettings(_Section):
    """Free Cypher."""

    enabled: bool = False
    procedures: tuple[str, ...] = (
        "db.index.fulltext.queryNodes", "db.labels", "db.propertyKeys", "db.relationshipTypes",
    )
    statement_limit: int = Field(20_000, ge=1, le=1_000_000)

    @field_validator("procedures", mode="before")
    @classmethod
    def _listed(cls, names: object) -> object:
        return tuple(names) if isinstance(names, list) else names


class AccessSettings(_Section):
    """Who may come in."""

    public: bool = False
    user_header: str = Field("", pattern=_HEADER)
    groups_header: str = Field("", pattern=_HEADER)
    trusted_proxies: tuple[str, ...] = ("127.0.0.1", "::1")
    hosts: tuple[str, ...] = ()
    analysts: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()

    @field_validator("trusted_proxies", "hosts", "analysts", "editors", mode="before")
    @classmethod
    def _listed(cls, names: object) -> object:
        return tuple(names) if isinstance(names, list) else names

    @field_validator("trusted_proxies")
    @classmethod
    def _networks(cls, proxies: tuple[str, ...]) -> tuple[str, ...]:
        for proxy in proxies:
            try:
                network = ip_network(proxy, strict=False)
            except ValueError:
                raise ValueError(f"{proxy!r} is neither an address nor a network such as 10.0.0.0/8") from None
            if not network.prefixlen:
                raise ValueError(f"{proxy!r} is everybody: name the proxy's own address or network")
        return proxies

    @field_validator("hosts")
    @classmethod
    def _names(cls, hosts: tuple[str, ...]) -> tuple[str, ...]:
        for host in hosts:
            if not re.fullmatch(_HOST, host):
                raise ValueError(f"{host!r} is no name: write it without scheme and port, such as graph.example.org")
        return hosts

    @model_validator(mode="after")
    def _agree(self) -> AccessSettings:
        if self.public and self.user_header:
            raise ValueError("public = true lets everybody in as a viewer: leave user_header empty, or public false")
        if not self.user_header:
            for name in ("groups_header", "analysts", "editors"):
                if getattr(self, name):
                    raise ValueError(f"{name} says nothing without user_header, which tells one user from another")
        for name in ("analysts", "editors"):
            if not self.groups_header and any(one.startswith(GROUP) for one in getattr(self, name)):
                raise ValueError(f"{name} has a group: groups_header says in which header the proxy passes groups")
        return self


class BriefSettings(_Section):
    """Policy briefs."""

    suppress_below: int = Field(0, ge=0, le=1000)
    keep: int = Field(10, ge=1, le=1000)


class LoggingSettings(_Section):
    """What is logged, and how."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["text", "json"] = "text"


class Settings(_Section):
    """All settings of one run; nothing changes them afterwards."""

    database: DatabaseSettings = DatabaseSettings()
    load: LoadSettings = LoadSettings()
    snapshot: SnapshotSettings = SnapshotSettings()
    server: ServerSettings = ServerSettings()
    questions: QuestionSettings = QuestionSettings()
    reports: ReportSettings = ReportSettings()
    cypher: CypherSettings = CypherSettings()
    access: AccessSettings = AccessSettings()
    brief: BriefSettings = BriefSettings()
    logging: LoggingSettings = LoggingSettings()
    data_dir: Path = Path(DEFAULT_DATA)
    database_password: SecretStr | None = None

    @model_validator(mode="after")
    def _no_cypher_in_public(self) -> Settings:
        if self.access.public and self.cypher.enabled:
            raise ValueError("[cypher] enabled = true is not for everybody: it cannot be where [access] public = true")
        return self


_NOT_IN_FILE = ("data_dir", "database_password")


def load_settings(path: Path | None = None, data: Path | None = None) -> Settings:
    """Read and check the settings.

    Parameters
    ----------
    path : Path, optional
        The file; else the one that `GRAPHSVC_CONFIG` names, else the `config.toml` that comes with the package.
    data : Path, optional
        Folder of the database, snapshots and caches; else `GRAPHSVC_DATA`, else `.graphsvc` in the working directory.

    Returns
    -------
    Settings
        All settings, defaults filled in; the folder as a whole path.

    Raises
    ------
    BadInput
        When the file cannot be read, or something in it is wrong; every fault is named with its line.
    """
    file = path or _from_environment(CONFIG_VARIABLE) or packaged("config.toml")
    text = _read(file)
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"{file}{_line_of_syntax(str(error), text)}: not valid TOML: {error}") from None
    faults = _faults_of_names(values, text)
    if not faults:
        folder = data or _from_environment(DATA_VARIABLE) or Path(DEFAULT_DATA)
        password = os.environ.get(PASSWORD_VARIABLE)
        given = {
            "data_dir": folder.expanduser().absolute(),
            "database_password": SecretStr(password) if password else None,
        }
        try:
            return Settings.model_validate(values | given)
        except ValidationError as error:
            faults = [_fault_of_value(dict(fault), text) for fault in error.errors()]
    raise BadInput("\n".join(f"{file}:{line}: {message}" for line, message in sorted(faults)))


def _from_environment(variable: str) -> Path | None:
    value = os.environ.get(variable)
    return Path(value) if value else None


def _read(file: Path) -> str:
    try:
        return file.expanduser().read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(f"{file}: not a text file in UTF-8") from None
    except OSError as error:
        raise BadInput(f"{file}: cannot be read: {error.strerror or error}") from None


def _line_of_syntax(message: str, text: str) -> str:
    match = re.search(r"line (\d+)", message)
    return f":{match[1] if match else len(text.splitlines())}"


def _line_of(text: str, section: str, key: str = "") -> int:
    """Line of a section's header, or of a key in it; tomllib keeps no places."""
    current, header = "", 1
    for number, line in enumerate(text.splitlines(), start=1):
        if match := re.match(r"""\s*\[+\s*["']?([\w.+-]+)""", line):
            current = match[1]
            if current == section:
                header = number
                if not key:
                    return number
        elif match := re.match(r"""\s*["']?([\w+-]+)["']?\s*(?:\.\s*["']?([\w+-]+)["']?\s*)?=""", line):
            written = (match[1], match[2]) if match[2] and not current else (current or match[1], match[1])
            if written == (section, key) or (not current and not match[2] and match[1] == section):
                return number
    return header


def _faults_of_names(values: dict[str, Any], text: str) -> list[tuple[int, str]]:
    """Unknown sections and keys, and secrets: said before any value, as a misspelt key explains the rest."""
    sections = {name: field for name, field in Settings.model_fields.items() if name not in _NOT_IN_FILE}
    faults = []
    for section, entries in values.items():
        if section not in sections:
            faults.append((_line_of(text, section), _unknown(section, "a section", list(sections))))
        elif not isinstance(entries, dict):
            faults.append((_line_of(text, section), f"{section} is a section: write [{section}] on a line of its own"))
        else:
            known = list(type(sections[section].default).model_fields)
            for key in entries:
                if key not in known:
                    secret = _SECRET_KEY.search(key)
                    fault = f"{key}: {_SECRET_REFUSED}" if secret else _misplaced(key, section, known)
                    faults.append((_line_of(text, section, key), fault))
    return faults


def _misplaced(key: str, section: str, known: Sequence[str]) -> str:
    """An unknown key: of another section, or misspelt."""
    sections = {name: field.default for name, field in Settings.model_fields.items()}
    homes = [name for name, one in sections.items() if isinstance(one, _Section) and key in type(one).model_fields]
    if homes:
        return f"{key} is not a setting of [{section}]: it belongs to [{homes[0]}]"
    return _unknown(key, f"a setting of [{section}]", known)


def _unknown(name: str, what: str, known: Sequence[str]) -> str:
    if _SECRET_KEY.search(name):
        return f"{name}: {_SECRET_REFUSED}"
    near = difflib.get_close_matches(name, known, n=1)
    return f"{name} is not {what}" + (f"; did you mean {near[0]}?" if near else f"; there are: {', '.join(known)}")


def _fault_of_value(fault: dict[str, Any], text: str) -> tuple[int, str]:
    message = str(fault["msg"]).removeprefix("Value error, ")
    if not fault["loc"]:  # sections that contradict each other: the message begins with the setting to change
        section, key, _ = message.split(maxsplit=2)
        return _line_of(text, section.strip("[]"), key), message
    section, *rest = (str(part) for part in fault["loc"])
    key = rest[0] if rest else ""
    header = _line_of(text, section)
    if not key:  # settings that contradict each other: the first that is named in the message and written in the file
        lines = [_line_of(text, section, name) for name in re.findall(r"[a-z_]+", message)]
        return next((line for line in lines if line != header), header), f"[{section}] {message}"
    shown = f"{section}.{key} = {fault['input']!r}: " if key and message != _SECRET_REFUSED else f"[{section}] "
    return _line_of(text, section, key), shown + message
