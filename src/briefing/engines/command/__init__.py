"""Utterance → WAV or MP3 from any program: text on its standard input, sound on standard output or in a file.

The program is started once for every text, without a shell. What it does with the text is its own business.
"""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from briefing.engines import About, Limits, VoiceInfo
from briefing.engines.answers import kind_of, said
from briefing.engines.command.asked import EXAMPLE, Asked, asked_of
from briefing.engines.command.running import MOST_BYTES, Runner, does_not_stop, file_for_sound
from briefing.errors import EngineBusyError, EngineError, EngineMissingError
from briefing.model import Audio, Utterance, Voice

_TRY_AGAIN = 75
"""EX_TEMPFAIL of sysexits.h: "temporary failure; user is invited to retry"."""
_TO_END_S = 10
"""Seconds that a program gets to end, and its sound to be read."""


class CommandEngine:
    """Safe to use from `limits.parallel` threads."""

    limits = Limits(
        max_characters=5_000,  # as an argument it must stay below Windows' 32,767 and Linux' 131,072 bytes
        parallel=1,
        free=True,
        terms="The text goes to the program in the voice's options, and where that sends it.",
    )
    about = About(
        needs="a program, in the voice's options: `command: [PROGRAM, ARGUMENT, …]`",
        sends="nothing by itself; the program may",
        terms="those of the program",
    )

    def __init__(self) -> None:
        self._runner = Runner()

    def fingerprint(self, utterance: Utterance) -> str:
        """The program by its name, and a digest of its arguments and of the files among them.

        Raises VoiceProfileError; EngineMissingError where the program is not there.
        """
        asked = asked_of(utterance.voice)
        program = asked.program()
        found = hashlib.sha256("\0".join(asked.command).encode())
        for argument in (program, *asked.command[1:]):  # a script that an interpreter reads, a model
            found.update(_state_of(argument).encode())
        return f"{Path(program).name} {found.hexdigest()[:16]}"

    def speak(self, utterance: Utterance) -> Audio:
        """Starts the program. Raises VoiceProfileError, EngineError, EngineMissingError.

        EngineBusyError where it ends with exit code 75, the customary "try again".
        """
        asked = asked_of(utterance.voice)
        program = asked.program()
        name = Path(program).name
        given = b"" if asked.has("text") else utterance.text.encode("utf-8", errors="replace")
        with file_for_sound() as file:
            ended = self._runner.run([program, *asked.arguments(utterance, file)], given, asked.timeout_s)
            data = _written(file, asked) if asked.has("output") and file.exists() else ended.output
        if ended.exit_code:
            error = EngineBusyError if ended.exit_code == _TRY_AGAIN else EngineError
            raise error(f"`{name}` failed", why=ended.why())
        if not data:
            raise EngineError(f"`{name}` made no sound", why=ended.last_words, hint=asked.where_sound_goes())
        kind = kind_of(data)
        if kind is None:
            raise EngineError(
                f"`{name}` made something that is neither WAV nor MP3",
                why=said(data),
                hint=asked.where_sound_goes(),
            )
        return Audio(data=data, format=kind[0], sample_rate_hz=kind[1])

    def voices(self) -> Iterable[VoiceInfo]:
        """None that we know of: the program alone knows."""
        return ()

    def phonemes(self, utterance: Utterance) -> str | None:
        return None

    def close(self) -> None:
        """Ends the programs that still run."""
        self._runner.close()

    # ----------------------------------------------------------------------------- what follows the options

    def limits_for(self, voice: Voice) -> Limits:
        asked = asked_of(voice)
        return replace(self.limits, parallel=asked.parallel, answer_s=asked.timeout_s + _TO_END_S)

    def missing(self, voice: Voice) -> str:
        if "command" not in voice.options:
            return f"no program is named. {EXAMPLE}"
        try:
            asked_of(voice).program()
        except EngineMissingError as exc:
            return str(exc)
        return ""


def _written(file: Path, asked: Asked) -> bytes:
    """Raises EngineError where it cannot be read, or is too much for a clip."""
    name = Path(asked.command[0]).name
    try:
        if file.stat().st_size > MOST_BYTES:
            raise does_not_stop(name)
        return file.read_bytes()
    except OSError as exc:
        why = exc.strerror or str(exc)
        raise EngineError(
            f"cannot read what `{name}` has written", why=why, hint=asked.where_sound_goes()
        ) from exc


def _state_of(argument: str) -> str:
    """Changes with the file that an argument names; empty where it names none, or a folder."""
    try:
        found = Path(argument).stat()
    except (OSError, ValueError):  # ValueError: a NUL in it
        return ""
    return f"{found.st_size} {found.st_mtime_ns}" if stat.S_ISREG(found.st_mode) else ""
