"""Pieces → stored clips: what is not in the store is asked for, and kept the moment it is there."""

from __future__ import annotations

import sys
import threading
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from types import TracebackType

from briefing.engines import Limits, SpeechEngine
from briefing.errors import BriefingError, EngineError
from briefing.model import Audio
from briefing.speech import siblings
from briefing.speech.asking import USUAL, Asker, Patience, StoppedError
from briefing.speech.casting import EngineFailedError, Piece
from briefing.speech.clip_store import ClipStore, StoredClip
from briefing.speech.planning import need_of
from briefing.speech.spending import NO_CEILING, Ceiling, CeilingError, Meter

Progress = Callable[[int, int], None]
"""Is told how many pieces are done, and of how many."""
Ready = Callable[[Path], None]
"""Is given each clip's file as soon as it is there, in any order; a clip may yet give way to another. What it
raises ends the speaking."""
_Service = tuple[str, Limits]
"""Voices of one engine may stand for several services, which it tells apart by their limits."""
_RETURNS = 3
"""How often clips that somebody removed from the store under the run are asked for again."""

_TURN_S = 0.0005
"""Python's own is 5 ms, for which a thread with a line ready would wait: as long as eSpeak needs for one."""


class Studio:
    """The engines of one run, loaded when first needed, and what they have spoken so far."""

    def __init__(
        self,
        store: ClipStore,
        load: Callable[[str], SpeechEngine],
        patience: Patience = USUAL,
        progress: Progress | None = None,
        ceiling: Ceiling = NO_CEILING,
        ready: Ready | None = None,
    ) -> None:
        self._store = store
        self._load = load
        self._patience = patience
        self._progress = progress or (lambda done, total: None)
        self._ready = ready or (lambda clip: None)
        self._meter = Meter(ceiling)
        self._engines: dict[str, SpeechEngine] = {}
        self._open = ExitStack()
        self._done: dict[str, StoredClip] = {}
        self.anew: set[str] = set()
        """Keys that are asked for once more, whatever the store has of them."""
        self._counting = threading.Lock()
        self.spoken_now = 0
        """Utterances that an engine has spoken in this run."""

    def engine(self, name: str) -> SpeechEngine:
        """Raises EngineFailedError where it is not installed, VoiceProfileError where there is none such."""
        if name not in self._engines:
            try:
                engine = self._load(name)
            except EngineError as exc:
                raise EngineFailedError(name, exc) from exc
            self._open.callback(engine.close)
            self._engines[name] = engine
        return self._engines[name]

    def __enter__(self) -> Studio:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._open:  # closes every engine, even when one of them fails to
            self._store.make_room()

    def record(self, pieces: Sequence[Piece]) -> Mapping[str, StoredClip]:
        """The clips of all pieces by key; an utterance that occurs twice is spoken once.

        Raises EngineFailedError, or whatever else stopped it (KeyboardInterrupt among them), after the calls
        under way have ended and been kept; the error's line then says how much is kept. UsageError where it
        would take more than the run may.
        """
        with _turns_of(_TURN_S):
            self._say_missing(pieces, admit=True)
        for _ in range(_RETURNS):
            lost = {piece.key for piece in pieces if not self._store.keep(self._done[piece.key])}
            if not lost:
                return self._done
            for key in lost:
                del self._done[key]
            self._say_missing(pieces)
        raise EngineError(
            "clips vanish from the clip store while they are needed",
            why=f"{len(lost)} of {len(pieces)} are gone again",
            hint="Leave the folder alone meanwhile, or set BRIEFING_CACHE to another one.",
        )

    def review(self, pieces: Sequence[Piece]) -> list[str]:
        """Asks once more for what is too short beside its siblings; a line for each clip that still is.

        Offline engines are believed: nothing is lost on their way. Raises EngineFailedError where a clip is
        so short that it must have been cut off; it is then not kept.
        """
        online = [piece for piece in pieces if not piece.limits.offline]
        doubtful = siblings.shares(online, self._done)
        if not doubtful:
            return []
        places = {piece.key: piece for piece in reversed(online)}
        for key in doubtful:
            if not self._done[key].is_second:
                self._done[key] = self._longer_of_two(places[key], self._done[key])
        doubtful = siblings.shares(online, self._done)
        for key, share in doubtful.items():
            if siblings.is_surely_cut(share):
                self._store.drop(self._done.pop(key))
                raise EngineFailedError(places[key].engine, siblings.refusal(places[key], share))
        return [siblings.warning(places[key], share) for key, share in doubtful.items()]

    def _longer_of_two(self, piece: Piece, first: StoredClip) -> StoredClip:
        asker = self._asker(piece, threading.Event())
        try:
            second = asker.ask(piece.utterance)
        except EngineError:  # then the first must do; the next run asks again
            return first
        if second.duration_ms > first.duration_ms:
            return self._store.put(piece.key, second.audio, second.duration_ms, is_second=True)
        audio = Audio(
            data=first.audio.read_bytes(),
            format=first.format,
            sample_rate_hz=first.sample_rate_hz,
            words=first.words,
        )
        return self._store.put(piece.key, audio, first.duration_ms, is_second=True)

    def _say_missing(self, pieces: Sequence[Piece], *, admit: bool = False) -> None:
        todo = {piece.key: piece for piece in pieces if not self._find(piece.key)}
        if admit:
            self._meter.admit(need_of(todo.values()))
        if todo:
            self._store.prepare()
        for piece in pieces:
            if piece.key in self._done:
                self._ready(self._done[piece.key].audio)
        count = _Count(pieces, self._done)
        self._progress(count.done, count.total)
        stop = threading.Event()
        pools: dict[_Service, tuple[ThreadPoolExecutor, Asker]] = {}
        ended: SimpleQueue[tuple[Piece, Future[StoredClip]]] = SimpleQueue()
        try:
            for piece in todo.values():
                service = piece.engine, piece.limits
                if service not in pools:
                    pools[service] = self._pool(piece, stop)
                threads, asker = pools[service]
                future = threads.submit(self._speak, asker, piece, stop)
                future.add_done_callback(partial(_report, ended, piece))
            for left in range(len(todo), 0, -1):
                piece, future = _next(ended)
                if isinstance(future.exception(), StoppedError):
                    continue  # the one that failed is among the others
                self._keep(piece, future.result(), count)
                self._ready(self._done[piece.key].audio)
                if ended.empty() or left == 1:
                    self._progress(count.done, count.total)
        except BaseException as exc:
            stop.set()
            _shut(pools.values())
            while not ended.empty():  # what came in while the others were stopped
                piece, future = ended.get()
                if not future.cancelled() and not future.exception():
                    self._keep(piece, future.result(), count)
            _say_what_is_kept(exc, count)
            raise
        _shut(pools.values())

    def _keep(self, piece: Piece, clip: StoredClip, count: _Count) -> None:
        self._done[piece.key] = clip
        count.add(piece.key)

    def _find(self, key: str) -> StoredClip | None:
        if key not in self._done and key not in self.anew and (stored := self._store.get(key)):
            self._done[key] = stored
        return self._done.get(key)

    def _pool(self, piece: Piece, stop: threading.Event) -> tuple[ThreadPoolExecutor, Asker]:
        threads = max(1, piece.limits.parallel)
        return ThreadPoolExecutor(threads, thread_name_prefix=piece.engine), self._asker(piece, stop)

    def _asker(self, piece: Piece, stop: threading.Event) -> Asker:
        engine = self.engine(piece.engine)
        return Asker(piece.engine, engine, piece.limits, self._patience, stop, self._meter)

    def _speak(self, asker: Asker, piece: Piece, stop: threading.Event) -> StoredClip:
        try:
            if piece.key not in self.anew and (stored := self._store.get(piece.key)):
                return stored  # another program has spoken it meanwhile
            try:
                sound = asker.ask(piece.utterance)
            except CeilingError:
                raise
            except EngineError as exc:
                raise EngineFailedError(piece.engine, exc) from exc
            durable = not piece.limits.offline
            clip = self._store.put(piece.key, sound.audio, sound.duration_ms, durable=durable)
            with self._counting:
                self.spoken_now += 1
            return clip
        except BaseException:
            stop.set()  # here, so that no thread begins another call before the main one has seen it
            raise


@contextmanager
def _turns_of(seconds: float) -> Iterator[None]:
    """How long a thread may keep the interpreter while others want it."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(seconds)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


class _Count:
    """How many pieces are done: one clip may be heard in several places."""

    def __init__(self, pieces: Sequence[Piece], done: Container[str]) -> None:
        self._places = Counter(piece.key for piece in pieces)
        self.total = len(pieces)
        self.done = sum(places for key, places in self._places.items() if key in done)

    def add(self, key: str) -> None:
        self.done += self._places[key]


def _report(
    ended: SimpleQueue[tuple[Piece, Future[StoredClip]]], piece: Piece, future: Future[StoredClip]
) -> None:
    ended.put((piece, future))


def _next(ended: SimpleQueue[tuple[Piece, Future[StoredClip]]]) -> tuple[Piece, Future[StoredClip]]:
    while True:
        # The timeout lets Ctrl-C through on Windows, where a wait without end is deaf to it.
        with suppress(Empty):
            return ended.get(timeout=0.5)


def _shut(pools: Iterable[tuple[ThreadPoolExecutor, Asker]]) -> None:
    for threads, _ in pools:
        threads.shutdown(wait=True, cancel_futures=True)


def _say_what_is_kept(exc: BaseException, count: _Count) -> None:
    """Adds to the error's line what the next run will not have to do again, and what it will."""
    left = count.total - count.done
    kept = (
        f"{count.done} of {count.total} clips are kept: the next run asks for the other {left} only."
        if count.done
        else f"No clip is finished: the next run asks for all {count.total}."
    )
    error = exc.error if isinstance(exc, EngineFailedError) else exc
    if isinstance(error, BriefingError):
        error.hint = f"{error.hint} {kept}".strip()
    elif isinstance(error, KeyboardInterrupt):
        error.args = (f"stopped. {kept}",)
