"""Work on each of a row of things, in a thread of its own, while the next of them are being made."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

_Given = TypeVar("_Given")
_Done = TypeVar("_Done")

_AHEAD = 4
"""Things that may wait for the thread, which bounds the memory that they take."""


def beside(work: Callable[[_Given], _Done], things: Iterable[_Given]) -> Iterator[_Done]:
    """`work(thing)` of each, in order. What either raises comes to the caller."""
    with ThreadPoolExecutor(1) as thread:
        waiting: deque[Future[_Done]] = deque()
        for thing in things:
            waiting.append(thread.submit(work, thing))
            if len(waiting) > _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
