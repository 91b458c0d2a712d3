"""`python -m tests.database.halting FILE`: a restore that stops between its two renames, to be killed there."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from graphsvc.config import load_settings
from graphsvc.database import fresh, swap
from graphsvc.ingest.restore import restore


class Halting(type(Path())):  # type: ignore[misc]  # the class of paths of this system
    """A path whose second rename is waited for in vain."""

    renamed = 0

    def rename(self, target: Path) -> Path:
        """Rename, unless another was before."""
        Halting.renamed += 1
        if Halting.renamed == 2:
            print("halted", flush=True)
            time.sleep(300)
        return Path(self).rename(target)


def main() -> None:
    """Restore into the data folder of the environment."""
    fresh.swap = lambda home, new: swap.swap(Halting(home), Halting(new))
    restore(load_settings(), Path(sys.argv[1]), confirm=lambda *_: True, on_step=lambda *_: None)


main()
