"""The files of a brief that was made: its own pages, which a browser shows, and those to save."""

from __future__ import annotations

from pathlib import PurePosixPath

from flask import Blueprint, Response, request

from graphsvc.reports.brief.shelf import Shelf
from graphsvc.web.frame import guarded

NAME = "<string(length=20):name>"
"""The name of a brief in an address."""

_SHOWN = {".html": "text/html", ".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png"}
_SAVED = {
    ".pdf": "application/pdf", ".md": "text/markdown", ".csv": "text/csv", ".json": "application/json",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""Media types of files that a browser saves under their name; others are texts to save."""

_POLICY = "default-src 'none'; {}; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_PAGES = _POLICY.format("style-src 'self'")
_PICTURES = _POLICY.format("style-src 'unsafe-inline'")
"""A picture carries its styles in itself; it holds no script, and none would run."""


def add_brief_files(pages: Blueprint, shelf: Shelf) -> None:
    """Add the files of briefs, and each brief as one ZIP.

    Parameters
    ----------
    pages : Blueprint
        All pages.
    shelf : Shelf
        The briefs.
    """

    @pages.get(f"/brief/{NAME}/<path:path>")
    def brief_file(name: str, path: str) -> Response:
        file = PurePosixPath(path)
        answer = _answer(shelf.file(name, path), _SHOWN.get(file.suffix) or _SAVED.get(file.suffix, "text/plain"))
        if file.suffix not in _SHOWN:
            answer.headers.set("Content-Disposition", "attachment", filename=file.name)
        answer.headers["Content-Security-Policy"] = _PICTURES if file.suffix == ".svg" else _PAGES
        return answer

    @pages.get(f"/brief/{NAME}.zip")
    def brief_archive(name: str) -> Response:
        answer = _answer(shelf.archive(name), "application/zip")
        answer.headers.set("Content-Disposition", "attachment", filename=f"brief-{name}.zip")
        return answer


def _answer(content: bytes, media_type: str) -> Response:
    """A file; asked for again, it is sent only when it changed."""
    answer = Response(content, mimetype=media_type)
    answer.headers["Cache-Control"] = "no-cache"
    answer.add_etag()
    answer.make_conditional(request)
    return guarded(answer)
