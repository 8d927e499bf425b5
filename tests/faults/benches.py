"""Each engine with its stand-in: how a test makes it fail, and what it was asked for."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from google_standin import GoogleStandin
from openai_standin import OpenaiStandin
from program_standin import ProgramStandin

if TYPE_CHECKING:
    from edge_standin import EdgeStandin

Answer = str | int


class Standin(Protocol):
    """What the stand-ins of all services have in common."""

    answers: list[Answer]
    always: Answer
    retry_after: str | None

    @property
    def texts(self) -> list[str]: ...


Switch = Callable[[int | None], AbstractContextManager[None]]
"""Fails so many times, or (None) until it is switched back."""


@dataclass
class Bench:
    """An engine ready to speak, with what stands behind it."""

    standin: Standin
    profile: str
    """A voice profile in YAML."""
    switches: Mapping[str, Switch] = field(default_factory=dict)
    """Faults that are not an answer of the stand-in."""
    seen: int = 0

    @property
    def asked(self) -> list[str]:
        """Texts that have come to it since `forget`."""
        return self.standin.texts[self.seen :]

    def forget(self) -> None:
        self.seen = len(self.standin.texts)

    @contextmanager
    def failing(
        self, answer: Answer, *, times: int | None = None, retry_after: str | None = None
    ) -> Iterator[None]:
        if isinstance(answer, str) and answer in self.switches:
            with self.switches[answer](times):
                yield
            return
        self.standin.retry_after = retry_after
        if times is None:
            self.standin.always = answer
        else:
            self.standin.answers = [answer] * times
        try:
            yield
        finally:
            self.standin.answers, self.standin.always, self.standin.retry_after = [], "ok", None


HOST = "localhost"
"""Where the services of the test stand: a name, so that it can be lost."""
_NOBODY_LISTENS = 9
"""The port `discard`, where nothing has been for decades."""


class Names:
    """In the place of the system's names: `HOST` is the loopback, is unknown, or has nobody who listens."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._real = socket.getaddrinfo
        self._fault = ""
        self._left: int | None = None
        monkeypatch.setattr(socket, "getaddrinfo", self._look_up)

    def switches(self) -> Mapping[str, Switch]:
        return {fault: partial(self._failing, fault) for fault in ("refused", "unknown name")}

    @contextmanager
    def _failing(self, fault: str, times: int | None) -> Iterator[None]:
        self._fault, self._left = fault, times
        try:
            yield
        finally:
            self._fault = ""

    def _look_up(self, host: Any, port: Any, *args: Any, **kwargs: Any) -> Any:
        if host not in (HOST, HOST.encode()):
            return self._real(host, port, *args, **kwargs)
        fault = self._fault
        if self._left is not None:
            self._left -= 1
            if self._left < 0:
                fault = ""
        if fault == "unknown name":
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return self._real("127.0.0.1", _NOBODY_LISTENS if fault == "refused" else port, *args, **kwargs)


def at_host(url: str) -> str:
    return url.replace("127.0.0.1", HOST)


def gtts(standin: GoogleStandin, monkeypatch: pytest.MonkeyPatch) -> Bench:
    from briefing.engines import gtts as engine

    monkeypatch.setattr(engine, "_TIMEOUT_S", (1.0, 0.15))
    monkeypatch.setattr(engine.GttsEngine, "limits", replace(engine.GttsEngine.limits, pause_s=0.0))

    def url(tld: str = "com", path: str = "") -> str:
        return at_host(standin.translate_url(tld, path))

    monkeypatch.setattr("gtts.tts._translate_url", url)
    return Bench(standin, "presenter: {engine: gtts}", Names(monkeypatch).switches())


def openai(standin: OpenaiStandin, monkeypatch: pytest.MonkeyPatch) -> Bench:
    options = json.dumps({"base_url": at_host(standin.url), "model": "m", "parallel": 1, "timeout": 1})
    return Bench(standin, f"presenter: {{engine: openai, options: {options}}}", Names(monkeypatch).switches())


def edge(standin: EdgeStandin, monkeypatch: pytest.MonkeyPatch) -> Bench:
    from briefing.engines import edge as engine

    monkeypatch.setattr(engine, "_RECEIVE_S", 1)
    monkeypatch.setattr(engine.EdgeEngine, "limits", replace(engine.EdgeEngine.limits, pause_s=0.0))
    monkeypatch.setattr("edge_tts.communicate.WSS_URL", at_host(standin.socket_url))
    return Bench(standin, "presenter: {engine: edge}", Names(monkeypatch).switches())


def command(standin: ProgramStandin) -> Bench:
    options = json.dumps({"command": list(standin.command), "timeout": 1})
    return Bench(standin, f"presenter: {{engine: command, options: {options}}}")


def espeak(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    standin = WorkerStandin(folder)
    monkeypatch.setenv("BRIEFING_TEST_WORKER", str(folder))
    monkeypatch.setattr("briefing.engines.espeak.pool._WORKER", Path(__file__).with_name("espeak_worker.py"))

    @contextmanager
    def hanging(times: int | None) -> Iterator[None]:
        with monkeypatch.context() as patch:
            patch.setattr("briefing.engines.espeak._LIMIT_S", 0.5)
            standin.answers, standin.always = ["hang"] * (times or 0), "ok" if times else "hang"
            yield
        standin.answers, standin.always = [], "ok"

    return Bench(standin, "presenter: {engine: espeak}", {"hang": hanging})


class WorkerStandin:
    """What espeak_worker.py is told and leaves behind: it is a process of its own."""

    retry_after: str | None = None

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir()
        self._write([], "ok")

    @property
    def answers(self) -> list[Answer]:
        return [str(answer) for answer in self._plan()[0]]

    @answers.setter
    def answers(self, answers: list[Answer]) -> None:
        self._write(answers, self.always)

    @property
    def always(self) -> Answer:
        return self._plan()[1]

    @always.setter
    def always(self, answer: Answer) -> None:
        self._write(self.answers, answer)

    @property
    def texts(self) -> list[str]:
        file = self._folder / "texts"
        return file.read_text(encoding="utf-8").splitlines() if file.exists() else []

    def _plan(self) -> tuple[list[Answer], Answer]:
        answers, always = json.loads((self._folder / "plan").read_text(encoding="utf-8"))
        return answers, always

    def _write(self, answers: list[Answer], always: Answer) -> None:
        (self._folder / "plan").write_text(json.dumps([answers, always]), encoding="utf-8")


def piper(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    from tiny_voice import make

    model = make(folder)
    standin = ModelStandin(monkeypatch)

    @contextmanager
    def broken_file(times: int | None) -> Iterator[None]:
        """A download that ended early: the same name, half of the bytes."""
        whole = model.read_bytes()
        model.write_bytes(whole[: len(whole) // 2])
        yield
        model.write_bytes(whole)

    @contextmanager
    def no_voice(times: int | None) -> Iterator[None]:
        away = model.rename(model.with_suffix(".away"))
        yield
        away.rename(model)

    return Bench(
        standin, f"presenter: {{engine: piper, voice: {json.dumps(str(model))}}}",
        {"broken file": broken_file, "no voice": no_voice},
    )  # fmt: skip


class ModelStandin:
    """In front of the real model: what piper's own `synthesize` gives is spoiled."""

    retry_after: str | None = None

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from piper import PiperVoice

        self.answers: list[Answer] = []
        self.always: Answer = "ok"
        self.texts: list[str] = []
        self._lock = threading.Lock()
        real = PiperVoice.synthesize

        def synthesize(voice: Any, text: str, *args: Any, **kwargs: Any) -> Iterator[Any]:
            with self._lock:
                self.texts.append(text)
                answer = self.answers.pop(0) if self.answers else self.always
            if answer == "die":
                raise RuntimeError("onnxruntime: bad allocation")
            if answer == "empty":
                return
            for chunk in real(voice, text, *args, **kwargs):
                yield replace(chunk, **_spoiled(str(answer), chunk))

        monkeypatch.setattr(PiperVoice, "synthesize", synthesize)


def _spoiled(answer: str, chunk: Any) -> dict[str, Any]:
    import numpy as np

    sound = chunk.audio_float_array
    if answer == "silence":
        return {"audio_float_array": sound * 0}
    if answer == "too short":
        return {"audio_float_array": sound[: len(sound) // 16]}
    if answer == "too long":
        return {"audio_float_array": np.tile(sound, 30)}
    if answer == "wrong rate":
        return {"sample_rate": 4000}
    return {}
