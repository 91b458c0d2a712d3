"""Positions of large maps on disk, so that a map looks the same tomorrow and need not be worked out again."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from graphsvc.maps.arrangement import Arrangement
from graphsvc.maps.layouts.boxes import Box
from graphsvc.maps.layouts.spread import VERSION

POSITIONS = "maps"
"""Folder of the positions, in the data folder."""
_MOST_KEPT = 200
"""Files; each has some 50 kB."""


class PositionStore:
    """A folder of arrangements, each named by a hash of what was arranged.

    Parameters
    ----------
    folder : Path
        Made when something is kept. Nothing else should be in it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def kept(
        self, boxes: tuple[tuple[str, Box], ...], pairs: frozenset[tuple[str, str]], aspect: float,
        arrange: Callable[[tuple[tuple[str, Box], ...], frozenset[tuple[str, str]], float], Arrangement],
    ) -> Arrangement:
        """The arrangement that is kept, else a new one, which is kept then.

        A file that cannot be read or written costs time and nothing else.
        """
        file = self.folder / f"{_named(boxes, pairs, aspect)}.json"
        found = _read(file)
        if found is None or found.positions.keys() != {key for key, _ in boxes}:
            found = arrange(boxes, pairs, aspect)
            self._write(file, found)
        return found

    def damaged(self) -> list[Path]:
        """Files that hold no arrangement; each is written again when it is needed."""
        return [file for file in sorted(self.folder.glob("*.json")) if _read(file) is None]

    def _write(self, file: Path, arrangement: Arrangement) -> None:
        told: dict[str, object] = {
            "width": arrangement.width, "height": arrangement.height, "positions": dict(arrangement.positions),
        }
        told["sum"] = _sum(told)
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            descriptor, beside = tempfile.mkstemp(dir=self.folder, prefix=".")
            try:
                with open(descriptor, "w", encoding="utf-8") as written:
                    json.dump(told, written)
                os.replace(beside, file)
            except OSError:
                Path(beside).unlink(missing_ok=True)
                raise
            self._tidy()

    def _tidy(self) -> None:
        files = sorted(self.folder.glob("*.json"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
        for old in files[_MOST_KEPT:]:
            old.unlink(missing_ok=True)


def _named(boxes: Iterable[tuple[str, Box]], pairs: Iterable[tuple[str, str]], aspect: float) -> str:
    rooms = [(key, box.left, box.top, box.right, box.bottom) for key, box in boxes]
    text = json.dumps([VERSION, aspect, rooms, sorted(pairs)])
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _sum(told: dict[str, object]) -> str:
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def _read(file: Path) -> Arrangement | None:
    """The arrangement in a file; None when there is none, or the file is damaged."""
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        if told.pop("sum") != _sum(told):
            return None
        positions = {str(key): (float(x), float(y)) for key, (x, y) in told["positions"].items()}
        return Arrangement(float(told["width"]), float(told["height"]), None, {}, positions)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
