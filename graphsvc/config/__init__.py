"""The settings: their names, defaults and bounds, and how they are read.

`config.toml` explains each to a user and `docs/configuration.md` lists them; tests hold the three together.
"""

from graphsvc.config.read import CONFIG_VARIABLE, DATA_VARIABLE, load_settings
from graphsvc.config.sections import (
    GROUP,
    PASSWORD_VARIABLE,
    SCHEMES,
    AccessSettings,
    CypherSettings,
    DatabaseSettings,
    LoggingSettings,
    QuestionSettings,
    ServerSettings,
    Settings,
)

__all__ = [
    "CONFIG_VARIABLE", "DATA_VARIABLE", "GROUP", "PASSWORD_VARIABLE", "SCHEMES", "AccessSettings", "CypherSettings",
    "DatabaseSettings", "LoggingSettings", "QuestionSettings", "ServerSettings", "Settings", "load_settings",
]
