"""Standard error without what libmpg123 writes there: notes about each file that it mends or gives up."""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from types import TracebackType

_STANDARD_ERROR = 2


class _Hush:
    """`with HUSH:` around a call into libsndfile, as short as can be: what others write meanwhile is lost.

    libsndfile gives no way to tell libmpg123 to be quiet; what is wrong with a file is said by its result.
    """

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._inside = 0
        self._aside: int | None = None

    def __enter__(self) -> None:
        with self._turn:
            if not self._inside:
                with suppress(OSError):  # it is closed
                    self._aside = os.dup(_STANDARD_ERROR)
                    nowhere = os.open(os.devnull, os.O_WRONLY)
                    os.dup2(nowhere, _STANDARD_ERROR)
                    os.close(nowhere)
            self._inside += 1

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._turn:
            self._inside -= 1
            if not self._inside and self._aside is not None:
                os.dup2(self._aside, _STANDARD_ERROR)
                os.close(self._aside)
                self._aside = None


HUSH = _Hush()
