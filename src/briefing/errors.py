"""Every way in which a stage can fail, with the exit code of each.

    BriefingError 1
    ├── UsageError 2            what was typed cannot be done
    ├── VoiceProfileError 3     voices/*.yaml
    ├── ArticleError 4          fetching, reading, understanding the article
    ├── ScriptError 5           writing, reading or checking script.yaml
    ├── EngineError 6           a speech engine answered wrongly
    │   ├── EngineBusyError 6   … for now: trying again may help
    │   └── EngineMissingError 7  the engine, or what it needs, is not installed
    ├── MixError 8              joining, encoding, tagging
    └── PublishError 9          feed and targets

Ctrl-C ends with 130. `__main__.main` is the one place that turns an error into a line and a code.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager

_COMMANDS = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What a terminal obeys and what turns a line around: a name out of somebody's file may hold them."""


class BriefingError(Exception):
    """What happened, why, and what to type next: one line."""

    exit_code = 1

    def __init__(self, what: str, *, why: str = "", hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.why = why
        self.hint = hint

    def __str__(self) -> str:
        line = f"{self.what}: {self.why}" if self.why else self.what
        if self.hint:
            line = line.rstrip(". ")
            line = f"{line}{'' if line.endswith(('?', '!')) else '.'} {self.hint}"
        return _COMMANDS.sub(lambda found: ascii(found[0])[1:-1], " ".join(line.split()))


class UsageError(BriefingError):
    exit_code = 2


class VoiceProfileError(BriefingError):
    exit_code = 3


class ArticleError(BriefingError):
    exit_code = 4


class ScriptError(BriefingError):
    exit_code = 5


class EngineError(BriefingError):
    exit_code = 6


class EngineBusyError(EngineError):
    """The service asks to wait, or the network failed: trying again may help."""

    def __init__(
        self, what: str, *, why: str = "", hint: str = "", retry_after_s: float | None = None
    ) -> None:
        super().__init__(what, why=why, hint=hint)
        self.retry_after_s = retry_after_s


class EngineMissingError(EngineError):
    exit_code = 7


class MixError(BriefingError):
    exit_code = 8


class PublishError(BriefingError):
    exit_code = 9


@contextmanager
def failing_as(error: type[BriefingError], what: str) -> Iterator[None]:
    """An OSError inside the block (disk full, folder not writable) becomes the stage's own error."""
    try:
        yield
    except OSError as exc:
        why = exc.strerror or str(exc)
        where = f" ({_place(str(exc.filename))})" if exc.filename else ""
        raise error(what, why=f"{why}{where}", hint="Free or choose another place and run it again.") from exc


def _place(path: str) -> str:
    """What a person knows of it: the folder, where the file was still to be made (under a passing name)."""
    return path if os.path.lexists(path) else os.path.dirname(path) or "."  # noqa: PTH120  (as the system wrote it)
