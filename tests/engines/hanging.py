"""An engine that never answers, until it is closed."""

from __future__ import annotations

import threading

from briefing.model import Audio, Utterance
from engines.tone import ToneEngine


class HangingEngine(ToneEngine):
    def __init__(self) -> None:
        super().__init__()
        self._let_go = threading.Event()

    def answer(self, utterance: Utterance) -> Audio:
        self._let_go.wait()
        return super().answer(utterance)

    def close(self) -> None:
        super().close()
        self._let_go.set()
