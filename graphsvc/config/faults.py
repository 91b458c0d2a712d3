"""What is wrong in a file of settings, with its line."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from typing import Any

from graphsvc.config.sections import SECRET_REFUSED, Section, Settings

_SECRET_KEY = re.compile(r"password|passwd|secret|token|credential", re.IGNORECASE)
_NOT_IN_FILE = ("data_dir", "database_password")


def line_of_syntax(message: str, text: str) -> str:
    """The line of which the reader of TOML complains, with a colon before it; the last when it names none."""
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


def faults_of_names(values: dict[str, Any], text: str) -> list[tuple[int, str]]:
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
                    fault = f"{key}: {SECRET_REFUSED}" if secret else _misplaced(key, section, known)
                    faults.append((_line_of(text, section, key), fault))
    return faults


def _misplaced(key: str, section: str, known: Sequence[str]) -> str:
    """An unknown key: of another section, or misspelt."""
    sections = {name: field.default for name, field in Settings.model_fields.items()}
    homes = [name for name, one in sections.items() if isinstance(one, Section) and key in type(one).model_fields]
    if homes:
        return f"{key} is not a setting of [{section}]: it belongs to [{homes[0]}]"
    return _unknown(key, f"a setting of [{section}]", known)


def _unknown(name: str, what: str, known: Sequence[str]) -> str:
    if _SECRET_KEY.search(name):
        return f"{name}: {SECRET_REFUSED}"
    near = difflib.get_close_matches(name, known, n=1)
    return f"{name} is not {what}" + (f"; did you mean {near[0]}?" if near else f"; there are: {', '.join(known)}")


def fault_of_value(fault: dict[str, Any], text: str) -> tuple[int, str]:
    """The line and the sentence of a value that is wrong, as the models tell it."""
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
    shown = f"{section}.{key} = {fault['input']!r}: " if key and message != SECRET_REFUSED else f"[{section}] "
    return _line_of(text, section, key), shown + message
