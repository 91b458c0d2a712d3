"""The collector of garbage, which looks at every row again and again where there are millions of them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collection() -> Iterator[None]:
    """Collect nothing meanwhile: for what makes very many rows, none of which is in a circle."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def left_alone() -> Iterator[None]:
    """Do not look at what is there already: for what goes on beside very many rows."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
