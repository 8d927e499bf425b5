"""True peaks between the samples, and a limiter that keeps its ceiling whatever comes."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.mix import limiter
from briefing.mix.grid import Grid
from briefing.mix.limiter import apply, gain_curve
from briefing.mix.oversampling import TruePeaks

HOP = Grid().hop
CEILING = 10 ** (limiter.CEILING_DBTP / 20)


def peaks_of(samples, *cuts):
    meter = TruePeaks(Grid())
    for part in np.split(np.asarray(samples, np.float32), sorted(cuts)):
        meter.push(part)
    return meter.peaks()


def dbtp(samples):
    return 20 * np.log10(peaks_of(samples).max())


@pytest.mark.parametrize(("divisor", "degrees"), [(4, 0), (4, 45), (6, 60), (8, 67.5), (3.1, 10), (2.6, 30)])
def test_peak_of_a_sine_that_the_samples_miss(divisor, degrees):
    """EBU Tech 3341, cases 15 to 19: within +0.2 and −0.4 dB, up to 17 kHz."""
    sine = 0.5 * np.sin(2 * np.pi * np.arange(21_000) / divisor + np.radians(degrees))
    sine *= np.minimum(1, np.arange(21_000) / 4000) * np.minimum(1, np.arange(21_000)[::-1] / 4000)
    assert -0.4 <= dbtp(sine) - 20 * np.log10(0.5) <= 0.2


def test_a_peak_stands_in_its_own_hop():
    samples = np.zeros(10 * HOP)
    samples[4 * HOP + 100] = 0.8
    found = peaks_of(samples)
    assert len(found) == 10
    assert int(found.argmax()) == 4
    assert found[4] == pytest.approx(0.8)
    assert not found[[0, 1, 2, 6, 7, 8, 9]].any()


@settings(max_examples=25, deadline=None)
@given(hops=st.integers(1, 60), cuts=st.lists(st.integers(0, 60 * HOP), max_size=5))
def test_peaks_do_not_depend_on_how_the_stream_is_cut(hops, cuts):
    noise = np.random.default_rng(hops).normal(0, 0.2, hops * HOP)
    whole = peaks_of(noise)
    assert len(whole) == hops
    np.testing.assert_allclose(peaks_of(noise, *(c for c in cuts if c <= len(noise))), whole, rtol=1e-5)


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 2**16),
    hops=st.integers(1, 80),
    gain_db=st.floats(-10, 30),
    spikes=st.lists(st.tuples(st.integers(0, 80 * HOP - 1), st.floats(-1, 1)), max_size=8),
)
def test_nothing_passes_the_ceiling(seed, hops, gain_db, spikes):
    samples = np.random.default_rng(seed).normal(0, 0.05, hops * HOP)
    for place, value in spikes:
        samples[place % len(samples)] += value
    samples = (samples * 10 ** (gain_db / 20)).astype(np.float32)
    found = peaks_of(samples)
    curve = gain_curve(found)
    limited = apply(samples[None], curve)[0]
    assert len(curve) == hops + 1
    assert curve.max() <= 1.0
    assert np.abs(limited).max() <= CEILING * (1 + 1e-5)
    assert peaks_of(limited).max() <= CEILING * 10 ** (0.1 / 20)  # the gain's slope moves a peak a little


def test_what_is_below_the_ceiling_is_not_touched():
    samples = np.random.default_rng(1).uniform(-0.3, 0.3, 50 * HOP).astype(np.float32)
    block = samples[None]
    curve = gain_curve(peaks_of(samples))
    assert (curve == 1.0).all()
    assert apply(block, curve) is block


def test_the_gain_falls_before_a_peak_and_comes_back():
    peaks = np.full(100, 0.1, np.float32)
    peaks[50] = 1.0
    curve = gain_curve(peaks)
    assert curve[50] == curve[51] == pytest.approx(CEILING)
    assert (np.diff(curve[:51]) <= 0).all()
    assert (np.diff(curve[51:]) >= 0).all()
    touched = np.flatnonzero(curve < 1)
    assert touched[0] >= 50 - 7
    assert touched[-1] <= 51 + 7


def test_a_curve_in_pieces_is_the_curve():
    samples = np.random.default_rng(3).normal(0, 0.5, (2, 40 * HOP)).astype(np.float32)
    curve = gain_curve(np.maximum(peaks_of(samples[0]), peaks_of(samples[1])))
    pieces = [apply(samples[:, i * HOP : (i + 10) * HOP], curve[i : i + 11]) for i in range(0, 40, 10)]
    np.testing.assert_array_equal(np.concatenate(pieces, axis=1), apply(samples, curve))
