"""An engine that is busy for its first calls, or always."""

from __future__ import annotations

import math

from briefing.errors import EngineBusyError
from briefing.model import Audio, Utterance
from engines.tone import ToneEngine


class BusyEngine(ToneEngine):
    def __init__(self, times: float = math.inf, *, retry_after_s: float | None = None) -> None:
        super().__init__()
        self.left = times
        self.retry_after_s = retry_after_s

    def answer(self, utterance: Utterance) -> Audio:
        if self.left > 0:
            self.left -= 1
            raise EngineBusyError("the service is busy", why="429", retry_after_s=self.retry_after_s)
        return super().answer(utterance)
