"""What comes out of the MP3 is what went in: as long, in place, as loud."""

import io
import struct

import av
import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st
from mix_tones import tone
from mutagen.mp3 import MP3, BitrateMode

from briefing.mix.codec import coding
from briefing.mix.mp3 import encode
from briefing.model import Quality, SoundFile, SoundFormat

PRESETS = [
    coding(SoundFormat.MP3, quality, stereo=both).sound for quality in Quality for both in (False, True)
]
STANDARD = PRESETS[0]


def name_of(sound: SoundFile) -> str:
    return f"{sound.sample_rate_hz}-{sound.channels}-{sound.bitrate_kbits}"


every_preset = pytest.mark.parametrize("sound", PRESETS, ids=name_of)


def coded(samples, sound=STANDARD, block=44_100, before=b""):
    """`samples`: of one channel; a second one gets them reversed."""
    both = np.stack([samples, samples[::-1]])[: sound.channels]
    file = io.BytesIO()
    file.write(before)
    encode((both[:, i : i + block] for i in range(0, len(samples), block)), file, sound)
    return file.getvalue()


def decoded(data, sound=STANDARD):
    samples, rate_hz = soundfile.read(io.BytesIO(data), dtype="float32", always_2d=True)
    assert (rate_hz, samples.shape[1]) == (sound.sample_rate_hz, sound.channels)
    return samples.T


def by_ffmpeg(data):
    with av.open(io.BytesIO(data)) as container:
        return np.concatenate([frame.to_ndarray() for frame in container.decode(audio=0)], axis=1)


def speechlike(length, seed=5):
    noise = np.random.default_rng(seed).normal(0, 1, length + 64)
    return (0.1 * np.convolve(noise, np.hanning(64), "same")[:length] / 3).astype(np.float32)


@every_preset
@pytest.mark.parametrize("length", [1151, 1152, 1153, 44_100, 50_000, 100_001])
def test_decoded_samples_are_as_many_and_in_place(sound, length):
    samples = speechlike(length)
    data = coded(samples, sound)
    back = decoded(data, sound)
    assert back.shape == (sound.channels, length)
    shifts = range(-3, 4)
    middle = samples[20 : length - 20]
    fits = [float(np.dot(back[0, 20 + s : length - 20 + s], middle)) for s in shifts]
    assert shifts[int(np.argmax(fits))] == 0
    theirs = by_ffmpeg(data)
    assert theirs.shape == back.shape
    np.testing.assert_allclose(theirs, back, atol=1e-4)


@settings(max_examples=15, deadline=None)
@given(length=st.integers(1, 12_000), block=st.integers(1, 5_000), sound=st.sampled_from(PRESETS))
def test_any_length_in_any_blocks(length, block, sound):
    assert decoded(coded(speechlike(length), sound, block=block), sound).shape[1] == length


@every_preset
@pytest.mark.parametrize("hz", [150, 1000, 6000])
def test_a_tone_comes_back_as_loud(sound, hz):
    """LAME turns down what it is given, at each bit rate by another amount; that must be made good."""
    sine = tone(3, hz=hz, dbfs=-9, rate_hz=sound.sample_rate_hz).astype(np.float32)
    back = decoded(coded(sine, sound), sound)[0]
    level = np.dot(back[4000:-4000], sine[4000:-4000]) / np.dot(sine[4000:-4000], sine[4000:-4000])
    assert 20 * np.log10(level) == pytest.approx(0, abs=0.02)


@every_preset
def test_the_bit_rate_is_constant(sound):
    found = MP3(io.BytesIO(coded(speechlike(100_000), sound)))
    assert found.info.bitrate_mode == BitrateMode.CBR
    assert found.info.bitrate == pytest.approx(sound.bitrate_kbits * 1000, abs=2)
    assert found.info.length == pytest.approx(100_000 / sound.sample_rate_hz, abs=0.001)


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
    back = decoded(coded(square))[0]
    assert (np.sign(back[2000:-2000]) == np.sign(square[2000:-2000])).mean() > 0.98


def test_an_error_in_the_blocks_reaches_the_caller():
    def blocks():
        yield speechlike(1000)[None]
        raise OSError("no space")

    with pytest.raises(OSError, match="no space"):
        encode(blocks(), io.BytesIO(), STANDARD)
