"""Progress on stderr of what takes longer than a second."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from time import monotonic

OnStep = Callable[[str, int, int], None]
"""Told the name of a step, how much of it is done, and how much there is: 0 of 0 while a user is asked."""

_SHOW_AFTER = 1.0
"""Seconds after which progress is shown."""


@contextmanager
def progress() -> Iterator[OnStep]:
    """A bar on stderr for what takes over a second; nothing when stderr is no terminal."""
    from rich.console import Console, RenderableType
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    class Late(Progress):
        """A bar that is not drawn before its time, and then also while a step takes long."""

        def get_renderables(self) -> Iterable[RenderableType]:
            return super().get_renderables() if monotonic() - started > _SHOW_AFTER else ()

    console = Console(stderr=True)
    if not console.is_terminal:
        yield _untold
        return
    started = monotonic()
    columns = (TextColumn("{task.description:<32}"), BarColumn(), MofNCompleteColumn())
    with Late(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=1)

        def on_step(step: str, done: int, of: int) -> None:
            if not of:
                bar.stop()  # a question to the user follows, and a bar would draw over it
                return
            bar.start()
            words = step.rpartition("/")[2].replace("_", " ")
            bar.update(task, description=words, completed=done, total=of)

        yield on_step


def _untold(_step: str, _done: int, _of: int) -> None:
    """Progress that nobody sees."""
