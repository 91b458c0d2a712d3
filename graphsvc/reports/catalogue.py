"""The catalogue: every report file of the package's folder and of the user's own."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from graphsvc.errors import BadInput, NotFound
from graphsvc.files import packaged
from graphsvc.reports.header import read_header
from graphsvc.reports.report import Report

if TYPE_CHECKING:
    from graphsvc.config import Settings

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_FILE = 200_000


@dataclass(frozen=True, slots=True)
class BrokenReport:
    """A file that is no report, and why."""

    file: str
    fault: str

    @property
    def name(self) -> str:
        """The file's name, without where it lies."""
        return Path(self.file).name


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Reports that can be run, by id in alphabetical order, and files that cannot."""

    reports: dict[str, Report]
    broken: tuple[BrokenReport, ...]

    def named(self, report_id: str) -> Report:
        """The report with an id.

        Raises
        ------
        NotFound
            There is none; the error has ids that are near.
        BadInput
            Its file is broken.
        """
        found = self.reports.get(report_id)
        if found is not None:
            return found
        for one in self.broken:
            if Path(one.file).stem == report_id:
                raise BadInput(f"the report {report_id} cannot be run. {one.name}: {one.fault}", "id", report_id)
        import difflib

        near = difflib.get_close_matches(report_id[:80], self.reports, n=5)
        said = f"There is no report with the id “{report_id[:80]}”."
        raise NotFound(said, [f"{one} {self.reports[one].title}" for one in near])


def read_catalogue(settings: Settings) -> Catalogue:
    """Read the folders of reports.

    Parameters
    ----------
    settings : Settings
        `[reports] folder` names one beside the package's. A relative path starts from the working directory.

    Returns
    -------
    Catalogue
        Of two files with one id the package's is taken, and the other told as broken.
    """
    folders = [packaged("cypher") / "reports"]
    broken: list[BrokenReport] = []
    if settings.reports.folder:
        own = Path(settings.reports.folder).expanduser()
        if own.is_dir():
            folders.append(own)
        else:
            broken.append(BrokenReport(str(own), "there is no such folder: see [reports] folder in the settings"))
    reports: dict[str, Report] = {}
    for folder in folders:
        for file in sorted(folder.glob("*.cypher")):
            try:
                report = read_report(file)
                if report.id in reports:
                    raise BadInput("a report with this id comes with graphsvc: give the file another name")
                reports[report.id] = report
            except BadInput as error:
                broken.append(BrokenReport(str(file), str(error)))
    return Catalogue(dict(sorted(reports.items())), tuple(broken))


def read_report(file: Path) -> Report:
    """Read one report.

    Raises
    ------
    BadInput
        The file cannot be read, or is no report.
    """
    try:
        about = file.stat()
        if not file.is_file():
            raise BadInput("it is no file")
        if about.st_size > _LONGEST_FILE:
            raise BadInput(f"it is larger than {_LONGEST_FILE:,} bytes")
        return _read(file, about.st_mtime_ns, about.st_size)
    except OSError as error:
        raise BadInput(f"it cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise BadInput("it is not a text file in UTF-8") from None


@lru_cache(maxsize=1024)
def _read(file: Path, changed: int, size: int) -> Report:  # noqa: ARG001 - a file that changed is read again
    content = file.read_bytes()
    text = content.decode("utf-8-sig")
    if not _ID.fullmatch(file.stem) or len(file.stem) > 60:
        raise BadInput("a report's file is named in small letters, digits and hyphens, at most 60")
    header = read_header(text)
    return Report(
        id=file.stem, title=header.title, question=header.question, reading=header.reading, version=header.version,
        parameters=header.all_parameters(), columns=header.all_columns(), example=header.example, statement=text,
        sum=hashlib.sha256(content).hexdigest(), caveats=tuple(header.caveats), chart=header.drawn(),
        empty=header.empty,
    )
