"""An engine whose MP3 has 260 bytes: a frame and a half, the silent failure that users report most."""

from __future__ import annotations

from google_standin import mp3_tone

from briefing.model import Audio, Utterance
from engines.tone import ToneEngine


class TinyMp3Engine(ToneEngine):
    def answer(self, utterance: Utterance) -> Audio:
        return Audio(data=mp3_tone(utterance.text)[:260], format="mp3", sample_rate_hz=24_000)
