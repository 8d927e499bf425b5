"""Channels → one, by where they are heard (ITU-R BS.775-4), whatever order a format keeps them in."""

from __future__ import annotations

import io
import math
from pathlib import Path

import numpy as np
import pytest
import soundfile
from sound_files import DBFS, HZ, RATE_HZ, tone, wav

from briefing.audio.channels import ToMono, places
from briefing.mix.clips import sound

LOWER = 10 ** (-3 / 20)
FULL = 2 + LOWER * 2 + LOWER * 2  # 5.1: left, right, centre twice (it is in both), two surrounds


def level(samples: np.ndarray) -> float:
    """Peak of a steady tone in dBFS."""
    middle = samples[RATE_HZ // 10 : -RATE_HZ // 10].astype(np.float64)
    energy = float(np.mean(middle**2))
    return 20 * math.log10(math.sqrt(2 * energy)) if energy else -math.inf


def alone(channel: int, channels: int) -> np.ndarray:
    """The tone in that channel, silence in the others."""
    made = np.zeros((RATE_HZ, channels))
    made[:, channel] = tone()[:, 0]
    return made


@pytest.mark.parametrize(
    ("channel", "share"),
    [(0, 1 / FULL), (1, 1 / FULL), (2, 2 * LOWER / FULL), (3, 0), (4, LOWER / FULL), (5, LOWER / FULL)],
    ids=["left", "right", "centre", "low frequencies", "left surround", "right surround"],
)
@pytest.mark.parametrize("mask", [None, 0x3F, 0x60F])
def test_5_1(tmp_path: Path, channel: int, share: float, mask: int | None) -> None:
    path = tmp_path / "clip.wav"
    form = {} if mask is None else {"mask": mask}
    path.write_bytes(wav("f32", channels=6, samples=alone(channel, 6), **form))
    heard = level(sound(path).samples)
    if share:
        assert heard == pytest.approx(DBFS + 20 * math.log10(share), abs=0.1)
    else:
        assert heard < -90


def test_a_mask_says_which_channel_is_which(tmp_path: Path) -> None:
    """Front left, front right, low frequencies: three channels, and the third is not the centre."""
    path = tmp_path / "clip.wav"
    path.write_bytes(wav(channels=3, mask=0b1011, samples=alone(2, 3)))
    assert level(sound(path).samples) < -90
    path.write_bytes(wav(channels=3, samples=alone(2, 3)))
    assert level(sound(path).samples) > -30


def test_low_frequencies_alone_are_better_than_nothing(tmp_path: Path) -> None:
    path = tmp_path / "clip.wav"
    path.write_bytes(wav(mask=0b1000))
    assert level(sound(path).samples) == pytest.approx(DBFS, abs=0.1)


@pytest.mark.parametrize("subtype", ["VORBIS", "OPUS"])
def test_ogg_keeps_its_channels_in_another_order(tmp_path: Path, subtype: str) -> None:
    """Left, centre, right, surrounds, low frequencies."""
    rate_hz = 48_000
    for channel, heard in ((1, True), (5, False)):
        samples = np.zeros((rate_hz, 6))
        samples[:, channel] = 0.5 * np.sin(2 * np.pi * HZ * np.arange(rate_hz) / rate_hz)
        file = io.BytesIO()
        soundfile.write(file, samples, rate_hz, format="OGG", subtype=subtype)
        (tmp_path / "clip.ogg").write_bytes(file.getvalue())
        assert (level(sound(tmp_path / "clip.ogg").samples) > -20) == heard


def test_places() -> None:
    assert places(6) == places(6, speakers=0x3F) == "LRC-lr"
    assert places(2, speakers=0x3) == "LR"
    assert places(2, speakers=0x3F) == "LR"  # a mask for six
    assert places(8, speakers=0x63F) == "LRC-lrlr"
    assert places(6, ogg=True) == "LCRlr-"


def test_one_side_the_wrong_way_round_is_not_cancelled_and_does_not_come_and_go() -> None:
    """What is decided at the first sound holds: no step in the middle."""
    left = tone(3)[:, 0].astype(np.float32)
    both = np.stack([left, -left])
    quiet = np.zeros((2, 1000), np.float32)
    to_mono = ToMono("LR")
    assert not to_mono(quiet).any()
    whole = np.concatenate([to_mono(both[:, at : at + 44_100]) for at in range(0, 132_300, 44_100)])
    assert np.abs(whole - left).max() < 1e-6
    later = ToMono("LR")
    later(np.stack([left, left]))
    assert np.abs(later(both)).max() < 1e-6  # of honest stereo, what cancels now and then may
