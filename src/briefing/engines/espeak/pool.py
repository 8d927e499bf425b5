"""Requests → replies of eSpeak worker processes: started when needed, one a processor, ended with us."""

from __future__ import annotations

import json
import os
import select
import signal
import struct
import subprocess
import sys
import threading
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import IO, Any

from briefing.engines.espeak.library import Library, short_data_path
from briefing.errors import EngineError, EngineMissingError

_WORKER = Path(__file__).with_name("worker.py")
_REPORT = "Report the text that did it, or choose another engine in voices/."


class Worker:
    """One process. Not for two threads at once."""

    def __init__(self, library: str, data: Path | None) -> None:
        # -I -S: nothing of the user's environment or site-packages; it starts in 15 ms.
        command = [sys.executable, "-I", "-S", str(_WORKER), library, str(data or "")]
        try:
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        except OSError as exc:
            raise EngineMissingError("cannot start an eSpeak process", why=str(exc)) from exc
        self.pid = self._process.pid
        self.alive = True

    def ask(self, request: dict[str, Any], *, limit_s: float) -> tuple[dict[str, Any], bytes]:
        """Raises EngineError when the process dies or takes more than `limit_s`; it is then gone."""
        try:
            reply, pcm = self._exchange(request, limit_s)
        except (OSError, EOFError, ValueError) as exc:
            overdue = isinstance(exc, TimeoutError)
            why = f"no answer within {limit_s:g} s" if overdue else self._how_it_ended()
            self.close()
            raise EngineError(
                f"the eSpeak process {self.pid} ended in the middle of a text", why=why, hint=_REPORT
            ) from exc
        except BaseException:  # Ctrl-C between request and reply: the next reply would be the wrong one
            self.close()
            raise
        if reply.get("last"):
            self.close()
        return reply, pcm

    def _exchange(self, request: dict[str, Any], limit_s: float) -> tuple[dict[str, Any], bytes]:
        """Raises TimeoutError where nothing comes; OSError, EOFError, ValueError where it has ended."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None and stdout is not None
        body = json.dumps(request).encode("ascii")
        stdin.write(struct.pack(">I", len(body)) + body)
        stdin.flush()
        # A timer would be a thread a line. Windows cannot wait for a pipe: there whoever asks must give up.
        if os.name != "nt" and not select.select([stdout], [], [], limit_s)[0]:
            raise TimeoutError
        (length,) = struct.unpack(">I", _exactly(stdout, 4))
        reply: dict[str, Any] = json.loads(_exactly(stdout, length))
        return reply, _exactly(stdout, reply["pcm_bytes"])

    def _how_it_ended(self) -> str:
        try:
            code = self._process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            return "it closed its output"
        if code < 0:
            with suppress(ValueError):
                return f"it was ended by {signal.Signals(-code).name}"
        return f"it ended with code {code}"

    def kill(self) -> None:
        self._process.kill()

    def close(self) -> None:
        self.alive = False
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        self._process.kill()
        self._process.wait()


def _exactly(stream: IO[bytes], count: int) -> bytes:
    data = stream.read(count)
    if len(data) < count:
        raise EOFError
    return data


class Pool:
    """Workers for as many callers as there are at once; a dead one is replaced at the next request."""

    def __init__(self, library: Library, *, size: int, limit_s: float) -> None:
        self._library = library
        self._limit_s = limit_s
        self._seats = threading.BoundedSemaphore(size)
        self._lock = threading.Lock()
        self._idle: list[Worker] = []
        self._busy: set[Worker] = set()
        self._resources = ExitStack()
        self._data = self._resources.enter_context(short_data_path(library.data))
        self._closed = False

    def ask(self, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        """Raises EngineError; the next request is then served by a fresh process."""
        with self._seats:
            worker = self._take()
            try:
                return worker.ask(request, limit_s=self._limit_s)
            finally:
                self._give_back(worker)

    def _take(self) -> Worker:
        with self._lock:
            if self._closed:
                raise EngineError("eSpeak was already closed")
            worker = self._idle.pop() if self._idle else Worker(self._library.path, self._data)
            self._busy.add(worker)
        return worker

    def _give_back(self, worker: Worker) -> None:
        with self._lock:
            self._busy.discard(worker)
            if worker.alive and not self._closed:
                self._idle.append(worker)
                return
        worker.close()

    def close(self) -> None:
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
            for worker in self._busy:
                worker.kill()  # its own thread reads the end of its output and tidies up
        for worker in idle:
            worker.close()
        self._resources.close()
