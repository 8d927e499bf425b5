"""What a row of the tables of odd sound files says: how the file is made, and what must come of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sound_files import DBFS, HZ

Make = Callable[[], bytes]


@dataclass(frozen=True)
class Odd:
    make: Make
    says: str | None = None
    """Part of the error; None: there is sound."""
    seconds: float = 1.0
    hz: float = HZ
    dbfs: float = DBFS
    """Peak of its tone."""
    slack_s: float = 0.012
    """Of its length: two frames of the trimming."""
    slack_db: float = 0.3


Rows = Iterator[tuple[str, Odd]]
LOSSY = {"slack_s": 0.12, "slack_db": 1.0}
WRONG_FORM = r"its header says -?\d+ Hz and \d+ channels"
