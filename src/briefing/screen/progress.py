"""How far a run is, on standard error."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

_STAGES = {"reading": "Reading", "speaking": "Speaking", "mixing": "Mixing", "listening": "Listening"}


def silent(stage: str, done: int, total: int) -> None:
    """A watcher that shows nothing."""


class Progress:
    """Bars on a terminal, a line a stage elsewhere, both on standard error."""

    def __init__(self, *, shown: bool) -> None:
        self._shown = shown
        self._bars: Bars | None = None
        self._tasks: dict[str, TaskID] = {}
        self._seen: set[str] = set()

    def __enter__(self) -> Progress:
        if self._shown and sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

            columns = TextColumn("{task.description:10}"), BarColumn(), MofNCompleteColumn()
            self._bars = Progress(*columns, console=Console(stderr=True), transient=True)
            self._bars.start()
        return self

    def __call__(self, stage: str, done: int, total: int) -> None:
        name = _STAGES.get(stage, stage)
        if self._bars:
            if stage not in self._tasks:
                self._tasks[stage] = self._bars.add_task(name, total=total)
            self._bars.update(self._tasks[stage], completed=done, total=total)
        elif self._shown and stage not in self._seen:
            print(f"{name} …", file=sys.stderr, flush=True)
        self._seen.add(stage)

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bars:
            self._bars.stop()
