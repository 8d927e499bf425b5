"""Script → what speaking it would take, before any engine is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefing.model import Pauses, Script
from briefing.speech.casting import Piece
from briefing.speech.clip_store import ClipStore
from briefing.speech.pace import estimated_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    lines: int
    characters: int
    """As they are spoken: digits in words."""
    clips_cached: int
    requests: Mapping[str, int]
    """Engine → calls still to make; an engine with none is not named."""
    characters_to_send: Mapping[str, int]
    """Engine → characters of those calls: what a paid engine charges for."""
    duration_ms: int
    """Clips that are there as measured, the others estimated; with pauses."""


def planned(script: Script, pieces: Sequence[Piece], store: ClipStore, pauses: Pauses) -> Plan:
    stored = {piece.key: store.get(piece.key) for piece in pieces}
    requests: Counter[str] = Counter()
    to_send: Counter[str] = Counter()
    for piece in {piece.key: piece for piece in pieces if not stored[piece.key]}.values():
        requests[piece.engine] += 1
        to_send[piece.engine] += len(piece.utterance.text)
    spoken_ms = 0
    for piece in pieces:
        clip = stored[piece.key]
        spoken_ms += (
            clip.duration_ms if clip else estimated_ms(piece.utterance.text, piece.utterance.voice.rate)
        )
    return Plan(
        lines=len({(piece.segment, piece.line) for piece in pieces}),
        characters=sum(len(piece.utterance.text) for piece in pieces),
        clips_cached=sum(stored[piece.key] is not None for piece in pieces),
        requests=dict(requests),
        characters_to_send=dict(to_send),
        duration_ms=spoken_ms + sum(_pause_ms(a, b, script, pauses) for a, b in pairwise(pieces)),
    )


def _pause_ms(before: Piece, after: Piece, script: Script, pauses: Pauses) -> int:
    speakers = [
        (piece.voice, script.segments[piece.segment].lines[piece.line].speaker) for piece in (before, after)
    ]
    return pauses.between_ms(
        same_segment=before.segment == after.segment,
        same_line=(before.segment, before.line) == (after.segment, after.line),
        same_speaker=speakers[0] == speakers[1],
    )
