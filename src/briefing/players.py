"""A sound file and a moment in it → the player of this system that plays it from there, until it ends."""

from __future__ import annotations

import shutil
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

from briefing.errors import BriefingError, UsageError

_PATIENCE_S = 2.0
"""A player that was told to end gets so long, then it is killed."""

_INTERRUPTED = {"mpv": 4, "ffplay": 123}
"""How players end that take Ctrl-C themselves, where a shell would say 130."""


@dataclass(frozen=True, slots=True)
class Player:
    command: str
    """Words; {file} stands for the path, {start} for the seconds to leave out."""

    @property
    def name(self) -> str:
        """As it is looked for in PATH."""
        return self.command.split()[0]

    @property
    def takes_start(self) -> bool:
        """Else it needs a WAV file that begins there: what else it reads depends on how it was built."""
        return "{start}" in self.command


PLAYERS = (
    Player("mpv --no-video --start={start} -- {file}"),
    Player("ffplay -nodisp -autoexit -hide_banner -loglevel warning -stats -ss {start} -i {file}"),
    Player("cvlc --play-and-exit --no-video --start-time={start} {file}"),
    Player("vlc --intf=dummy --play-and-exit --no-video --start-time={start} {file}"),
    Player("mplayer -novideo -really-quiet -ss {start} {file}"),
    Player("afplay {file}"),
    Player("pw-play {file}"),
    Player("paplay {file}"),
    Player("aplay -q {file}"),
)
"""First those that show the time and take keys, then what comes with macOS, PipeWire, PulseAudio and ALSA."""


def installed(path: Path) -> Player:
    """The first that is in PATH, to play `path`. Raises UsageError where there is none."""
    for player in PLAYERS:
        if shutil.which(player.name):
            return player
    names = ", ".join(player.name for player in PLAYERS)
    raise UsageError(
        "there is no player here",
        why=f"none of {names} is in PATH",
        hint=f"Open {path} yourself, or install mpv.",
    )


def play(player: Player, path: Path, *, start_s: float = 0.0, known_as: Path | None = None) -> None:
    """Returns when the sound has ended, or the person has ended the player by its own keys.

    Ctrl-C, and whatever else is raised meanwhile, ends the player too. Raises BriefingError where it fails;
    `known_as`: the file that it names, where `path` is a passing one.
    """
    values = {"file": str(path.absolute()), "start": f"{start_s:.3f}"}
    try:
        process = subprocess.Popen([word.format(**values) for word in player.command.split()])
    except OSError as exc:
        raise BriefingError(f"{player.name} cannot be started", why=exc.strerror or str(exc)) from exc
    try:
        code = process.wait()
    except BaseException:
        _end(process)
        raise
    if code in (-signal.SIGINT, 128 + signal.SIGINT, _INTERRUPTED.get(player.name)):
        raise KeyboardInterrupt
    if code:
        path = known_as or path
        raise BriefingError(
            f"{player.name} did not play {path.name}", why=f"it ended with exit code {code}",
            hint=f"Open {path} with another program.",
        )  # fmt: skip


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ctrl-C reached the player too: it may need a moment to leave the terminal as it was."""
    try:
        process.terminate()
        process.wait(_PATIENCE_S)
    except (subprocess.TimeoutExpired, KeyboardInterrupt):
        process.kill()
        process.wait()
