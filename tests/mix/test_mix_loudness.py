"""The meter against the signals of EBU Tech 3341 (shortened), and against itself."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mix_tones import tone

from briefing.mix.loudness import SILENCE_LUFS, Meter, gated_lufs, gating_blocks


def energies(samples, rate_hz=48_000, **how):
    meter = Meter(rate_hz, **how)
    meter.push(samples.astype(np.float32))
    return meter.energies()


def integrated_lufs(*channels):
    """Of the 100 ms energies of each, all of the same weight."""
    return gated_lufs(gating_blocks(np.sum(channels, axis=0)))


def stereo_lufs(parts, rate_hz):
    """Of a 1 kHz tone in both channels: (dBFS, seconds) one after the other."""
    one = np.concatenate([tone(s, hz=1000, dbfs=level, rate_hz=rate_hz) for level, s in parts])
    slots = energies(one, rate_hz)
    return integrated_lufs(slots, slots)


CASES_1_TO_5 = [
    ([(-23, 20)], -23),
    ([(-33, 20)], -33),
    ([(-36, 5), (-23, 30), (-36, 5)], -23),
    ([(-72, 5), (-36, 5), (-23, 30), (-36, 5), (-72, 5)], -23),
    ([(-26, 20), (-20, 20.1), (-26, 20)], -23),
]


@pytest.mark.parametrize("rate_hz", [44_100, 48_000])
@pytest.mark.parametrize(("parts", "wanted"), CASES_1_TO_5)
def test_ebu_tech_3341_cases_1_to_5(parts, wanted, rate_hz):
    assert stereo_lufs(parts, rate_hz) == pytest.approx(wanted, abs=0.1)


def test_one_channel_measures_three_less_than_two():
    slots = energies(tone(5, hz=1000, dbfs=-20, rate_hz=48_000))
    both = integrated_lufs(slots, slots)
    assert both - integrated_lufs(slots) == pytest.approx(3.01, abs=0.01)


@pytest.mark.parametrize("hz", [30, 60, 100, 500, 2000, 5000, 10_000])
def test_k_weighting_follows_the_coefficients_that_the_recommendation_prints(hz):
    """It prints them for 48 kHz; ours are designed for any rate."""
    z = np.exp(-2j * np.pi * np.array([hz, 1000.0]) / 48_000)
    shelf = (1.53512485958697 - 2.69169618940638 * z + 1.19839281085285 * z**2) / (
        1 - 1.69065929318241 * z + 0.73248077421585 * z**2
    )
    high_pass = (1 - 2 * z + z**2) / (1 - 1.99004745483398 * z + 0.99007225036621 * z**2)
    printed = 20 * np.log10(np.abs(shelf * high_pass))
    for rate_hz in (44_100, 48_000):
        ours = [
            integrated_lufs(energies(tone(4, hz=f, dbfs=-20, rate_hz=rate_hz), rate_hz)) for f in (hz, 1000)
        ]
        assert ours[0] - ours[1] == pytest.approx(printed[0] - printed[1], abs=0.06)


@settings(max_examples=20, deadline=None)
@given(cuts=st.lists(st.integers(0, 100_000), max_size=6))
def test_loudness_does_not_depend_on_how_the_stream_is_cut(cuts):
    noise = np.random.default_rng(7).normal(0, 0.1, 100_000).astype(np.float32)
    meter = Meter(44_100)
    for part in np.split(noise, sorted(cuts)):
        meter.push(part)
    np.testing.assert_allclose(meter.energies(), energies(noise, 44_100), rtol=1e-4)


def test_finer_stretches_add_up_to_the_same():
    noise = np.random.default_rng(7).normal(0, 0.1, 88_200)
    fine = energies(noise, 44_100, per_slot=21).reshape(-1, 21).mean(axis=1)
    np.testing.assert_allclose(fine, energies(noise, 44_100), rtol=1e-5)


def test_silence_nothing_and_a_tenth_of_a_second():
    assert gated_lufs(gating_blocks(np.zeros(0))) == SILENCE_LUFS
    assert integrated_lufs(energies(np.zeros(48_000))) == SILENCE_LUFS
    short = energies(tone(0.1, hz=1000, dbfs=-20, rate_hz=48_000))
    assert integrated_lufs(short) == pytest.approx(-23, abs=0.5)


def test_a_rate_that_cannot_be_cut_is_refused():
    with pytest.raises(ValueError, match="cannot be cut"):
        Meter(22_050, per_slot=4)
