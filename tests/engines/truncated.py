"""An engine whose connection is cut in the middle of the sound."""

from __future__ import annotations

from dataclasses import replace

from briefing.model import Audio, Utterance
from engines.tone import ToneEngine


class TruncatedEngine(ToneEngine):
    def answer(self, utterance: Utterance) -> Audio:
        whole = super().answer(utterance)
        return replace(whole, data=whole.data[: len(whole.data) // 2])
