"""Pieces → stored clips: what is not in the store is asked for, and kept the moment it is there."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack
from types import TracebackType

from briefing.engines import SpeechEngine
from briefing.errors import BriefingError, EngineError
from briefing.speech.asking import USUAL, Asker, Patience, StoppedError
from briefing.speech.casting import Piece
from briefing.speech.clip_store import ClipStore, StoredClip

Progress = Callable[[int, int], None]
"""Is told how many pieces are done, and of how many."""


class EngineFailedError(Exception):
    """An engine failed for good; what was finished is in the store."""

    def __init__(self, engine: str, error: EngineError) -> None:
        super().__init__(engine, error)
        self.engine = engine
        self.error = error


class Studio:
    """The engines of one run, loaded when first needed, and what they have spoken so far."""

    def __init__(
        self,
        store: ClipStore,
        load: Callable[[str], SpeechEngine],
        patience: Patience = USUAL,
        progress: Progress | None = None,
    ) -> None:
        self._store = store
        self._load = load
        self._patience = patience
        self._progress = progress or (lambda done, total: None)
        self._engines: dict[str, SpeechEngine] = {}
        self._open = ExitStack()
        self._done: dict[str, StoredClip] = {}
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
        under way have ended and been kept; the error's line then says how much is kept.
        """
        todo = {piece.key: piece for piece in pieces if not self._find(piece.key)}
        counts = _Counts(pieces)
        self._progress(counts.done(self._done), counts.total)
        stop = threading.Event()
        pools = {name: self._pool(name, stop) for name in {piece.engine for piece in todo.values()}}
        pending: dict[Future[StoredClip], Piece] = {}
        try:
            for piece in todo.values():
                pool, asker = pools[piece.engine]
                pending[pool.submit(self._speak, asker, piece, stop)] = piece
            while pending:
                # The timeout lets Ctrl-C through on Windows, where a wait without end is deaf to it.
                finished, _ = wait(pending, timeout=0.5, return_when=FIRST_COMPLETED)
                for future in finished:
                    piece = pending[future]
                    if isinstance(future.exception(), StoppedError):
                        del pending[future]  # the one that failed is among the others
                        continue
                    self._done[piece.key] = future.result()
                    del pending[future]
                    self.spoken_now += 1
                if finished:
                    self._progress(counts.done(self._done), counts.total)
        except BaseException as exc:
            stop.set()
            _shut(pools.values())
            self._collect(pending)
            _say_what_is_kept(exc, counts.done(self._done), counts.total)
            raise
        _shut(pools.values())
        return self._done

    def _find(self, key: str) -> StoredClip | None:
        if key not in self._done and (stored := self._store.get(key)):
            self._done[key] = stored
        return self._done.get(key)

    def _pool(self, name: str, stop: threading.Event) -> tuple[ThreadPoolExecutor, Asker]:
        engine = self.engine(name)
        threads = ThreadPoolExecutor(max_workers=max(1, engine.limits.parallel), thread_name_prefix=name)
        return threads, Asker(name, engine, self._patience, stop)

    def _speak(self, asker: Asker, piece: Piece, stop: threading.Event) -> StoredClip:
        try:
            try:
                sound = asker.ask(piece.utterance)
            except EngineError as exc:
                raise EngineFailedError(piece.engine, exc) from exc
            return self._store.put(piece.key, sound.audio, sound.duration_ms)
        except BaseException:
            stop.set()  # here, so that no thread begins another call before the main one has seen it
            raise

    def _collect(self, pending: Mapping[Future[StoredClip], Piece]) -> None:
        """What came in while the others were stopped."""
        for future, piece in pending.items():
            if future.done() and not future.cancelled() and not future.exception():
                self._done[piece.key] = future.result()
                self.spoken_now += 1


class _Counts:
    def __init__(self, pieces: Iterable[Piece]) -> None:
        self._keys = [piece.key for piece in pieces]
        self.total = len(self._keys)

    def done(self, clips: Mapping[str, StoredClip]) -> int:
        return sum(key in clips for key in self._keys)


def _shut(pools: Iterable[tuple[ThreadPoolExecutor, Asker]]) -> None:
    for threads, _ in pools:
        threads.shutdown(wait=True, cancel_futures=True)


def _say_what_is_kept(exc: BaseException, done: int, total: int) -> None:
    """Adds to the error's line what the next run will not have to do again."""
    if not done:
        return
    kept = f"{done} of {total} clips are kept: the next run asks for the other {total - done} only."
    error = exc.error if isinstance(exc, EngineFailedError) else exc
    if isinstance(error, BriefingError):
        error.hint = f"{error.hint} {kept}".strip()
    elif isinstance(error, KeyboardInterrupt):
        error.args = (f"stopped. {kept}",)
