"""An engine that gives silence of the right length."""

from __future__ import annotations

from briefing.model import Audio, Utterance
from engines.tone import RATE_HZ, ToneEngine, duration_ms, tone


class SilentEngine(ToneEngine):
    def answer(self, utterance: Utterance) -> Audio:
        return Audio(data=tone(duration_ms(utterance.text), peak=20), format="wav", sample_rate_hz=RATE_HZ)
