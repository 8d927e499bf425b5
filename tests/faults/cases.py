"""Fault × engine: what the stand-in is told, and how it must end; or why there is no such fault."""

from __future__ import annotations

from dataclasses import dataclass

ENGINES = ("espeak", "piper", "command", "gtts", "openai", "edge")
_OFFLINE = ("espeak", "piper")
_SERVICES = ("gtts", "openai", "edge")


@dataclass(frozen=True, kw_only=True)
class Case:
    fault: str
    engine: str
    answer: str | int = ""
    retry_after: str | None = None
    is_retried: bool = False
    """A second try mends it where it comes once only."""
    exit_code: int = 6
    says: str = ""
    """Regular expression: in the line that it ends with where it stays."""
    is_heard: bool = False
    """It is no fault to this engine: all is spoken, at the right speed."""
    cannot_be: str = ""
    """Why this engine cannot fail so."""

    def __str__(self) -> str:
        return f"{self.engine}-{self.fault}"


def _row(
    fault: str,
    answer: str | int,
    says: str,
    *,
    retried: bool = True,
    cannot_be: dict[str, str] | None = None,
    retry_after: str | None = None,
    heard: tuple[str, ...] = (),
    **other: tuple[str | int, str] | tuple[str | int, str, bool] | tuple[str | int, str, bool, int],
) -> list[Case]:
    """`other`: engine → (answer, says[, is_retried[, exit_code]]), where it is not as for the rest."""
    cannot_be = cannot_be or {}
    made = []
    for engine in ENGINES:
        if engine in cannot_be:
            made.append(Case(fault=fault, engine=engine, cannot_be=cannot_be[engine]))
            continue
        told, line, again, code = (*other.get(engine, (answer, says)), None, None)[:4]
        made.append(
            Case(
                fault=fault, engine=engine, answer=told, says=line, retry_after=retry_after,
                is_heard=engine in heard,
                is_retried=(retried and engine not in _OFFLINE) if again is None else again,
                exit_code=6 if code is None else code,
            )
        )  # fmt: skip
    return made


_NO_SERVICE = dict.fromkeys((*_OFFLINE, "command"), "no service is asked")
_NO_BYTES = {
    "espeak": "samples come from a process of ours, not a file",
    "piper": "samples come from a library, not a file",
}

CASES = [
    *_row("busy", 429, "(is busy|says 429).*; tried 5 times", cannot_be=_NO_SERVICE),
    *_row(
        "busy, Retry-After", 429, r"asks to wait 60 minutes: run it again after \d\d:\d\d",
        retry_after="3600", cannot_be=_NO_SERVICE,
    ),
    *_row("server error 500", 500, "500.*; tried 5 times", cannot_be=_NO_SERVICE),
    *_row("server error 503", 503, "503.*; tried 5 times", cannot_be=_NO_SERVICE),
    *_row("forbidden 401", 401, "401", retried=False, cannot_be=_NO_SERVICE),
    *_row(
        "forbidden 403", 403, "403", retried=False, cannot_be=_NO_SERVICE,
        edge=(403, "403", True),  # its client sets its clock by the answer and tries again
    ),
    *_row("connection refused", "refused", "no connection", cannot_be=_NO_SERVICE),
    *_row("DNS failure", "unknown name", "name .* is not found|not found", cannot_be=_NO_SERVICE),
    *_row("dropped connection", "drop", "lost", cannot_be=_NO_SERVICE),
    *_row(
        "hang", "hang", "timed out|does not answer|no answer|no whole answer",
        espeak=("hang", r"no answer within 0\.5 s", False),
        cannot_be={"piper": "computed by this program itself; what takes 90 s is given up, see test_asking"},
        command=("hang", "ended after 1 s", False),
    ),
    *_row(
        "web page", "html", "web page", retried=False, cannot_be=_NO_BYTES,
        gtts=("web page", "web page"), edge=("html", "no usable answer"),
        command=("html", "neither WAV nor MP3"),
    ),
    *_row(
        "empty", "empty", "empty|nothing|without sound|no sound", gtts=("empty", "without sound", False),
        command=("empty", "no sound", False),
    ),
    *_row("260 bytes", "tiny", "cut off|cannot be decoded", cannot_be=_NO_BYTES),
    *_row("cut in the middle", "cut", "cut off|lost|in the middle", cannot_be={"piper": _NO_BYTES["piper"]}),
    *_row(
        "another sample rate", "other rate", "", heard=("command", *_SERVICES),
        cannot_be=dict.fromkeys(_OFFLINE, "its rate is its own, whatever it is"),
    ),
    *_row(
        "impossible sample rate", "wrong rate", "4000 samples a second",
        cannot_be=dict.fromkeys(("gtts", "edge"), "it sends MP3, whose least rate is 8,000"),
    ),
    *_row("silence", "silence", "silence"),
    *_row("too short", "too short", "cut off"),
    *_row("too long", "too long", "far too long"),
    *_row(
        "process dies", "die", "ended by SIGABRT", retried=False, piper=("die", "bad allocation"),
        cannot_be=dict.fromkeys(_SERVICES, "there is no process of ours"),
    ),
    *_row(
        "voice is broken", "broken file", "", piper=("broken file", "", False),
        cannot_be=dict.fromkeys((*_SERVICES, "command", "espeak"), "there is no file of a voice"),
    ),
    *_row(
        "voice is missing", "no voice", "", piper=("no voice", "", False, 7),
        cannot_be=dict.fromkeys((*_SERVICES, "command", "espeak"), "there is no file of a voice"),
    ),
]  # fmt: skip
FAULTS = tuple(dict.fromkeys(case.fault for case in CASES))
