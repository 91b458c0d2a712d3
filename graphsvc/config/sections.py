"""Each setting: its name, default and bounds."""

from __future__ import annotations

import re
from ipaddress import ip_network
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator, model_validator

from graphsvc.limits import MOST_SUGGESTED

PASSWORD_VARIABLE = "GRAPHSVC_DATABASE_PASSWORD"  # noqa: S105 - the variable's name, not a password
DEFAULT_DATA = ".graphsvc"
SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")

GROUP = "group:"
"""Begins the name of a group where users and groups are listed."""

SECRET_REFUSED = f"passwords are not kept in a file: set {PASSWORD_VARIABLE} in the environment and remove this one"

_MEMORY = r"^[1-9][0-9]*[kmgKMG]$"
_HEADER = r"^([A-Za-z][A-Za-z0-9-]*)?$"
_HOST = r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*"


class Section(BaseModel):
    """Some settings that stand together."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class DatabaseSettings(Section):
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
            raise ValueError(SECRET_REFUSED)
        return uri


class LoadSettings(Section):
    """Limits of a load."""

    batch: int = Field(1000, ge=1, le=100_000)
    changes_limit: int = Field(30_000, ge=1)
    file_limit_mb: int = Field(500, ge=1, le=2000)


class SnapshotSettings(Section):
    """How snapshots are kept and refreshed."""

    poll_seconds: float = Field(0.5, ge=0.05, le=3600)
    keep: int = Field(5, ge=1, le=1000)


class ServerSettings(Section):
    """The web server."""

    host: str = Field("127.0.0.1", min_length=1)
    port: int = Field(8000, ge=0, le=65535)
    workers: int = Field(2, ge=1, le=64)
    concurrency: int = Field(16, ge=1, le=256)


class QuestionSettings(Section):
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


class ReportSettings(Section):
    """Cypher reports."""

    folder: str = ""
    timeout: float = Field(30.0, gt=0, le=3600)


class CypherSettings(Section):
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


class AccessSettings(Section):
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


class BriefSettings(Section):
    """Policy briefs."""

    suppress_below: int = Field(0, ge=0, le=1000)
    keep: int = Field(10, ge=1, le=1000)


class LoggingSettings(Section):
    """What is logged, and how."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["text", "json"] = "text"


class Settings(Section):
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
