"""A finished file measured: the signals of EBU Tech 3341 and 3342, ffmpeg beside it, and what is no file."""

from __future__ import annotations

import os
import sys
import threading
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st
from mix_tones import tone

from briefing.audio.decoding import decoded
from briefing.audio.hushing import HUSH
from briefing.errors import MixError
from briefing.mix.grid import Grid
from briefing.mix.loudness import SILENCE_LUFS
from briefing.mix.measuring import Measured, measure
from briefing.mix.oversampling import HighestPeak, TruePeaks


def written(path: Path, channels: list[np.ndarray], rate_hz: int = 48_000) -> Path:
    soundfile.write(path, np.stack(channels, axis=1), rate_hz, subtype="FLOAT")
    return path


def of_both(path: Path, *parts: tuple[float, float], rate_hz: int = 48_000) -> Measured:
    """Of a 1 kHz tone in both channels: (dBFS, seconds) one after the other."""
    one = np.concatenate([tone(s, hz=1000, dbfs=level, rate_hz=rate_hz) for level, s in parts])
    return measure(written(path / "tone.wav", [one, one], rate_hz))


# -------------------------------------------------------------------------------------- EBU Tech 3341


@pytest.mark.parametrize("rate_hz", [44_100, 48_000])
@pytest.mark.parametrize(
    ("parts", "wanted"),
    [
        ([(-23, 20)], -23),
        ([(-33, 20)], -33),
        ([(-36, 10), (-23, 60), (-36, 10)], -23),
        ([(-72, 10), (-36, 10), (-23, 60), (-36, 10), (-72, 10)], -23),
        ([(-26, 20), (-20, 20.1), (-26, 20)], -23),
    ],
)
def test_cases_1_to_5_integrated(tmp_path, parts, wanted, rate_hz):
    found = of_both(tmp_path, *parts, rate_hz=rate_hz)
    assert found.integrated_lufs == pytest.approx(wanted, abs=0.1)
    assert found.channels == 2
    if len(parts) == 1:  # cases 1 and 2 ask for all three
        assert found.short_term_max_lufs == pytest.approx(wanted, abs=0.1)
        assert found.momentary_max_lufs == pytest.approx(wanted, abs=0.1)


def test_case_6_five_channels(tmp_path):
    levels = [-28, -28, -24, -30, -30]
    channels = [tone(20, hz=1000, dbfs=level, rate_hz=48_000) for level in levels]
    assert measure(written(tmp_path / "5.wav", channels)).integrated_lufs == pytest.approx(-23, abs=0.1)


def test_a_subwoofer_is_not_counted(tmp_path):
    levels = [-28, -28, -24, -6, -30, -30]
    channels = [tone(5, hz=1000, dbfs=level, rate_hz=48_000) for level in levels]
    assert measure(written(tmp_path / "6.wav", channels)).integrated_lufs == pytest.approx(-23, abs=0.1)


def test_case_9_short_term_stays(tmp_path):
    found = of_both(tmp_path, *[(-20, 1.34), (-30, 1.66)] * 5)
    steady = found.short_term[30:-1]
    assert len(steady) == 119
    np.testing.assert_allclose(steady, -23, atol=0.1)


@pytest.mark.parametrize("turn", range(20))
def test_case_10_short_term_maximum(tmp_path, turn):
    found = of_both(tmp_path, (-200, turn * 0.15), (-23, 3), (-200, 1))
    assert found.short_term_max_lufs == pytest.approx(-23, abs=0.1)


def test_case_11_short_term_maximum_of_a_ramp(tmp_path):
    """Silence, three seconds of tone and silence again, each a decibel louder than the one before."""
    parts = [part for n in range(20) for part in ((-200, n * 0.15), (-38 + n, 3), (-200, 3 - n * 0.15))]
    found = of_both(tmp_path, *parts)
    for turn in range(20):
        heard = found.short_term[turn * 60 : turn * 60 + 60]
        assert heard.max() == pytest.approx(-38 + turn, abs=0.2)
    assert found.short_term_max_lufs == pytest.approx(-19, abs=0.1)


def test_case_12_momentary_stays(tmp_path):
    found = of_both(tmp_path, *[(-20, 0.18), (-30, 0.22)] * 25)
    np.testing.assert_allclose(found.momentary[10:-1], -23, atol=0.1)


@pytest.mark.parametrize("turn", range(20))
def test_case_13_momentary_maximum(tmp_path, turn):
    found = of_both(tmp_path, (-200, turn * 0.02), (-23, 0.4), (-200, 1))
    assert found.momentary_max_lufs == pytest.approx(-23, abs=0.1)


@pytest.mark.parametrize("rate_hz", [44_100, 48_000])
@pytest.mark.parametrize(
    ("divisor", "degrees", "amplitude"),
    [(4, 0, 0.5), (4, 45, 0.5), (6, 60, 0.5), (8, 67.5, 0.5), (4, 45, 1.41)],
)
def test_cases_15_to_19_true_peak(tmp_path, divisor, degrees, amplitude, rate_hz):
    count = np.arange(rate_hz)
    sine = amplitude * np.sin(2 * np.pi * count / divisor + np.radians(degrees))
    sine *= np.minimum(1, np.minimum(count, count[::-1]) / 4000)  # a hard start would overshoot
    found = measure(written(tmp_path / "s.wav", [sine, sine], rate_hz))
    assert -0.4 <= found.true_peak_dbtp - 20 * np.log10(amplitude) <= 0.2


@pytest.mark.parametrize("offset", range(4))
def test_cases_20_to_23_a_burst_that_the_samples_miss(tmp_path, offset):
    """Made at four times the rate, one period twice as high, taken down from each of four places."""
    fine = np.arange(4 * 48_000)
    envelope = 0.5 + 0.5 * np.exp(-(((fine - 96_000) / 40) ** 2))
    one = (envelope * np.sin(2 * np.pi * fine / 24))[offset::4] * np.minimum(
        1, np.minimum(fine, fine[::-1])[offset::4] / 8000
    )
    highest = float(np.abs(envelope * np.sin(2 * np.pi * fine / 24)).max())
    found = measure(written(tmp_path / "s.wav", [one]))
    assert -0.4 <= found.true_peak_dbtp - 20 * np.log10(highest) <= 0.2


# -------------------------------------------------------------------------------------- EBU Tech 3342


@pytest.mark.parametrize(
    ("levels", "wanted"),
    [((-20, -30), 10), ((-20, -15), 5), ((-40, -20), 20), ((-50, -35, -20, -35, -50), 15)],
)
def test_loudness_range(tmp_path, levels, wanted):
    found = of_both(tmp_path, *[(level, 20) for level in levels])
    assert found.range_lu == pytest.approx(wanted, abs=1)


def test_range_of_what_is_short_or_silent(tmp_path):
    assert of_both(tmp_path, (-20, 2.9)).range_lu == 0
    assert of_both(tmp_path, (-200, 9)).range_lu == 0
    assert of_both(tmp_path, (-20, 9)).range_lu == pytest.approx(0, abs=0.01)


# ------------------------------------------------------------------------------------------- ffmpeg's


def speech(seconds: float, rate_hz: int, seed: int = 3) -> np.ndarray:
    """Syllables of buzz and noise, with stretches that are louder and softer.

    It fades out: ffmpeg's filter does not look at the last samples.
    """
    random, count = np.random.default_rng(seed), round(seconds * rate_hz)
    time = np.arange(count) / rate_hz
    buzz = sum(np.sin(2 * np.pi * 130 * n * time + n) / n for n in range(1, 9))
    syllables, stretches = np.arange(0, seconds + 1, 0.12), np.arange(0, seconds + 4, 4)
    level = np.interp(time, syllables, random.uniform(0, 1, len(syllables)))
    slow = np.interp(time, stretches, random.choice([0.05, 0.3, 1.0], len(stretches)))
    fade = np.minimum(1, (seconds - time) / 0.2)
    return 0.12 * fade * slow * level**2 * (buzz + 0.2 * random.normal(size=count))


@pytest.mark.parametrize(
    ("name", "rate_hz", "channels"),
    [
        ("a.mp3", 44_100, 1),
        ("b.mp3", 44_100, 2),
        ("c.mp3", 24_000, 1),
        ("d.opus", 48_000, 1),
        ("e.wav", 22_050, 1),
    ],
)
def test_beside_ffmpegs_meter(tmp_path, name, rate_hz, channels):
    ffmpegs = pytest.importorskip("ffmpeg_meter", reason="PyAV is not installed").heard
    sides = [speech(36, rate_hz, seed) for seed in range(3, 3 + channels)]
    how = {".mp3": "MP3", ".opus": "OGG", ".wav": "WAV"}[Path(name).suffix]
    kind = "OPUS" if how == "OGG" else None
    soundfile.write(tmp_path / name, np.stack(sides, axis=1), rate_hz, format=how, subtype=kind)
    ours, theirs = measure(tmp_path / name), ffmpegs(tmp_path / name)
    assert ours.integrated_lufs == pytest.approx(theirs.integrated_lufs, abs=0.1)
    assert ours.range_lu == pytest.approx(theirs.range_lu, abs=0.3)  # of the few windows at its edges
    assert ours.short_term_max_lufs == pytest.approx(theirs.short_term_max_lufs, abs=0.1)
    assert ours.true_peak_dbtp == pytest.approx(theirs.true_peak_dbtp, abs=0.2)


# --------------------------------------------------------------------------------------- the file itself


def test_curves_stand_at_their_times(tmp_path):
    """Silence for a second, a tone for a second, silence for half of one and a bit."""
    samples = np.concatenate(
        [np.zeros(44_100), tone(1, hz=1000, dbfs=-20, rate_hz=44_100), np.zeros(22_050), np.zeros(100)]
    )
    found = measure(written(tmp_path / "a.wav", [samples], 44_100))
    assert (found.samples, found.sample_rate_hz, found.channels) == (110_350, 44_100, 1)
    assert found.duration_ms == 2502
    assert len(found.peaks) == 251
    assert np.flatnonzero(found.peaks > 0.09).tolist() == list(range(100, 200))
    assert found.peaks.max() == pytest.approx(0.1, abs=1e-4)
    assert len(found.momentary) == len(found.short_term) == 26
    assert found.momentary[9] == SILENCE_LUFS
    np.testing.assert_allclose(found.momentary[13:20], -23, atol=0.1)
    assert found.momentary[24] == SILENCE_LUFS
    assert found.short_term[19] == pytest.approx(-23 - 10 * np.log10(3), abs=0.1)
    assert found.clipped == 0


@pytest.mark.parametrize("rate_hz", [8000, 11_025, 16_000, 22_050, 24_000, 32_000, 96_000])
def test_any_rate(tmp_path, rate_hz):
    one = tone(4, hz=1000, dbfs=-20, rate_hz=rate_hz)
    found = measure(written(tmp_path / "a.wav", [one], rate_hz))
    assert (found.samples, found.sample_rate_hz) == (4 * rate_hz, rate_hz)
    assert found.integrated_lufs == pytest.approx(-23, abs=0.1)
    assert found.true_peak_dbtp == pytest.approx(-20, abs=0.1)
    assert len(found.peaks) == pytest.approx(400, abs=1)


def test_clipped_samples_are_counted(tmp_path):
    samples = tone(1, hz=100, dbfs=-6, rate_hz=44_100)
    samples[[1000, 1001, 30_000]] = [1.0, 1.2, -1.0]
    assert measure(written(tmp_path / "a.wav", [samples], 44_100)).clipped == 3
    soundfile.write(tmp_path / "b.wav", samples, 44_100, subtype="PCM_16")
    assert measure(tmp_path / "b.wav").clipped == 3


def test_an_mp3_keeps_what_is_above_full_scale(tmp_path):
    loud = np.sign(tone(2, hz=300, dbfs=0, rate_hz=44_100)) * 0.99
    soundfile.write(tmp_path / "a.mp3", loud, 44_100, format="MP3")
    found = measure(tmp_path / "a.mp3")
    assert found.clipped
    assert found.true_peak_dbtp > 0.2


@pytest.mark.parametrize("samples", [0, 1, 209, 441, 4411])
def test_next_to_nothing(tmp_path, samples):
    found = measure(written(tmp_path / "a.wav", [np.zeros(samples)], 44_100))
    assert (found.samples, found.clipped) == (samples, 0)
    assert found.integrated_lufs == found.short_term_max_lufs == SILENCE_LUFS
    assert found.true_peak_dbtp == -120
    assert len(found.peaks) == -(-samples // 441)


def test_memory_does_not_grow_with_the_file(tmp_path):
    """Ten minutes are 106 MB of samples."""
    path = tmp_path / "a.wav"
    with soundfile.SoundFile(path, "w", 44_100, 1) as file:
        for _ in range(60):
            file.write(np.zeros(441_000, np.int16))
    tracemalloc.start()
    try:
        assert measure(path).samples == 26_460_000
        assert tracemalloc.get_traced_memory()[1] < 20e6
    finally:
        tracemalloc.stop()


@given(
    seed=st.integers(0, 2**16),
    cuts=st.lists(st.integers(0, 9000), max_size=5),
    rate=st.floats(0, 1),
    spikes=st.lists(st.tuples(st.integers(0, 8999), st.floats(-1, 1, width=32)), max_size=4),
)
def test_the_highest_peak_is_what_oversampling_everything_finds(seed, cuts, rate, spikes):
    random = np.random.default_rng(seed)
    sound = (random.normal(0, 0.1, 9000) * random.choice([0.01, 1], 9000, p=[rate, 1 - rate])).astype(
        np.float32
    )
    for place, value in spikes:
        sound[place] = value
    fast, whole = HighestPeak(44_100), TruePeaks(Grid())
    for part in np.split(sound, sorted(cuts)):
        fast.push(part)
    fast.end()
    whole.push(sound)
    assert fast.linear == pytest.approx(float(whole.peaks().max(initial=0)), rel=1e-5, abs=1e-9)


# -------------------------------------------------------------------------------------------- no file


def test_what_is_no_sound_file_is_named(tmp_path):
    (tmp_path / "page.mp3").write_text("<html>busy</html>")
    (tmp_path / "empty.mp3").touch()
    (tmp_path / "folder.mp3").mkdir()
    os.mkfifo(tmp_path / "pipe.mp3")
    for name, why in [
        ("page.mp3", "cannot be decoded"), ("empty.mp3", "cannot be decoded"), ("folder.mp3", "is no file"),
        ("pipe.mp3", "is no file"), ("none.mp3", "is not there"),
    ]:  # fmt: skip
        with pytest.raises(MixError, match=why) as caught:
            measure(tmp_path / name)
        assert name in str(caught.value)


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_values_that_are_no_numbers(tmp_path, value):
    samples = tone(1)
    samples[500] = value
    with pytest.raises(MixError, match=r"a\.wav is not sound"):
        measure(written(tmp_path / "a.wav", [samples], 22_050))


def test_a_file_that_ends_early_is_measured_as_far_as_it_goes(tmp_path):
    soundfile.write(tmp_path / "a.mp3", tone(10, rate_hz=44_100), 44_100, format="MP3")
    data = (tmp_path / "a.mp3").read_bytes()
    (tmp_path / "a.mp3").write_bytes(data[: len(data) // 2])
    assert 4 * 44_100 < measure(tmp_path / "a.mp3").samples < 6 * 44_100


def test_m4a_by_what_is_in_it_and_without_the_end_of_its_last_frame(tmp_path):
    av = pytest.importorskip("av", reason="PyAV is not installed (briefing[formats])")
    sound = (tone(5.01, hz=1000, dbfs=-20, rate_hz=44_100) * 32_767).astype("<i2")
    path = tmp_path / "no-suffix"
    with av.open(str(path), "w", format="ipod") as container:
        stream = container.add_stream("aac", rate=44_100, layout="mono")
        for start in range(0, len(sound), 1024):
            frame = av.AudioFrame.from_ndarray(sound[None, start : start + 1024], format="s16", layout="mono")
            frame.sample_rate, frame.pts = 44_100, start
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    found = measure(path)
    assert (found.samples, found.sample_rate_hz, found.channels) == (len(sound), 44_100, 1)
    assert found.integrated_lufs == pytest.approx(-23, abs=0.1)
    path.write_bytes(path.read_bytes()[:3000])
    with pytest.raises(MixError, match="cannot be decoded"):
        measure(path)


def test_a_file_that_is_broken_in_its_middle(tmp_path):
    soundfile.write(tmp_path / "a.mp3", tone(9, rate_hz=44_100), 44_100, format="MP3")
    data = bytearray((tmp_path / "a.mp3").read_bytes())
    middle = len(data) // 2
    data[middle : middle + 5000] = bytes(5000)
    (tmp_path / "a.mp3").write_bytes(data)
    with pytest.raises(MixError, match=r"a\.mp3 cannot be decoded: it is broken after 4 s"):
        measure(tmp_path / "a.mp3")


def test_nothing_is_printed_about_a_broken_file(tmp_path, capfd):
    soundfile.write(tmp_path / "a.mp3", tone(5, rate_hz=44_100), 44_100, format="MP3")
    data = bytearray((tmp_path / "a.mp3").read_bytes())
    data[5000:5500] = bytes(500)
    (tmp_path / "a.mp3").write_bytes(data[:-9000])
    soundfile.read(tmp_path / "a.mp3")
    assert "mpg123" in (noise := capfd.readouterr().err) or "Warning" in noise  # or this test proves nothing
    measure(tmp_path / "a.mp3")
    assert capfd.readouterr().err == ""
    os.write(2, b"still there")
    assert capfd.readouterr().err == "still there"


def test_standard_error_comes_back_whoever_leaves_last(capfd):
    inside, may_leave = threading.Barrier(3), threading.Barrier(3)

    def hush():
        with HUSH:
            inside.wait(10)
            may_leave.wait(10)

    threads = [threading.Thread(target=hush) for _ in range(2)]
    for thread in threads:
        thread.start()
    inside.wait(10)
    os.write(2, b"lost")
    may_leave.wait(10)
    for thread in threads:
        thread.join()
    os.write(2, b"heard")
    assert capfd.readouterr().err == "heard"


def test_blocks_are_two_seconds_long(tmp_path):
    with decoded(written(tmp_path / "a.wav", [tone(5, rate_hz=44_100)] * 2, 44_100)) as opened:
        assert [block.shape for block in opened.blocks] == [(2, 88_200), (2, 88_200), (2, 44_100)]


def test_m4a_without_pyav_says_what_to_install(tmp_path, monkeypatch):
    (tmp_path / "a.m4a").write_bytes(b"\0\0\0\x1cftypM4A " + bytes(500))
    monkeypatch.setitem(sys.modules, "av", None)
    with pytest.raises(MixError, match=r"a\.m4a cannot be decoded: .* pip install 'briefing\[formats\]'"):
        measure(tmp_path / "a.m4a")
