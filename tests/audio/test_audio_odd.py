"""Every odd, broken or hostile file of the table: an error that says why, or the right sound."""

from __future__ import annotations

import math
import re
from pathlib import Path

import numpy as np
import pytest
from odd_sounds import Odd, table

from briefing.audio import BrokenSoundError
from briefing.mix.clips import sound


def measured(samples: np.ndarray, rate_hz: int) -> tuple[float, float]:
    """Frequency and peak in dBFS of a steady tone, away from the fades."""
    middle = samples[rate_hz // 10 : -rate_hz // 10].astype(np.float64)
    if not len(middle) or not middle.any():
        return 0.0, -math.inf
    spectrum = np.abs(np.fft.rfft(middle * np.hanning(len(middle)), 4 * rate_hz))
    return int(spectrum.argmax()) / 4, 20 * math.log10(math.sqrt(2 * np.mean(middle**2)))


@pytest.mark.parametrize("name", table())
def test_an_odd_file(tmp_path: Path, name: str) -> None:
    odd = table()[name]
    path = tmp_path / "clip.wav"
    path.write_bytes(odd.make())
    if odd.says is not None:
        with pytest.raises(BrokenSoundError, match=odd.says) as caught:
            sound(path)
        assert re.fullmatch(r"(it|its|the|another|only) [^\n]{8,120}", str(caught.value))
    else:
        check(odd, sound(path).samples, 44_100)


def check(odd: Odd, samples: np.ndarray, rate_hz: int) -> None:
    assert samples.dtype == np.float32
    assert np.isfinite(samples).all()
    assert float(np.abs(samples).max()) <= 1.2  # a resampled square stands above it
    assert len(samples) / rate_hz == pytest.approx(odd.seconds, abs=odd.slack_s)
    hz, dbfs = measured(samples, rate_hz)
    if odd.dbfs > -60:
        assert hz == pytest.approx(odd.hz, abs=1.0)
        assert dbfs == pytest.approx(odd.dbfs, abs=odd.slack_db)
    else:
        assert dbfs < -60
