"""What can be told of a sound without knowing a word."""

from pathlib import Path

import av
import numpy as np
import pytest

from briefing.listening import acoustics, sound
from briefing.listening.sound import RATE_HZ, Samples


def babble(seed: int, s: float = 2.0) -> Samples:
    """Noise whose colour changes every 80 ms, as that of speech does."""
    chance = np.random.default_rng(seed)
    pieces = []
    for _ in range(int(s / 0.08)):
        piece = chance.normal(0, 0.1, RATE_HZ * 80 // 1000)
        pieces.append(np.convolve(piece, chance.normal(0, 1, 12), "same"))
    made: Samples = np.concatenate(pieces).astype(np.float32)
    return made * np.float32(0.1 / made.std())


@pytest.mark.parametrize("between_ms", [0, 120, 330])
def test_what_is_said_twice(between_ms: int) -> None:
    line = babble(1)
    rest = np.zeros(RATE_HZ * between_ms // 1000, np.float32)
    assert acoustics.measured(np.concatenate([line, rest, line]), -20).repetition > 0.9


def test_what_is_said_once_or_goes_on_with_something_else() -> None:
    assert acoustics.measured(babble(1, 4.0), -20).repetition < 0.5
    assert acoustics.measured(np.concatenate([babble(1), babble(2)]), -20).repetition < 0.5


def test_silence_beside_a_loud_programme() -> None:
    hiss = np.random.default_rng(3).normal(0, 0.0005, RATE_HZ).astype(np.float32)
    assert acoustics.measured(hiss, -20).spoken_ms == 0
    assert acoustics.measured(np.zeros(0, np.float32), -20).spoken_ms == 0


def test_a_sound_that_breaks_off_and_one_that_dies_away() -> None:
    line = babble(1)
    away = line.copy()
    away[-RATE_HZ // 5 :] *= np.linspace(1, 0, RATE_HZ // 5, dtype=np.float32)
    silence = np.zeros(RATE_HZ // 10, np.float32)
    torn_db = acoustics.measured(np.concatenate([line, silence]), -20).end_db
    assert torn_db > acoustics.measured(np.concatenate([away, silence]), -20).end_db + 6


def test_a_pause_is_no_speech() -> None:
    line = np.concatenate([babble(1), np.zeros(RATE_HZ, np.float32), babble(2)])
    assert acoustics.measured(line, sound.loud_db(sound.levels_db(line))).spoken_ms == pytest.approx(
        4000, abs=60
    )


def test_the_sound_of_a_stereo_m4a(tmp_path: Path) -> None:
    tone = 0.1 * np.sin(2 * np.pi * 440 * np.arange(44_100) / 44_100)
    frame = av.AudioFrame.from_ndarray(np.stack([tone, tone]).astype(np.float32), "fltp", "stereo")
    frame.sample_rate = 44_100
    with av.open(str(tmp_path / "episode.m4a"), "w") as container:
        stream = container.add_stream("aac", rate=44_100, layout="stereo")
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    heard = sound.load(tmp_path / "episode.m4a")
    assert len(heard) == pytest.approx(RATE_HZ, abs=RATE_HZ // 10)
    assert np.abs(heard[2000:-2000]).max() == pytest.approx(0.1, abs=0.01)
