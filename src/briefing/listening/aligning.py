"""A line's sound + its words → which of them it holds: forced alignment by pocketsphinx, English only.

Its wheel carries its model (38 MB), so it works at once, but that model knows real speakers: left to itself
it writes nonsense of what eSpeak says. Asked whether the words fit better in their own order than backwards,
it is sure, in whatever voice. So each line is laid along its words by a grammar that may end early, and once
more along the same sounds from the last to the first.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pocketsphinx import Decoder

from briefing.engines import SpeechEngine
from briefing.listening import sound
from briefing.listening.pronouncing import SOUNDS, Pronouncer, Sounds
from briefing.listening.recogniser import Hearing
from briefing.listening.sound import Samples
from briefing.model import Said

_BEAM = 1e-300
"""None, nearly: with the usual 1e-48, and still with 1e-200, the right words of a voice that the model knows
badly fall out of the search. The grammar of one line is so small that it takes no longer."""
_SETTINGS: dict[str, Any] = {
    "samprate": sound.RATE_HZ, "lm": None, "loglevel": "FATAL", "beam": _BEAM, "wbeam": _BEAM, "pbeam": _BEAM,
    # A grammar's arcs carry all there is to weigh.
    "lw": 1.0, "wip": 1.0,
    # The best path through the word lattice is not the best alignment: it leaves words out (its issue 318).
    "bestpath": False,
    # Else a frame is scored beside the few sounds still in question, and two runs cannot be compared.
    "compallsen": True,
}  # fmt: skip
_NATS = 1024
"""`Segment.ascore` is the exponential of a score that was divided by this (SENSCR_SHIFT)."""

_EARLY_END = 20.0
"""Nats that it costs to end a line early."""
_SAID_INSTEAD = 4
"""Frames for each missing sound (of 9 that it takes): with so much speech behind it a line is not cut."""
_USUAL_WORD = 5
"""Sounds of a word that nobody knows."""
_UNEXPLAINED = 3.0
"""Nats per frame in which somebody speaks and the alignment has silence, which fits a bit to everything."""
_ENDS_EARLY = 12.0
"""Nats by which a line must fit better without its last words. To end inside a word is not on offer: with a
voice that the model does not know, half of the last word fits better than all of it in one line of ten."""


@dataclass(frozen=True, slots=True)
class _Unit:
    """A word of the line, or a run of words that nobody knows how to say."""

    words: int
    ways: tuple[Sounds, ...]


@dataclass(frozen=True, slots=True)
class _Laid:
    """A line laid along its words."""

    units: int
    """How many of them were reached."""
    score: float
    """Of all frames, in nats."""
    unexplained: int
    """Frames of speech outside of the units."""

    behind: int
    """Those among them behind the last unit."""

    @property
    def value(self) -> float:
        return self.score - _UNEXPLAINED * self.unexplained


class Aligner:
    """A recogniser of English. Not to be used from two threads at once."""

    name = "pocketsphinx"

    def __init__(self, espeak: SpeechEngine | None) -> None:
        """`espeak` tells how names sound that the dictionary has not; without it they may sound anyhow."""
        self._decoder = Decoder(**_SETTINGS)
        self._names: dict[Sounds, str] = {}
        self._pronouncer = Pronouncer(self._dictionary, espeak)
        for name in SOUNDS:
            self._decoder.add_word(_sound(name), name, False)

    def knows(self, language: str) -> bool:
        return language.replace("_", "-").split("-")[0].lower() == "en"

    def learn(self, lines: Iterable[Said]) -> None:
        """Looks the words of many lines up at once, which is faster."""
        self._pronouncer.learn(lines)

    def hear(self, sound_of_line: Samples, said: Said) -> Hearing:
        spelled = self._pronouncer.sounds_of(said)
        words = tuple(word for word, _ in spelled)
        units = _units(spelled)
        spoken = sound.spoken(sound.levels_db(sound_of_line))
        best = self._laid(units, sound_of_line, spoken, may_end_early=True)
        ends_early = best is not None and best.units < len(units)
        if best is None or ends_early:
            whole = self._laid(units, sound_of_line, spoken, may_end_early=False)
            if whole and not (best and _is_cut(best, whole, units)):
                best, ends_early = whole, False
        if best is None:
            return Hearing(words=words, found=(False,) * len(words), ends_early=False, extra=1.0)
        backwards = self._laid(_backwards(units), sound_of_line, spoken, may_end_early=True)
        frames = max(1, int(spoken.sum()))
        return Hearing(
            words=words,
            found=tuple(n < best.units for n, unit in enumerate(units) for _ in range(unit.words)),
            ends_early=ends_early,
            extra=best.unexplained / frames,
            fit=(best.value - backwards.value) / frames if backwards else 0.0,
        )

    # ------------------------------------------------------------------------------------------------ inside

    def _laid(
        self, units: Sequence[_Unit], samples: Samples, spoken: NDArray[np.bool_], *, may_end_early: bool
    ) -> _Laid | None:
        """None where the units do not fit in the sound at all."""
        end = len(units)
        final, extra_state = end + 1, end + 2
        arcs: list[tuple[Any, ...]] = [(end, final, 1.0)]
        for at, unit in enumerate(units):
            if may_end_early and at:
                arcs.append((at, final, math.exp(-_EARLY_END)))
            if not unit.ways:
                arcs += [(at, extra_state, 1.0), *_any_sounds(extra_state), (extra_state, at + 1, 1.0)]
                extra_state += 1
            for way in unit.ways:
                arcs.append((at, at + 1, 1.0, self._named(way)))
        self._decoder.add_fsg("line", self._decoder.create_fsg("line", 0, final, arcs))
        reached, score, unexplained, behind, is_unknown = 0, 0.0, 0, 0, False
        for segment in self._decoded("line", samples):
            score += _score(segment)
            if segment.word.startswith(("<", "[")):
                behind += int(spoken[segment.start_frame : segment.end_frame + 1].sum())
                continue
            unexplained, behind = unexplained + behind, 0
            is_same = is_unknown and segment.word.startswith("any_")  # the next of any sounds of a unit
            reached += not is_same
            is_unknown = segment.word.startswith("any_")
        return _Laid(reached, score, unexplained + behind, behind) if reached else None

    def _decoded(self, grammar: str, samples: Samples) -> Iterator[Any]:
        """The segments of the best path, without the empty ones; none where nothing fits."""
        decoder = self._decoder
        decoder.activate_search(grammar)
        decoder.start_utt()
        decoder.process_raw(sound.pcm(samples), full_utt=True)
        decoder.end_utt()
        if decoder.hyp() is not None:
            yield from (segment for segment in decoder.seg() if segment.word != "(NULL)")

    def _named(self, sounds: Sounds) -> str:
        """The decoder's word for these sounds."""
        if sounds not in self._names:
            self._names[sounds] = f"word_{len(self._names)}"
            self._decoder.add_word(self._names[sounds], " ".join(sounds), False)
        return self._names[sounds]

    def _dictionary(self, word: str) -> Iterator[str]:
        number, sounds = 1, self._decoder.lookup_word(word)
        while sounds:
            yield sounds
            number += 1
            sounds = self._decoder.lookup_word(f"{word}({number})")


def _units(spelled: Iterable[tuple[str, tuple[Sounds, ...]]]) -> tuple[_Unit, ...]:
    units: list[_Unit] = []
    for _, ways in spelled:
        if not ways and units and not units[-1].ways:
            units[-1] = _Unit(units[-1].words + 1, ())
        else:
            units.append(_Unit(1, ways))
    return tuple(units)


def _backwards(units: Sequence[_Unit]) -> tuple[_Unit, ...]:
    """The same sounds in the other order: as long, as usual, and not what was to be said."""
    return tuple(_Unit(unit.words, tuple(way[::-1] for way in unit.ways)) for unit in reversed(units))


def _is_cut(early: _Laid, whole: _Laid, units: Sequence[_Unit]) -> bool:
    """Whether the line fits clearly better without its last words, and nothing is said in their place."""
    missing = sum(min((len(way) for way in unit.ways), default=_USUAL_WORD) for unit in units[early.units :])
    gain = early.value + _EARLY_END - whole.value  # what it costs is in the value
    return gain > _ENDS_EARLY and early.behind < _SAID_INSTEAD * missing


def _any_sounds(state: int) -> list[tuple[Any, ...]]:
    return [(state, state, 1 / len(SOUNDS), _sound(name)) for name in SOUNDS]


def _sound(name: str) -> str:
    return f"any_{name}"


def _score(segment: Any) -> float:
    """In nats."""
    return math.log(segment.ascore) * _NATS if segment.ascore > 0 else -float(_NATS) * 700
