"""An engine that dies at a text, as eSpeak's process may: every other text is spoken."""

from __future__ import annotations

from briefing.errors import EngineError
from briefing.model import Audio, Utterance
from engines.tone import ToneEngine


class DyingEngine(ToneEngine):
    def __init__(self, deadly: str) -> None:
        super().__init__()
        self.deadly = deadly

    def answer(self, utterance: Utterance) -> Audio:
        if self.deadly in utterance.text:
            raise EngineError("the process of the engine has died", why="signal 11", hint="Change the line.")
        return super().answer(utterance)
