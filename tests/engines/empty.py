"""An engine that answers with nothing."""

from __future__ import annotations

from briefing.model import Audio, Utterance
from engines.tone import ToneEngine


class EmptyEngine(ToneEngine):
    def answer(self, utterance: Utterance) -> Audio:
        return Audio(data=b"", format="mp3", sample_rate_hz=24_000)
