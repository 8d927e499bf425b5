"""What comes out of the MP3 is what went in: as long, in place, as loud."""

import io
import struct

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st
from mix_tones import tone

from briefing.mix import codec


def coded(samples, block=44_100, before=b""):
    file = io.BytesIO()
    file.write(before)
    codec.encode((samples[i : i + block] for i in range(0, len(samples), block)), file)
    return file.getvalue()


def decoded(data):
    samples, rate_hz = soundfile.read(io.BytesIO(data), dtype="float32")
    assert rate_hz == 44_100
    return samples


def speechlike(length, seed=5):
    noise = np.random.default_rng(seed).normal(0, 1, length + 64)
    return (0.1 * np.convolve(noise, np.hanning(64), "same")[:length] / 3).astype(np.float32)


@pytest.mark.parametrize("length", [1151, 1152, 1153, 44_100, 50_000, 100_001])
def test_decoded_samples_are_as_many_and_in_place(length):
    samples = speechlike(length)
    back = decoded(coded(samples))
    assert len(back) == length
    shifts = range(-3, 4)
    middle = samples[20 : length - 20]
    fits = [float(np.dot(back[20 + s : length - 20 + s], middle)) for s in shifts]
    assert shifts[int(np.argmax(fits))] == 0


@settings(max_examples=15, deadline=None)
@given(length=st.integers(1, 12_000), block=st.integers(1, 5_000))
def test_any_length_in_any_blocks(length, block):
    assert len(decoded(coded(speechlike(length), block=block))) == length


@pytest.mark.parametrize("hz", [150, 1000, 6000])
def test_a_tone_comes_back_as_loud(hz):
    """LAME turns down what it is given at this bit rate; that must be made good."""
    sine = tone(3, hz=hz, dbfs=-9, rate_hz=44_100).astype(np.float32)
    back = decoded(coded(sine))
    level = np.dot(back[4000:-4000], sine[4000:-4000]) / np.dot(sine[4000:-4000], sine[4000:-4000])
    assert 20 * np.log10(level) == pytest.approx(0, abs=0.02)


def test_the_first_frame_tells_frames_bytes_delay_and_padding():
    samples = speechlike(44_100)
    data = coded(samples, before=b"tag of any length")[len(b"tag of any length") :]
    mark = data.index(b"Info")
    flags, frames, size = struct.unpack_from(">III", data, mark + 4)
    assert flags == 0b1111
    assert size == len(data)
    lame = data.index(b"LAME")
    delay_and_padding = int.from_bytes(data[lame + 21 : lame + 24], "big")
    delay, padding = delay_and_padding >> 12, delay_and_padding & 0xFFF
    assert frames * 1152 == delay + len(samples) + padding
    assert lame == mark + 120


def test_the_same_samples_give_the_same_bytes():
    assert coded(speechlike(90_000)) == coded(speechlike(90_000))


def test_full_scale_is_clipped_not_wrapped():
    square = np.where(tone(0.5, hz=100, dbfs=0, rate_hz=44_100) > 0, 1.2, -1.2).astype(np.float32)
    back = decoded(coded(square))
    assert (np.sign(back[2000:-2000]) == np.sign(square[2000:-2000])).mean() > 0.98


def test_an_error_in_the_blocks_reaches_the_caller():
    def blocks():
        yield speechlike(1000)
        raise OSError("no space")

    with pytest.raises(OSError, match="no space"):
        codec.encode(blocks(), io.BytesIO())
