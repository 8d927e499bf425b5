"""Script + voice profile → what each line was to say, for somebody who listens to it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from briefing.engines import Limits, VoiceInfo
from briefing.model import Audio, Said, Script, Utterance, VoiceProfile
from briefing.speech.casting import Cast, House, Piece, pieces_of
from briefing.speech.pace import estimated_ms


def said(script: Script, *, profile: VoiceProfile, house: House) -> tuple[Said, ...]:
    """Each line that can be said, whole. No engine is loaded: it may not even be installed."""
    return tuple(
        Said(
            segment=piece.segment + 1,
            line=piece.line + 1,
            written=script.segments[piece.segment].lines[piece.line].text,
            utterance=piece.utterance,
            estimated_ms=estimated_ms(piece.utterance.text, piece.utterance.voice.rate),
        )
        for piece in pieces_of(script, Cast((profile,), house=cache(house)), lambda name: _Unlimited())
        if isinstance(piece, Piece)
    )


class _Unlimited:
    """Stands in for an engine where nothing is spoken: it takes every line whole."""

    limits = Limits()

    def fingerprint(self, utterance: Utterance) -> str:
        return ""

    def speak(self, utterance: Utterance) -> Audio:
        raise NotImplementedError

    def voices(self) -> Iterable[VoiceInfo]:
        return ()

    def phonemes(self, utterance: Utterance) -> str | None:
        return None

    def close(self) -> None:
        pass
