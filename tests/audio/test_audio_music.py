"""Odd files as a show's music: an error, or the same sound, on either grid."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pytest
from odd_sounds import table

from briefing.audio import BrokenSoundError
from briefing.mix import tracks
from briefing.mix.grid import Grid
from briefing.mix.preparing import Spool


@pytest.mark.parametrize("name", sorted(table())[::4])
def test_an_odd_piece(tmp_path: Path, name: str) -> None:
    """Every fourth row: reading them is the same code as for clips."""
    odd, grid = table()[name], Grid(48_000, 2)
    path = tmp_path / "bed.wav"
    path.write_bytes(odd.make())
    with tempfile.TemporaryFile() as file:
        if odd.says is not None or (odd.dbfs < -60 and odd.seconds > 0.1):
            with pytest.raises(BrokenSoundError, match=odd.says or "silent"):
                tracks.load(path, grid, Spool(file), most=10 * grid.rate_hz)
            return
        track = tracks.load(path, grid, Spool(file), most=10 * grid.rate_hz)
        assert track.length / grid.rate_hz == pytest.approx(odd.seconds, abs=odd.slack_s + 0.01)
        samples = track.read(0, track.length)
        assert samples.shape == (2, track.length)
        if odd.seconds < 0.1:
            return
        middle = samples[:, 4_800:-4_800].sum(axis=0)
        spectrum = np.abs(np.fft.rfft(middle * np.hanning(len(middle)), 4 * grid.rate_hz))
        assert int(spectrum.argmax()) / 4 == pytest.approx(odd.hz, abs=1.0)
