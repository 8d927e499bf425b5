"""An engine that takes a captive portal's page for sound."""

from __future__ import annotations

from briefing.model import Audio, Utterance
from engines.tone import ToneEngine


class WebPageEngine(ToneEngine):
    def answer(self, utterance: Utterance) -> Audio:
        page = b"\n<!DOCTYPE html><html><body>Please log in to the network.</body></html>"
        return Audio(data=page, format="mp3", sample_rate_hz=24_000)
