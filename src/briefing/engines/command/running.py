"""A program and what it gets on standard input → how it ended and what it wrote."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from briefing.engines.answers import one_line
from briefing.errors import EngineError, EngineMissingError

MOST_BYTES = 128 * 1024 * 1024
"""Of sound, and of complaints: half an hour at 48 kHz, 32 bits."""
_LOOK_S = 0.1
"""How often a program is looked at while it runs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    exit_code: int
    """Below 0: the number of the signal that ended it."""
    output: bytes
    last_words: str
    """The last line on its standard error."""

    def why(self) -> str:
        how = f"exit code {self.exit_code}"
        if self.exit_code < 0:
            known = {number.value: number.name for number in signal.Signals}
            how = f"it was ended by {known.get(-self.exit_code, f'signal {-self.exit_code}')}"
        return f"{how}, {self.last_words}" if self.last_words else how


@contextlib.contextmanager
def file_for_sound() -> Iterator[Path]:
    """A place for a file, which is not there yet; removed with whatever lies beside it."""
    with tempfile.TemporaryDirectory(prefix="briefing-", ignore_cleanup_errors=True) as folder:
        yield Path(folder) / "speech.wav"


class Runner:
    """Starts programs, from several threads; `close` ends those that still run."""

    def __init__(self) -> None:
        self._running: set[subprocess.Popen[bytes]] = set()
        self._lock = threading.Lock()

    def run(self, command: Sequence[str], given: bytes, timeout_s: float) -> Ended:
        """Raises EngineError where it does not end in time or does not stop writing, EngineMissingError.

        What it has started and leaves running is not waited for.
        """
        name = Path(command[0]).name
        with (
            tempfile.TemporaryFile() as standard_input,
            tempfile.TemporaryFile() as output,
            tempfile.TemporaryFile() as errors,
        ):
            # Files, not pipes: nobody is held up by a program that reads nothing, complains at length, or
            # leaves another one running that keeps its output open.
            standard_input.write(given)
            standard_input.seek(0)
            try:
                process = subprocess.Popen(
                    command, stdin=standard_input, stdout=output, stderr=errors, start_new_session=True
                )
            except (OSError, ValueError) as exc:
                why = (exc.strerror if isinstance(exc, OSError) else None) or str(exc)
                raise EngineMissingError(f"the program `{name}` cannot be started", why=why) from exc
            with self._kept(process):
                exit_code = _exit_code(process, name, timeout_s, (output, errors))
            output.seek(0)
            return Ended(exit_code=exit_code, output=output.read(), last_words=_last_line(errors))

    def close(self) -> None:
        with self._lock:
            for process in self._running:
                _end(process)

    @contextlib.contextmanager
    def _kept(self, process: subprocess.Popen[bytes]) -> Iterator[None]:
        with self._lock:
            self._running.add(process)
        try:
            yield
        finally:
            with self._lock:
                self._running.discard(process)


def _exit_code(
    process: subprocess.Popen[bytes], name: str, timeout_s: float, written: Sequence[IO[bytes]]
) -> int:
    """Waits for the end; what takes too long or writes too much is ended. Raises EngineError."""
    until = time.monotonic() + timeout_s
    exit_code = None
    try:
        while exit_code is None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                exit_code = process.wait(min(_LOOK_S, max(0.0, until - time.monotonic())))
            if any(os.fstat(file.fileno()).st_size > MOST_BYTES for file in written):
                raise does_not_stop(name)
            if exit_code is None and time.monotonic() >= until:
                raise EngineError(
                    f"`{name}` does not answer",
                    why=f"it was ended after {timeout_s:g} s",
                    hint="Give it longer in the voice's options: `timeout: 120`.",
                )
    except BaseException:
        if exit_code is None:
            _end(process)
            process.wait()
        raise
    return exit_code


def does_not_stop(name: str) -> EngineError:
    return EngineError(f"`{name}` does not stop", why=f"more than {MOST_BYTES // 1024**2} MB came")


def _end(process: subprocess.Popen[bytes]) -> None:
    """The program and what it has started."""
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
        return
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _last_line(errors: IO[bytes]) -> str:
    errors.seek(0, os.SEEK_END)
    errors.seek(max(0, errors.tell() - 4096))
    lines = errors.read().decode("utf-8", errors="replace").splitlines()
    return one_line(next((line for line in reversed(lines) if line.strip()), ""))
