"""Clips of every kind that an engine may give, and the broken ones."""

import io
import struct

import lameenc
import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st
from mix_tones import tone, write_wav

from briefing.audio import BrokenSoundError
from briefing.mix.clips import read, sound

KINDS = [
    ("WAV", "PCM_U8"),
    ("WAV", "PCM_16"),
    ("WAV", "PCM_24"),
    ("WAV", "PCM_32"),
    ("WAV", "FLOAT"),
    ("WAV", "DOUBLE"),
    ("WAVEX", "PCM_16"),
    ("FLAC", "PCM_16"),
    ("MP3", "MPEG_LAYER_III"),
]


def written(folder, samples, rate_hz, container="WAV", subtype="PCM_16"):
    path = folder / "clip.bin"
    soundfile.write(path, samples, rate_hz, format=container, subtype=subtype)
    return path


def riff(*chunks):
    body = b"WAVE" + b"".join(name + struct.pack("<I", size) + data for name, size, data in chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def fmt(*, codec=1, channels=1, rate_hz=22_050, bits=16):
    frame = channels * bits // 8
    data = struct.pack(
        "<HHIIHH", codec, channels & 0xFFFF, rate_hz, rate_hz * frame & 0xFFFFFFFF, frame & 0xFFFF, bits
    )
    return (b"fmt ", 16, data)


def amplitude(samples):
    """Of a steady tone, away from the fades."""
    return float(np.sqrt(2 * np.mean(samples[4410:-4410] ** 2)))


@pytest.mark.parametrize(("container", "subtype"), KINDS)
@pytest.mark.parametrize("channels", [1, 2])
def test_every_kind_of_file_sounds_the_same(tmp_path, container, subtype, channels):
    samples = np.repeat(tone(1, dbfs=-12, rate_hz=44_100)[:, None], channels, axis=1)
    made = sound(written(tmp_path, samples, 44_100, container, subtype))
    assert len(made.samples) == pytest.approx(44_100, abs=1_500 if container == "MP3" else 0)
    assert 20 * np.log10(amplitude(made.samples)) == pytest.approx(-12, abs=0.15)
    assert made.samples.dtype == np.float32


@pytest.mark.parametrize("rate_hz", [8_000, 11_025, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000])
def test_every_rate_becomes_44_1_khz(tmp_path, rate_hz):
    made = sound(write_wav(tmp_path / "a.wav", tone(2, hz=1000, rate_hz=rate_hz), rate_hz=rate_hz))
    assert len(made.samples) == pytest.approx(88_200, abs=2)
    spectrum = np.abs(np.fft.rfft(made.samples * np.hanning(len(made.samples))))
    assert int(spectrum.argmax()) / len(made.samples) * 44_100 == pytest.approx(1000, abs=1)
    far = np.abs(np.fft.rfftfreq(len(made.samples), 1 / 44_100) - 1000) > 400
    assert 20 * np.log10(spectrum[far].max() / spectrum.max()) < -75  # no images


@settings(max_examples=30, deadline=None)
@given(head_ms=st.integers(0, 400), tail_ms=st.integers(0, 400), dbfs=st.floats(-40, -1))
def test_silence_at_the_edges_goes_but_thirty_milliseconds(tmp_path_factory, head_ms, tail_ms, dbfs):
    voice = tone(0.5, dbfs=dbfs)
    silence = [np.zeros(ms * 22_050 // 1000) for ms in (head_ms, tail_ms)]
    path = write_wav(
        tmp_path_factory.mktemp("clip") / "a.wav", np.concatenate([silence[0], voice, silence[1]])
    )
    made = sound(path)
    kept_ms = len(made.samples) / 44.1
    wanted_ms = 500 + min(head_ms, 30) + min(tail_ms, 30)
    assert kept_ms == pytest.approx(wanted_ms, abs=12)  # frames of 5 ms, at both ends
    onset = int(np.flatnonzero(np.abs(made.samples) > 0.5 * np.abs(made.samples).max())[0])
    assert onset / 44.1 == pytest.approx(min(head_ms, 30), abs=8)


def test_noise_far_below_the_voice_is_trimmed_like_silence(tmp_path):
    noise = np.random.default_rng(2).normal(0, 10 ** (-62 / 20), 22_050)
    loud = np.concatenate([noise, tone(1, dbfs=-3), noise])
    assert len(sound(write_wav(tmp_path / "a.wav", loud)).samples) / 44.1 == pytest.approx(1060, abs=12)


@pytest.mark.parametrize("peak_dbfs", [-6, -20, -26, -40, -48])
def test_a_soft_consonant_at_the_edge_stays_however_quiet_the_clip_is(tmp_path, peak_dbfs):
    """An s is 20 to 26 dB softer than the vowel after it."""
    vowel = tone(1, dbfs=0)
    hiss = np.random.default_rng(2).uniform(-1, 1, 4410) * 10 ** (-26 / 20)
    whole = np.concatenate([np.zeros(4410), hiss, vowel, hiss, np.zeros(4410)]) * 10 ** (peak_dbfs / 20)
    made = sound(write_wav(tmp_path / "a.wav", whole))
    assert len(made.samples) == pytest.approx((0.4 + 1 + 0.06) * 44_100, abs=0.011 * 44_100)


def test_the_edges_do_not_click(tmp_path):
    made = sound(write_wav(tmp_path / "a.wav", tone(0.5, hz=50, dbfs=-6) + 0.3))
    assert abs(made.samples[0]) < 0.01
    assert abs(made.samples[-1]) < 0.01
    assert abs(made.samples.mean()) < 0.01  # and the offset is gone


def test_a_silent_clip_is_kept_as_long_as_it_was_and_said_to_be_silent(tmp_path):
    made = sound(write_wav(tmp_path / "a.wav", tone(0.5, dbfs=-58)))
    assert made.silent
    assert len(made.samples) == 22_050
    assert not sound(write_wav(tmp_path / "b.wav", tone(0.5, dbfs=-45))).silent


def test_a_float_file_above_full_scale_is_brought_down_not_clipped(tmp_path):
    made = sound(written(tmp_path, tone(1, dbfs=12, rate_hz=44_100), 44_100, "WAV", "FLOAT"))
    assert float(np.abs(made.samples).max()) <= 1.0
    middle = made.samples[4410:-4410]
    assert np.abs(middle).max() / np.sqrt(np.mean(middle**2)) == pytest.approx(np.sqrt(2), abs=0.01)


def test_a_damaged_float_does_not_bring_the_voice_down_to_nothing(tmp_path):
    samples = tone(1, dbfs=-12, rate_hz=44_100)
    samples[20_000] = 1e6
    with pytest.raises(BrokenSoundError, match="far above all others"):
        sound(written(tmp_path, samples, 44_100, "WAV", "FLOAT"))
    samples[20_000] = 3.0  # an overshoot
    made = sound(written(tmp_path, samples, 44_100, "WAV", "FLOAT"))
    assert 20 * np.log10(amplitude(made.samples)) == pytest.approx(-12 - 20 * np.log10(3), abs=0.3)


@pytest.mark.parametrize("claimed", [0, 0x7FFF_F000, 0xFFFF_FFFF])
def test_a_wav_from_a_pipe_does_not_know_its_length(tmp_path, claimed):
    body = (tone(0.5) * 32767).astype("<i2").tobytes()
    path = tmp_path / "a.wav"
    path.write_bytes(riff(fmt(), (b"data", claimed, body)))
    assert len(sound(path).samples) == 22_050


def test_other_chunks_are_passed_over(tmp_path):
    body = (tone(0.5) * 32767).astype("<i2").tobytes()
    path = tmp_path / "a.wav"
    path.write_bytes(riff((b"LIST", 3, b"abc\0"), fmt(), (b"fact", 4, b"1234"), (b"data", len(body), body)))
    assert len(sound(path).samples) == 22_050


SOUND = (tone(0.5) * 32767).astype("<i2").tobytes()
BROKEN = {
    "empty": b"",
    "html": b"<!doctype html><title>Sorry</title><p>Too many requests",
    "noise": bytes(range(256)) * 40,
    "riff only": b"RIFF\x24\0\0\0WAVE",
    "cut in the header": riff(fmt())[:30],
    "sound before format": riff((b"data", 8, bytes(8)), fmt()),
    "no frames": riff(fmt(), (b"data", 0, b"")),
    "half a frame": riff(fmt(), (b"data", 1, b"a")),
    "cut off": riff(fmt(), (b"data", len(SOUND), SOUND[:-1000])),
    "rate 0": riff(fmt(rate_hz=0), (b"data", len(SOUND), SOUND)),
    "rate 4 GHz": riff(fmt(rate_hz=0xFFFF_FFFF), (b"data", len(SOUND), SOUND)),
    "no channels": riff(fmt(channels=0), (b"data", len(SOUND), SOUND)),
    "many channels": riff(fmt(channels=0xFFFF), (b"data", len(SOUND), SOUND)),
    "unknown codec": riff(fmt(codec=0x7777), (b"data", len(SOUND), SOUND)),
    "0 bits": riff(fmt(bits=0), (b"data", len(SOUND), SOUND)),
    "a frame of mp3": b"\xff\xfb\x90\xc4" + bytes(256),
    "not numbers": riff(fmt(codec=3, bits=32), (b"data", 4000, struct.pack("<f", float("nan")) * 1000)),
    "infinite": riff(fmt(codec=3, bits=32), (b"data", 4000, struct.pack("<f", float("inf")) * 1000)),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_clip_says_why(tmp_path, name):
    path = tmp_path / "clip.wav"
    path.write_bytes(BROKEN[name])
    with pytest.raises(BrokenSoundError) as caught:
        sound(path)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) > 10


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_damaged_bytes_end_in_a_sound_or_in_the_one_error(tmp_path_factory, data):
    kind = data.draw(st.sampled_from(["WAV/PCM_16", "WAV/FLOAT", "WAV/PCM_24", "MP3/MPEG_LAYER_III"]))
    file = io.BytesIO()
    soundfile.write(file, tone(0.2), 22_050, format=kind.split("/")[0], subtype=kind.split("/")[1])
    damaged = bytearray(file.getvalue())
    for _ in range(data.draw(st.integers(1, 6))):
        damaged[data.draw(st.integers(0, min(len(damaged) - 1, 120)))] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.mktemp("clip") / "a"
    path.write_bytes(bytes(damaged[: data.draw(st.integers(0, len(damaged)))]))
    try:
        made = sound(path)
    except BrokenSoundError:
        return
    assert np.isfinite(made.samples).all()
    assert 0 < len(made.samples) < 44_100 * 60


def test_a_clip_longer_than_any_line_is_refused(tmp_path):
    path = tmp_path / "a.wav"
    path.write_bytes(riff(fmt(rate_hz=8_000), (b"data", 16_000 * 601, bytes(16_000 * 601))))
    with pytest.raises(BrokenSoundError, match="longer than 10 minutes"):
        read(path)


def test_a_missing_clip_is_an_os_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        sound(tmp_path / "none.wav")


@pytest.mark.parametrize("channels", [3, 6])
def test_more_than_two_channels_become_one(tmp_path, channels):
    samples = np.repeat(tone(1, dbfs=-12, rate_hz=44_100)[:, None], channels, axis=1)
    body = np.rint(samples * 32767).astype("<i2").tobytes()
    path = tmp_path / "a.wav"
    path.write_bytes(riff(fmt(channels=channels, rate_hz=44_100), (b"data", len(body), body)))
    made = sound(path)
    assert len(made.samples) == 44_100
    assert 20 * np.log10(amplitude(made.samples)) == pytest.approx(-12, abs=0.15)


def test_an_mp3_is_decoded_in_one_go(tmp_path):
    """soundfile seeks after every block, and each would begin with a damaged frame."""
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(32)
    encoder.set_in_sample_rate(24_000)
    encoder.set_channels(1)
    encoder.silence()
    encoder.set_quality(2)
    tone_ = 0.4 * np.sin(2 * np.pi * 300 * np.arange(24_000 * 12) / 24_000)
    pcm = (tone_ * 32767).astype("<i2").tobytes()
    data = bytes(encoder.encode(pcm) + encoder.flush())
    path = tmp_path / "long.mp3"
    path.write_bytes(data)
    whole, _ = soundfile.read(path, dtype="float32")
    ours = np.array(read(path).get_array_of_samples()) / 2**31
    assert len(ours) == len(whole) - 529  # the decoder's own delay, which only ours takes away
    assert np.abs(ours - whole[529:]).max() < 1e-6
