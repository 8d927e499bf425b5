"""Script → what speaking it would take, before any engine is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefing.model import Pauses, Script
from briefing.speech.casting import Piece
from briefing.speech.clip_store import ClipStore
from briefing.speech.pace import estimated_ms
from briefing.speech.spending import Need


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    lines: int
    characters: int
    """As they are spoken: digits in words."""
    clips_cached: int
    need: Need
    """What is still to be asked for."""
    duration_ms: int
    """Clips that are there as measured, the others estimated; with pauses."""


def need_of(pieces: Iterable[Piece]) -> Need:
    """What asking for the pieces takes; two with the same key are one request."""
    requests: Counter[str] = Counter()
    characters: Counter[str] = Counter()
    paid: set[str] = set()
    for piece in {piece.key: piece for piece in pieces}.values():
        requests[piece.engine] += 1
        characters[piece.engine] += len(piece.utterance.text)
        if not (piece.limits.offline or piece.limits.free):
            paid.add(piece.engine)
    return Need(requests=dict(requests), characters=dict(characters), free=frozenset(requests) - paid)


def planned(
    script: Script,
    pieces: Sequence[Piece],
    store: ClipStore,
    pauses: Pauses,
) -> Plan:
    stored = {piece.key: store.get(piece.key) for piece in pieces}
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
        need=need_of([piece for piece in pieces if not stored[piece.key]]),
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
