"""Voice → the program that its options name, and the arguments that it is started with."""

from __future__ import annotations

import difflib
import re
import shlex
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from briefing.errors import EngineMissingError, VoiceProfileError
from briefing.model import Utterance, Voice

EXAMPLE = 'Write a list, such as `command: [espeak-ng, -v, "{language}", --stdout]`.'
_OPTIONS = ("command", "timeout", "parallel")
_PLACEHOLDERS = ("text", "voice", "language", "rate", "pitch", "output")
_PLACEHOLDER = re.compile(r"\{\{|\}\}|\{(\w+)\}")
"""Doubled braces stand for themselves."""
_USUAL_RATE, _USUAL_PITCH = 165, 50
"""What {rate} and {pitch} are where the voice says nothing: words a minute, and the middle of 0–100."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    command: tuple[str, ...]
    """Program and arguments, placeholders and all."""
    timeout_s: float
    parallel: int

    def has(self, placeholder: str) -> bool:
        return any(placeholder in _PLACEHOLDER.findall(argument) for argument in self.command)

    def program(self) -> str:
        """Its path. Raises EngineMissingError; VoiceProfileError where it must not get what it is to get."""
        name = self.command[0]
        found = shutil.which(Path(name).expanduser() if name.startswith("~") else name)
        if found is None:
            raise EngineMissingError(
                f"the program `{name}` is not there",
                why="it is neither a program in PATH nor the path of one",
                hint="Install it, or write its whole path in `command`.",
            )
        if self.has("text") and found.lower().endswith((".bat", ".cmd")):
            # cmd.exe reads the arguments of these as a shell would, however they are quoted.
            raise VoiceProfileError(
                f"`{name}` must not get the text as an argument",
                why="it is a batch file",
                hint="Leave out {text}: the text is on its standard input.",
            )
        return found

    def arguments(self, utterance: Utterance, file: Path) -> list[str]:
        """What stands behind the program, with the placeholders filled in."""
        voice = utterance.voice
        values: Mapping[str, str] = {
            "text": utterance.text.replace("\0", " "),
            "voice": voice.voice.strip(),
            "language": utterance.language,
            "rate": str(voice.rate or _USUAL_RATE),
            "pitch": str(_USUAL_PITCH if voice.pitch is None else voice.pitch),
            "output": str(file),
        }

        def filled(found: re.Match[str]) -> str:
            return values[found[1]] if found[1] else found[0][0]

        made = [(argument, _PLACEHOLDER.sub(filled, argument)) for argument in self.command[1:]]
        # A text that begins with a hyphen is no option of the program.
        return [f" {full}" if full[:1] == "-" != argument[:1] else full for argument, full in made]

    def where_sound_goes(self) -> str:
        """A hint for a program from which nothing came."""
        if self.has("output"):
            return "It must write a WAV or MP3 file to {output}."
        return "It must write WAV or MP3 to standard output, or to a file: put {output} among its arguments."


def asked_of(voice: Voice) -> Asked:
    """Raises VoiceProfileError for an option there is not, or whose value cannot be."""
    for name in voice.options:
        if name not in _OPTIONS:
            near = difflib.get_close_matches(name, _OPTIONS, n=1, cutoff=0.0)[0]
            raise VoiceProfileError(
                f"the engine `command` has no option `{name}`", hint=f"Did you mean `{near}`?"
            )
    command = voice.options.get("command")
    if command is None:
        raise VoiceProfileError("the engine `command` is told no program", hint=EXAMPLE)
    if not isinstance(command, tuple):
        raise VoiceProfileError("`command` must be a list", why="no shell reads it", hint=_as_list(command))
    if not command or not command[0].strip():
        raise VoiceProfileError("`command` is empty", hint=EXAMPLE)
    asked = Asked(
        command=command,
        timeout_s=_number(voice, "timeout", 60, most=3600),
        parallel=int(_number(voice, "parallel", 1, most=64)),
    )
    for placeholder in (name for argument in command for name in _PLACEHOLDER.findall(argument) if name):
        if placeholder not in _PLACEHOLDERS:
            near = difflib.get_close_matches(placeholder, _PLACEHOLDERS, n=1, cutoff=0.0)[0]
            raise VoiceProfileError(
                f"`command` has {{{placeholder}}}, which stands for nothing", hint=f"Did you mean {{{near}}}?"
            )
    if asked.has("voice") and not voice.voice.strip():
        raise VoiceProfileError(
            "`command` has {voice}, and the profile names none", hint="Write `voice: NAME` beside `engine`."
        )
    return asked


def _number(voice: Voice, name: str, default: int, *, most: int) -> float:
    value = voice.options.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 1 <= value <= most:
        raise VoiceProfileError(f"`{name}` of a command voice must be a number from 1 to {most}, not {value}")
    return float(value)


def _as_list(command: object) -> str:
    """What was typed, as it has to be written; YAML takes most arguments without quotation marks."""
    try:
        words = shlex.split(str(command))
    except ValueError:  # a quotation mark that is not closed
        return EXAMPLE
    quoted = [f'"{word}"' if re.search(r"[^\w./+-]", word) else word for word in words]
    return f"Write `command: [{', '.join(quoted)}]`." if words else EXAMPLE
