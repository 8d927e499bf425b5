"""The check of every answer: what is not the whole sound of its text does not pass."""

from __future__ import annotations

import struct
from array import array

import pytest
from google_standin import mp3_tone

from briefing.model import Audio, Utterance, Voice
from briefing.speech.answer import WrongAnswerError, checked
from engines.tone import RATE_HZ, tone

TEXT = "The northern pier was opened again on Monday after repairs."


def utterance(text: str = TEXT) -> Utterance:
    return Utterance(text=text, language="en", voice=Voice())


def wav(data: bytes) -> Audio:
    return Audio(data=data, format="wav", sample_rate_hz=RATE_HZ)


def riff(
    samples: bytes,
    *,
    coding: int = 1,
    bits: int = 16,
    channels: int = 1,
    size: int | None = None,
    extra: bytes = b"",
) -> bytes:
    frame = channels * bits // 8
    head = struct.pack("<HHIIHH", coding, channels, RATE_HZ, RATE_HZ * frame, frame, bits)
    size = len(samples) if size is None else size
    return (
        b"RIFF" + struct.pack("<I", 36 + len(samples)) + b"WAVE"
        + extra + b"fmt " + struct.pack("<I", len(head)) + head
        + b"data" + struct.pack("<I", size) + samples
    )  # fmt: skip


PCM = tone(4000)[44:]


def test_a_wav_is_measured_by_its_samples() -> None:
    sound = checked(wav(tone(4321)), utterance())
    assert sound.duration_ms == 4321
    assert sound.audio.data == tone(4321)


def test_an_mp3_is_decoded() -> None:
    sound = checked(Audio(data=mp3_tone(TEXT), format="mp3", sample_rate_hz=1), utterance())
    assert sound.audio.sample_rate_hz == 24_000
    assert sound.duration_ms == pytest.approx(len(TEXT) * 65, abs=120)  # padding of the encoder


@pytest.mark.parametrize("size", [0, 0x7FFFFFFF, 0xFFFFFFFF, 0xFFFFFFDB, 0x80000000])
def test_a_streamed_wav_gets_its_true_length(size: int) -> None:
    sound = checked(wav(riff(PCM, size=size)), utterance())
    assert sound.duration_ms == 4000
    assert sound.audio.data == riff(PCM)


def test_chunks_before_the_sound_are_passed_over() -> None:
    extra = b"LIST" + struct.pack("<I", 5) + b"hello\0"
    assert checked(wav(riff(PCM, extra=extra)), utterance()).audio.data == riff(PCM)


@pytest.mark.parametrize(
    ("coding", "bits"), [(1, 8), (1, 24), (1, 32), (3, 32)], ids=["8 bits", "24 bits", "32 bits", "float"]
)
@pytest.mark.parametrize("loud", [True, False])
def test_other_codings(coding: int, bits: int, loud: bool) -> None:
    values = [(value if loud else value // 1000) for value in array("h", PCM)]
    if coding == 3:
        samples = array("f", (value / 32768 for value in values)).tobytes()
    elif bits == 8:
        samples = bytes((value >> 8) + 128 if loud else 128 for value in values)
    else:
        samples = b"".join(
            (value << (bits - 16)).to_bytes(bits // 8, "little", signed=True) for value in values
        )
    answer = wav(riff(samples, coding=coding, bits=bits))
    if loud:
        assert checked(answer, utterance()).duration_ms == 4000
    else:
        with pytest.raises(WrongAnswerError, match="silence"):
            checked(answer, utterance())


def test_stereo() -> None:
    both = array("h", (value for value in array("h", PCM) for _ in range(2))).tobytes()
    assert checked(wav(riff(both, channels=2)), utterance()).duration_ms == 4000


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \n<!DOCTYPE html><title>Login</title>", "web page"),
        (b'{"error": "quota"}', "JSON"),
        (b"OggS\0\0\0", "neither WAV nor MP3"),
        (mp3_tone(TEXT)[:260], "cut off|decoded"),
        (b"\xff\xfb\x90\x00" + bytes(5000), "no sound but a frame"),
        (b"ID3" + bytes(500), "nothing but zeros"),
        (tone(4000)[:20_000], "cut off: 19956 of 64000 bytes"),
        (tone(4000)[:44], "cut off: 0 of 64000"),
        (tone(0), "empty"),
        (tone(4000)[:30], "without sound"),
        (tone(200), "cut off: 200 ms for 59 characters"),
        (tone(60_000), "far too long: 60.0 s"),
        (tone(4000, peak=20), "silence"),
        (riff(PCM, coding=85), "no MP3 frame"),  # it says that it holds MP3
        (riff(PCM, coding=0x7777), "cannot be decoded"),
        (riff(PCM, bits=12), "kind that is not read .coding 1, 12 bits"),
        (riff(PCM, channels=0), "0 channels"),
        (riff(PCM) + riff(PCM), "two WAV files"),
        (riff(array("f", [float("nan")] * 32_000).tobytes(), coding=3, bits=32), "not numbers"),
    ],
)
def test_what_does_not_pass(data: bytes, reason: str) -> None:
    with pytest.raises(WrongAnswerError, match=reason):
        checked(wav(data), utterance())


def test_a_sane_sample_rate() -> None:
    slow = tone(4000)[:24] + struct.pack("<I", 200) + tone(4000)[28:]
    with pytest.raises(WrongAnswerError, match="200 samples a second"):
        checked(wav(slow), utterance())


@pytest.mark.parametrize(
    ("text", "milliseconds"),
    [
        ("No.", 250),
        ("No.", 1_500),
        ("BBC", 1_900),
        ("7", 300),
        ("2026", 2_600),
        ("Gesundheitsministerkonferenz", 2_200),
        ("قال الوزير إن الميناء سيفتح أبوابه غدا.", 3_800),
        ("渡輪在黎明時離開了碼頭。", 2_600),
        ("…", 0),  # nothing to say
    ],
)
def test_what_people_and_engines_need_is_plausible(text: str, milliseconds: int) -> None:
    assert checked(wav(tone(milliseconds)), utterance(text)).duration_ms == milliseconds
