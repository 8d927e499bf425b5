"""Nothing → signature.mp3 and bed.mp3, the two pieces beside this file: every note is computed here.

Run it to make them anew: `python sounds/compose.py [FOLDER]`. The same notes give the same samples.

Both are in D, at tempi whose beats are whole samples, and made to stay out of a voice's way: no percussion,
little between 1 and 4 kHz where consonants live, attacks that are soft. The signature rises over an open
fifth, rests on the major chord in its second bar, and has died away after five and a half seconds. The bed
is six chords of two bars; its reverberation is laid around its end onto its start, so it may be repeated for
ever.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Mono = NDArray[np.float64]
Stereo = NDArray[np.float64]
"""(2, samples)"""

RATE_HZ = 44_100
_NAMES = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")


def hz(note: str) -> float:
    """Of "A4", in equal temperament."""
    return float(440 * 2 ** ((_NAMES.index(note[:-1]) - 9) / 12 + int(note[-1]) - 4))


# ---------------------------------------------------------------------------------------- instruments


def mallet(note: str, seconds: float) -> Mono:
    """Between a vibraphone and a felted piano: few partials, the high ones gone at once."""
    time, base = _time(seconds), hz(note)
    partials = [(1.0, 1.0, 1.0), (2.0, 0.30, 1.6), (3.01, 0.10, 2.6), (4.0, 0.13, 3.5), (9.9, 0.03, 12.0)]
    decay_s = 1.5 * (330 / base) ** 0.35
    tone = sum(
        (level * np.sin(2 * np.pi * base * ratio * time) * np.exp(-time * speed / decay_s))
        for ratio, level, speed in partials
    )
    return np.asarray(tone) * _attack(time, 0.006) * _release(time, 0.08)


def bass(note: str, seconds: float) -> Mono:
    """A soft pluck, with enough of the octave and the twelfth to be heard from a telephone."""
    time, base = _time(seconds), hz(note)
    tone = sum(
        level * np.sin(2 * np.pi * base * ratio * time) * np.exp(-time * speed)
        for ratio, level, speed in [(1, 1.0, 0.9), (2, 0.35, 1.6), (3, 0.15, 2.6), (4, 0.05, 4.0)]
    )
    return np.asarray(tone) * _attack(time, 0.012) * _release(time, 0.15)


def pad(note: str, seconds: float, *, rise_s: float, fall_s: float) -> Stereo:
    """Two slightly mistuned voices a side, mellow: the chord that carries everything else."""
    time, base = _time(seconds), hz(note)
    sides = []
    for side in (-1, 1):
        voices = [base * (1 + side * cents / 1200 * np.log(2)) for cents in (2.1, -4.3)]
        tone = sum(
            np.sin(2 * np.pi * voice * k * time + k * number + side) / k**2.1
            for number, voice in enumerate(voices)
            for k in range(1, 5)
            if voice * k < 2_500
        )
        sides.append(np.asarray(tone))
    return np.stack(sides) * _attack(time, rise_s) * _release(time, fall_s)


def _time(seconds: float) -> Mono:
    return np.arange(round(seconds * RATE_HZ)) / RATE_HZ


def _attack(time: Mono, seconds: float) -> Mono:
    return np.asarray(np.sin(np.pi / 2 * np.clip(time / seconds, 0, 1)) ** 2)


def _release(time: Mono, seconds: float) -> Mono:
    return np.asarray(_attack(time[::-1], seconds))


# ---------------------------------------------------------------------------------------------- room


class Canvas:
    """A stretch of stereo onto which notes are laid; what goes over its end begins again at its start."""

    def __init__(self, samples: int) -> None:
        self.dry: Stereo = np.zeros((2, samples))

    def lay(self, sound: Mono | Stereo, at: int, *, level: float, pan: float = 0.0) -> None:
        """`pan`: −1 left … 1 right, at constant power."""
        angle = (pan + 1) * np.pi / 4
        sides = np.stack([sound, sound]) if sound.ndim == 1 else sound
        sides = sides * (np.array([[np.cos(angle)], [np.sin(angle)]]) * np.sqrt(2) * level)
        _fold(sides, self.dry, at)

    def in_room(self, *, wet: float, seconds: float) -> Stereo:
        """With the reverberation of a hall, around the end; `seconds`: until it is 60 dB down."""
        length = self.dry.shape[1]
        time = _time(seconds * 1.2)
        noise = np.random.RandomState(7)  # whose numbers NumPy promises never to change
        made = []
        for side in range(2):
            echo = noise.standard_normal(len(time)) * 10 ** (-3 * time / seconds) * _attack(time, 0.03)
            echo = np.convolve(echo, np.hanning(23) / np.hanning(23).sum())[: len(time)]  # dull walls
            echo = np.concatenate([np.zeros(RATE_HZ // 60), echo / np.sqrt((echo**2).sum())])
            folded = np.zeros(length)
            _fold(echo, folded, 0)
            heard = np.fft.irfft(np.fft.rfft(self.dry[side]) * np.fft.rfft(folded), length)
            made.append(self.dry[side] + wet * heard)
        return np.stack(made)


def _fold(sound: Mono | Stereo, onto: Mono | Stereo, at: int) -> None:
    """Add `sound` from sample `at` on, around the end as often as it is longer."""
    length, taken = onto.shape[-1], 0
    while taken < sound.shape[-1]:
        start = (at + taken) % length
        part = sound[..., taken : taken + length - start]
        onto[..., start : start + part.shape[-1]] += part
        taken += part.shape[-1]


# -------------------------------------------------------------------------------------------- pieces


def signature() -> Stereo:
    """Five and a half seconds: an open fifth, four rising notes, the chord they lead to."""
    beat = RATE_HZ * 60 // 105
    canvas = Canvas(RATE_HZ * 8)
    rising = ["D4", "A4", "D5", "E5"]
    for number, note in enumerate(rising):
        canvas.lay(mallet(note, 2.5), number * beat // 2, level=0.5 + 0.05 * number, pan=-0.35 + 0.2 * number)
    canvas.lay(mallet("A5", 3.0), 2 * beat, level=0.6, pan=0.25)
    canvas.lay(mallet("F#5", 2.5), 3 * beat, level=0.45, pan=-0.1)
    for note, pan in [("D5", 0.0), ("A4", -0.3), ("F#4", 0.3), ("E5", 0.15)]:
        canvas.lay(mallet(note, 3.2), 4 * beat, level=0.42, pan=pan)
    for note, at, level in [
        ("D2", 0, 0.35),
        ("D3", 0, 0.3),
        ("G2", 2 * beat, 0.5),
        ("D2", 4 * beat, 0.4),
        ("D3", 4 * beat, 0.4),
    ]:
        canvas.lay(bass(note, 3.0), at, level=level)
    long_s = 2 * beat / RATE_HZ
    for note in ["D3", "A3", "E4"]:
        canvas.lay(pad(note, long_s + 0.5, rise_s=0.5, fall_s=0.6), 0, level=0.13)
    for note in ["G3", "B3", "D4", "A4"]:
        canvas.lay(pad(note, long_s + 0.5, rise_s=0.25, fall_s=0.6), 2 * beat - RATE_HZ // 10, level=0.12)
    for note in ["D3", "A3", "F#4", "E4"]:
        canvas.lay(pad(note, 2.6, rise_s=0.2, fall_s=2.2), 4 * beat - RATE_HZ // 20, level=0.14)
    heard = canvas.in_room(wet=0.35, seconds=1.8)[:, : round(5.6 * RATE_HZ)]
    heard *= _release(_time(5.6), 1.2)
    return _levelled(heard)


BED_CHORDS = (
    ("D2", ("D3", "A3", "E4", "F#4")),
    ("B1", ("B2", "A3", "D4", "F#4")),
    ("G1", ("G2", "B3", "D4", "A4")),
    ("F#1", ("F#2", "A3", "D4", "E4")),
    ("E2", ("E3", "G3", "B3", "F#4")),
    ("A1", ("A2", "A3", "D4", "E4")),
)
BEATS_A_CHORD = 8
BED_BEAT = RATE_HZ * 60 // 90
"""29,400 samples."""


def bed() -> Stereo:
    """Thirty-two seconds that go round."""
    chord = BEATS_A_CHORD * BED_BEAT
    canvas = Canvas(len(BED_CHORDS) * chord)
    for number, (low, notes) in enumerate(BED_CHORDS):
        start = number * chord
        for note in notes:
            whole = pad(note, chord / RATE_HZ + 1.6, rise_s=1.2, fall_s=1.6)
            canvas.lay(whole, start - RATE_HZ // 2, level=0.16)
        octave = low[:-1] + str(int(low[-1]) + 1)
        for at, note, level in [(0, octave, 0.5), (3, octave, 0.22), (4, octave, 0.38), (7, octave, 0.18)]:
            canvas.lay(bass(note, 2.0), start + at * BED_BEAT, level=level)
        upper = [notes[1], notes[2], notes[3], notes[2]]
        for eighth in range(2 * BEATS_A_CHORD):
            accent = (0.16, 0.07, 0.11, 0.07)[eighth % 4]
            sound = mallet(upper[eighth % 4], 0.9)
            canvas.lay(sound, start + eighth * BED_BEAT // 2, level=accent, pan=(-0.5, 0.5)[eighth % 2])
    # A few notes far apart, so that it does not seem to stand still.
    tune = [
        (2, "A5"),
        (3, "F#5"),
        (10, "E5"),
        (11, "D5"),
        (18, "F#5"),
        (26, "A5"),
        (27, "E5"),
        (34, "D5"),
        (42, "E5"),
    ]
    for beat, note in tune:
        canvas.lay(mallet(note, 2.5), beat * BED_BEAT, level=0.12, pan=0.2)
    return _levelled(canvas.in_room(wet=0.45, seconds=2.4))


def _levelled(sound: Stereo) -> Stereo:
    """Its peak at −3 dBFS: nothing is clipped, and the mix sets the loudness anyway."""
    return np.asarray(sound * (10 ** (-3 / 20) / np.abs(sound).max()))


PIECES = {"signature": signature, "bed": bed}


def main(folder: Path) -> None:
    """96 kbit/s are more than such mellow sounds need."""
    from briefing.mix import mp3
    from briefing.model import SoundFile

    coded = SoundFile(sample_rate_hz=RATE_HZ, channels=2, bitrate_kbits=96)
    for name, piece in PIECES.items():
        with (folder / f"{name}.mp3").open("w+b") as file:
            mp3.encode([piece().astype(np.float32)], file, coded)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
