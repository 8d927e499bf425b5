"""MP3, OGG and FLAC as they are found, files that are cut off, odd sound, and what is none: name and row."""

from __future__ import annotations

import math
import struct

import numpy as np
from odd import LOSSY, Odd, Rows
from sound_files import DBFS, RATE_HZ, id3, mp3, tone, wav, written


def contents() -> Rows:
    for name, value in {
        "NaN": math.nan,
        "infinity": math.inf,
        "minus infinity": -math.inf,
        "1e30": 1e30,
    }.items():
        for kind in ("f32", "f64", "bf32"):
            for at in (0, -1):
                samples = tone()
                samples[at] = value
                yield (
                    f"{name} in {kind} at {at}",
                    Odd(lambda k=kind, s=samples: wav(k, samples=s), "not numbers"),
                )
    yield "double beyond a float", Odd(lambda: wav("f64", samples=tone() * 1e300), "not numbers")
    flac = {"AIFF": written("AIFF", "FLOAT"), "CAF": written("CAF", "FLOAT"), "AU": written("AU", "FLOAT")}
    for name, made in flac.items():
        yield (
            f"NaN in {name}",
            Odd(lambda m=made: m[:-4096] + b"\x7f\xc0\0\0" * 1024, "not numbers|cut|broken"),
        )
    for name, factor, dbfs in (
        ("12 dB over", 16.0, 0.0),
        ("16-bit numbers", 2.0**15, 0.0),
        ("32-bit numbers", 2.0**31, 0.0),
    ):
        yield f"floats that are {name}", Odd(lambda f=factor: wav("f32", samples=tone() * f), dbfs=dbfs)
    yield "denormals", Odd(lambda: wav("f32", samples=tone() * 1e-39), dbfs=-math.inf)
    yield "nothing but an offset", Odd(lambda: wav(samples=tone() * 0 + 0.5), dbfs=-math.inf)
    yield "an offset", Odd(lambda: wav(samples=tone() + 0.3))
    yield (
        "full scale",
        Odd(lambda: wav(samples=np.sign(tone())), dbfs=20 * math.log10(math.sqrt(2)), slack_db=0.5),
    )
    both = tone(channels=2)
    yield "one channel the wrong way round", Odd(lambda: wav(channels=2, samples=both * [1, -1]))
    yield "left channel only", Odd(lambda: wav(channels=2, samples=both * [1, 0]), dbfs=DBFS - 6)
    yield "right channel only", Odd(lambda: wav(channels=2, samples=both * [0, 1]), dbfs=DBFS - 6)
    yield "silence", Odd(lambda: wav(samples=tone() * 0), dbfs=-math.inf)
    yield "one sample", Odd(lambda: wav(samples=tone()[10:11]), seconds=1 / RATE_HZ, dbfs=-math.inf)
    fast = tone(rate_hz=192_000)
    yield "one sample at 192 kHz", Odd(lambda: wav(rate_hz=192_000, samples=fast[10:11]), "no sound|silent")
    yield (
        "one sample at 8 kHz",
        Odd(lambda: wav(rate_hz=8_000, samples=fast[10:11]), None, 1 / 8_000, dbfs=-math.inf),
    )
    yield "fifty samples", Odd(lambda: wav(samples=tone()[:50]), seconds=50 / RATE_HZ, dbfs=-math.inf)


def not_sound() -> Rows:
    noise = np.random.default_rng(7).bytes(20_000)
    for name, data, says in (
        ("empty", b"", "empty"),
        ("one byte", b"R", "text"),
        ("a page", b"<!doctype html><title>Sorry</title><p>Too many requests", "web page"),
        ("a page with a mark before it", b"\xef\xbb\xbf\n <html>", "web page"),
        ("RSS", b'<?xml version="1.0"?><rss/>', "web page"),
        ("JSON", b'{"error": "quota"}', "JSON"),
        ("text", b"The ferry leaves\nat noon.\n" * 50, "text"),
        ("UTF-16", "The ferry leaves at noon.".encode("utf-16"), "neither"),
        ("zeros", bytes(70_000), "nothing but zeros"),
        ("0xFF", b"\xff" * 70_000, "neither"),
        ("noise", noise, "neither"),
        ("noise that begins as MP3", b"\xff\xfb\x90\xc4" + noise, "no MP3 frame"),
        ("noise that begins as OGG", b"OggS" + noise, "OGG"),
        ("noise that begins as FLAC", b"fLaC" + noise, "broken"),
        ("noise that begins as AIFF", b"FORM" + noise[:4] + b"AIFF" + noise, "broken"),
        ("noise that begins as CAF", b"caff" + noise, "broken"),
        ("noise that begins as AU", b".snd" + noise, "broken|cut off"),
        ("noise that begins as WAV", b"RIFF" + noise[:4] + b"WAVE" + noise, "without sound"),
        ("noise that begins as W64", b"riff" + noise[:20] + b"wave" + noise, "without sound"),
        ("PNG", b"\x89PNG\r\n\x1a\n" + noise, "neither"),
        ("PDF", b"%PDF-1.7\n" + noise, "neither"),
        ("ZIP", b"PK\3\4" + noise, "neither"),
        ("gzip", b"\x1f\x8b\x08" + noise, "neither"),
        ("M4A", b"\0\0\0\x20ftypM4A \0\0\0\0" + noise, "MP4"),
        ("Matroska", b"\x1aE\xdf\xa3" + noise, "neither"),
        ("MIDI", b"MThd\0\0\0\6" + noise, "neither"),
        ("AMR", b"#!AMR\n" + noise, "neither"),
        ("AVI", b"RIFF\xff\xff\0\0AVI LIST" + noise, "neither"),
        ("WEBP", b"RIFF\xff\xff\0\0WEBPVP8 " + noise, "neither"),
        ("AAC", b"\xff\xf1\x50\x80\x2e\x7f\xfc" + noise, "neither"),
        ("a program", b"\x7fELF" + noise, "neither"),
    ):
        yield name, Odd(lambda d=data: d, says)


def cut_off() -> Rows:
    """At the start, in the middle, and by a byte."""
    info = written("MP3", "MPEG_LAYER_III")
    kinds = {
        "WAV": wav(), "24-bit WAV": wav("i24"), "float WAV": wav("f32"), "5.1": wav(channels=6, mask=0x3F),
        "RIFX": wav("bi16"), "A-law": written("WAV", "ALAW"), "ADPCM": written("WAV", "IMA_ADPCM"),
        "RF64": written("RF64", "PCM_16"), "W64": written("W64", "PCM_16"), "AIFF": written("AIFF", "PCM_16"),
        "AU": written("AU", "PCM_16"), "CAF": written("CAF", "PCM_16"), "FLAC": written("FLAC", "PCM_16"),
        "Vorbis": written("OGG", "VORBIS"), "Opus": written("OGG", "OPUS", rate_hz=48_000),
        "MP3": mp3(), "MP3 with an Info frame": info, "MP3 with a tag": id3(bytes(3_000)) + mp3(),
    }  # fmt: skip
    says = "cut off|broken|without sound|does not say|no sound|no end|neither|text"
    for name, whole in kinds.items():
        places = [
            1,
            4,
            11,
            13,
            27,
            40,
            61,
            200,
            len(whole) // 3,
            len(whole) // 2 + 7,
            len(whole) - 300,
            len(whole) - 1,
        ]
        for place in places:
            yield f"{name} cut after {place}", Odd(lambda w=whole, p=place: w[:p], says)


def mp3s() -> Rows:
    plain, info = mp3(), written("MP3", "MPEG_LAYER_III")
    frame = 208  # bytes of 64 kbit/s at 44.1 kHz; one more with padding
    for rate_hz, channels, kbits in (
        (8_000, 1, 8), (11_025, 1, 16), (12_000, 2, 24), (16_000, 1, 32), (22_050, 1, 48), (24_000, 2, 64),
        (32_000, 1, 96), (44_100, 2, 320), (48_000, 1, 128), (48_000, 2, 64),
    ):  # fmt: skip
        make = lambda r=rate_hz, c=channels, k=kbits: mp3(rate_hz=r, channels=c, kbits=k)  # noqa: E731
        slack = LOSSY | {"slack_s": 0.3 if rate_hz < 16_000 else 0.12}
        yield f"MP3 {rate_hz} Hz, {channels} channels, {kbits} kbit/s", Odd(make, **slack)
    yield "MP3 with an Info frame", Odd(lambda: info, slack_db=1.0)
    for version in (2, 3, 4):
        yield f"ID3v2.{version}", Odd(lambda v=version: id3(bytes(999), version=v) + plain, **LOSSY)
    ape = b"APETAGEX" + struct.pack("<IIII", 2000, 64, 1, 0x80000000) + bytes(8) + b"x" * 64
    tail = b"TAG" + b"x" * 125
    yield (
        "ID3 with a foot",
        Odd(lambda: id3(b"x" * 99, version=4, flags=16) + b"3DI\4\0\x10\0\0\0c" + plain, **LOSSY),
    )
    yield "ID3 of 5 MB", Odd(lambda: id3(b"\xff\xfb\x90\x64" * 1_250_000) + plain, **LOSSY)
    yield "two ID3 tags", Odd(lambda: id3(bytes(99)) + id3(b"x" * 99) + plain, **LOSSY)
    yield "ID3 says 256 MB", Odd(lambda: id3(b"", said=2**28 - 1) + plain, "cut off in its ID3 tag")
    yield "ID3 of no number", Odd(lambda: b"ID3\3\0\0\xff\xff\xff\xff" + plain, "no number")
    yield "ID3 and nothing", Odd(lambda: id3(b"x" * 99), "nothing but zeros or a tag")
    yield "tags at the end", Odd(lambda: plain + ape + tail, **LOSSY)
    yield "zeros around", Odd(lambda: bytes(5_000) + plain + bytes(5_000), **LOSSY)
    yield "junk before MP3", Odd(lambda: b"junk" * 100 + plain, "text")
    yield "junk after MP3", Odd(lambda: plain + b"junk" * 100, "no MP3 frame")
    yield (
        "junk after MP3 with an Info frame",
        Odd(lambda: info + b"LYRICSBEGININD00002" + b"x" * 99, slack_db=1.0),
    )
    yield "a page in an MP3", Odd(lambda: plain + b"<html>Error 502</html>" + plain, "no MP3 frame")
    yield "a hole in an MP3", Odd(lambda: plain[: frame * 20] + plain[frame * 20 + 50 :], "no MP3 frame")
    yield "frames of zeros", Odd(lambda: (plain[:4] + bytes(frame - 4)) * 40, dbfs=-math.inf, slack_s=0.1)
    yield "one frame", Odd(lambda: plain[:frame], "no sound but a frame")
    joined = {"seconds": 2.0, "slack_s": 0.2, "slack_db": 1.0}
    yield "MP3 twice", Odd(lambda: plain + plain, **joined)
    yield "MP3 with Info twice", Odd(lambda: info + info, **joined)
    yield "MP3 with Info, then without", Odd(lambda: info + plain, **joined)
    yield "MP3 without Info, then with", Odd(lambda: plain + info, **joined)
    yield "MP3 with all tags twice", Odd(lambda: (id3(bytes(99)) + info + ape + tail) * 2, **joined)
    yield (
        "MP3 changes its rate",
        Odd(lambda: plain + mp3(rate_hz=24_000), "sample rate changes in the middle"),
    )
    yield "MP3 changes its channels", Odd(lambda: plain + mp3(channels=2), "channels change in the middle")
    at = info.index(b"Info" if b"Info" in info else b"Xing") + 8
    for said in (1_000, 2**32 - 1):
        made = info[:at] + struct.pack(">I", said) + info[at + 4 :]
        yield f"Info says {said} frames", Odd(lambda m=made: m, "cut off: .* MP3 frames")
    yield "Info does not know", Odd(lambda: info[:at] + bytes(4) + info[at + 4 :], **LOSSY)
    free = bytearray(plain)
    free[2] &= 0x0F
    yield "the free format", Odd(lambda: bytes(free), "neither")


def oggs() -> Rows:
    for name, make in (
        ("Vorbis", lambda: written("OGG", "VORBIS")),
        ("Opus", lambda: written("OGG", "OPUS", rate_hz=48_000)),
    ):  # fmt: skip
        whole = make()
        pages = [place for place in range(len(whole)) if whole[place : place + 5] == b"OggS\0"]
        yield f"{name} twice", Odd(lambda w=whole: w + w, seconds=2.0, slack_s=0.2, slack_db=1.0)
        yield f"{name} with junk after it", Odd(lambda w=whole: w + b"junk" * 50, **LOSSY)
        yield f"{name} without its last page", Odd(lambda w=whole, p=pages: w[: p[-1]], "no end")
        yield (
            f"{name} without its first page",
            Odd(lambda w=whole, p=pages: w[p[1] :], "without its beginning"),
        )
        yield (
            f"{name} without its second page",
            Odd(lambda w=whole, p=pages: w[: p[1]] + w[p[2] :], "broken|can be decoded"),
        )
        last = pages[-1] + 6
        for hours in (1, 10**9):
            said = struct.pack("<Q", hours * 3600 * 48_000)
            yield (
                f"{name} says {hours} hours",
                Odd(lambda w=whole, a=last, s=said: w[:a] + s + w[a + 8 :], "broken|can be decoded"),
            )
    yield (
        "OGG of a kind unknown",
        Odd(
            lambda: written("OGG", "OPUS", rate_hz=48_000).replace(b"OpusHead", b"Speex   "), "neither Vorbis"
        ),
    )
    unknown = b"OggS\0\2" + bytes(20) + b"\1\5hello"
    yield (
        "OGG with something else beside it",
        Odd(lambda u=unknown: u + written("OGG", "VORBIS"), **LOSSY),
    )
    different = written("OGG", "VORBIS") + written("OGG", "VORBIS", rate_hz=22_050)
    yield "Vorbis changes its rate", Odd(lambda: different, "change in the middle")


def flacs() -> Rows:
    whole = written("FLAC", "PCM_16")
    length = int.from_bytes(whole[21:26], "big")
    yield "FLAC with a tag before it", Odd(lambda: id3(bytes(99)) + whole)
    yield "FLAC with a tag after it", Odd(lambda: whole + b"TAG" + b"x" * 125)
    for said, says in (
        (0, None),
        (length - (length & (2**36 - 1)) + 2**36 - 1, "decoded"),
        (length + 10, "decoded"),
    ):
        if not said:
            said = length - (length & (2**36 - 1))
        made = whole[:21] + said.to_bytes(5, "big") + whole[26:]
        yield f"FLAC says {said & (2**36 - 1)} samples", Odd(lambda m=made: m, says)
    hole = bytearray(whole)
    hole[len(hole) // 2 : len(hole) // 2 + 100] = bytes(100)
    yield "FLAC with a hole", Odd(lambda: bytes(hole), "broken")
