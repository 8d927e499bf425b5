"""WAV files of every kind that a header can describe, files like it, and headers that lie: name and row."""

from __future__ import annotations

import struct

from odd import LOSSY, WRONG_FORM, Odd, Rows
from sound_files import RATE_HZ, chunk, fmt, id3, mp3, packed, riff, tone, wav, written


def rates() -> Rows:
    for rate_hz in (
        4_000, 5_512, 6_000, 8_000, 11_025, 12_000, 16_000, 18_900, 22_050, 24_000, 32_000, 37_800, 44_056,
        44_100, 47_952, 48_000, 50_000, 64_000, 88_200, 96_000, 128_000, 176_400, 192_000, 352_800, 384_000,
    ):  # fmt: skip
        yield f"{rate_hz} Hz", Odd(lambda r=rate_hz: wav(rate_hz=r))
    for rate_hz in (0, 1, 100, 3_999, 384_001, 2_822_400, 2**31 - 1, 2**31, 2**32 - 1):
        samples = tone()
        form = fmt(rate_hz=rate_hz)
        made = riff(form, chunk(b"data", packed(samples, "i16")))
        yield f"says {rate_hz} Hz", Odd(lambda m=made: m, WRONG_FORM)


def depths_and_channels() -> Rows:
    for kind in ("u8", "i16", "i24", "i32", "f32", "f64", "bi16", "bi24", "bi32", "bf32"):
        for channels in (1, 2, 3, 4, 5, 6, 7, 8) if kind[0] != "b" else (1, 2, 6):
            yield f"{kind} in {channels}", Odd(lambda k=kind, c=channels: wav(k, channels=c))
    for channels in (0, 9, 16, 255, 65_535):
        made = riff(fmt(channels=channels), chunk(b"data", packed(tone(), "i16") * 2))
        yield f"says {channels} channels", Odd(lambda m=made: m, WRONG_FORM)
    for kind, mask, channels in (
        ("i16", 0, 1), ("i16", 4, 1), ("i16", 3, 2), ("i24", 3, 2), ("i32", 3, 2), ("f32", 3, 2),
        ("u8", 4, 1),
        ("i16", 0x3F, 6), ("i24", 0x60F, 6), ("i16", 0x63F, 8), ("i16", 0x3, 6), ("i16", 0xFFFFFFFF, 2),
        ("i20", 4, 1), ("i12", 4, 1), ("i24in32", 4, 1),
    ):  # fmt: skip
        name = f"extensible {kind}, mask {mask:x}, {channels} channels"
        yield name, Odd(lambda k=kind, m=mask, c=channels: wav(k, mask=m, channels=c))
    yield "20 bits in 24", Odd(lambda: wav("i20"))
    yield "12 bits in 16", Odd(lambda: wav("i12"))
    yield "24 bits in 32", Odd(lambda: wav("i24in32", bits=24))
    for bits in (0, 1, 7, 40, 64, 65_535):
        yield (
            f"says {bits} bits",
            Odd(
                lambda b=bits: wav(bits=b, frame=0),
                "kind that is not read" if bits != 0 else "not read|no sound",
            ),
        )
    yield "frame size 0", Odd(lambda: wav("i24", frame=0))
    yield "frame size of another width", Odd(lambda: wav("i24", frame=2))
    yield "frame size 65535", Odd(lambda: wav(frame=65_535), "not read")
    yield "frame size 65535 in 5.1", Odd(lambda: wav(frame=65_535, channels=6))
    yield "half floats", Odd(lambda: wav("i16", coding=3), "kind that is not read")
    yield "64-bit whole numbers", Odd(lambda: wav("f64", coding=1), "kind that is not read")


def codings() -> Rows:
    for subtype in ("ALAW", "ULAW", "IMA_ADPCM", "MS_ADPCM", "GSM610", "G721_32", "NMS_ADPCM_16",
                    "NMS_ADPCM_24", "NMS_ADPCM_32"):  # fmt: skip
        yield f"WAV {subtype}", Odd(lambda s=subtype: written("WAV", s), **LOSSY)
    yield "A-law, 8 kHz", Odd(lambda: written("WAV", "ALAW", rate_hz=8_000), **LOSSY)
    yield "A-law, stereo", Odd(lambda: written("WAV", "ALAW", channels=2), **LOSSY)
    alaw = written("WAV", "ALAW")
    at = alaw.index(b"data") + 4
    yield "A-law of unknown length", Odd(lambda: alaw[:at] + b"\xff" * 4 + alaw[at + 4 :], **LOSSY)
    yield "MP3 in WAV", Odd(lambda: riff(fmt(coding=0x55, bits=0), chunk(b"data", mp3())), **LOSSY)
    yield (
        "MP3 in WAV, none",
        Odd(lambda: riff(fmt(coding=0x55, bits=0), chunk(b"data", b"x" * 99)), "no MP3 frame"),
    )
    nested = b""
    for _ in range(3_000):
        nested = fmt(coding=0x55, bits=0) + struct.pack("<4sI4s4sI", b"data", 0, b"RIFF", b"WAVE", 0) + nested
    yield "WAV in WAV in WAV", Odd(lambda: riff(nested), "no MP3 frame|without sound|neither")
    for coding in (0, 0x0A, 0x161, 0x7777, 0xFFFE):
        yield f"unknown coding {coding:x}", Odd(lambda c=coding: wav(coding=c), "cannot be decoded|not read")


def containers() -> Rows:
    for container, subtypes in {
        "WAVEX": ("PCM_16", "PCM_24", "FLOAT"),
        "RF64": ("PCM_16", "PCM_24", "FLOAT"),
        "W64": ("PCM_16", "PCM_24", "FLOAT", "PCM_U8"),
        "AIFF": ("PCM_S8", "PCM_16", "PCM_24", "PCM_32", "FLOAT", "DOUBLE", "ALAW", "ULAW"),
        "AU": ("PCM_S8", "PCM_16", "PCM_24", "FLOAT", "ULAW"),
        "CAF": ("PCM_16", "PCM_24", "FLOAT", "ALAC_16", "ALAC_24"),
        "FLAC": ("PCM_S8", "PCM_16", "PCM_24"),
    }.items():
        for subtype in subtypes:
            slack = LOSSY if "LAW" in subtype or "8" in subtype[-2:] else {}
            yield f"{container} {subtype}", Odd(lambda c=container, s=subtype: written(c, s), **slack)
    yield "AIFF little-endian", Odd(lambda: written("AIFF", "PCM_16", endian="LITTLE"))
    yield "AU little-endian", Odd(lambda: written("AU", "PCM_16", endian="LITTLE"), "neither")
    for container in ("AIFF", "AU", "CAF", "FLAC", "W64", "RF64"):
        yield f"{container}, 5.1", Odd(lambda c=container: written(c, "PCM_16", channels=6))
        yield f"{container}, 8 kHz", Odd(lambda c=container: written(c, "PCM_16", rate_hz=8_000))
        yield f"{container}, 192 kHz", Odd(lambda c=container: written(c, "PCM_24", rate_hz=192_000))
    yield "BW64", Odd(lambda: b"BW64" + written("RF64", "PCM_16")[4:])
    for channels in (1, 2, 6):
        yield f"Vorbis, {channels}", Odd(lambda c=channels: written("OGG", "VORBIS", channels=c), **LOSSY)
        opus = {"rate_hz": 48_000, "channels": channels}
        yield f"Opus, {channels}", Odd(lambda o=opus: written("OGG", "OPUS", **o), **LOSSY)
    for rate_hz in (8_000, 22_050, 96_000):
        yield f"Vorbis, {rate_hz} Hz", Odd(lambda r=rate_hz: written("OGG", "VORBIS", rate_hz=r), **LOSSY)
    for rate_hz in (8_000, 16_000, 24_000):
        yield f"Opus, {rate_hz} Hz", Odd(lambda r=rate_hz: written("OGG", "OPUS", rate_hz=r), **LOSSY)
    for container in ("SDS", "PAF", "IRCAM", "NIST", "VOC", "SVX", "MAT5", "PVF", "HTK", "AVR", "XI", "WVE"):
        subtype = {"XI": "DPCM_16", "WVE": "ALAW"}.get(container, "PCM_16")
        rate = {"WVE": 8_000}.get(container, RATE_HZ)
        make = lambda c=container, s=subtype, r=rate: written(c, s, rate_hz=r)  # noqa: E731
        yield f"{container}, which nobody uses", Odd(make, "neither|text")


def empty() -> Rows:
    for container in ("WAV", "WAVEX", "RF64", "W64", "AIFF", "AU", "CAF", "FLAC", "OGG", "MP3"):
        subtype = {"OGG": "VORBIS", "MP3": "MPEG_LAYER_III"}.get(container, "PCM_16")
        make = lambda c=container, s=subtype: written(c, s, seconds=0)  # noqa: E731
        yield (
            f"{container} of no length",
            Odd(make, "no sound|no end|without sound|neither|cut off|broken|empty"),
        )


def headers() -> Rows:
    sound = packed(tone(), "i16")
    data = chunk(b"data", sound)
    for said in (0, 0x7FFF_F000, 0x7FFF_FFFF, 0x8000_0000, 2_000_000_000, 0xFFFF_FFDB, 0xFFFF_FFFF):
        yield f"streamed WAV, says {said:x}", Odd(lambda s=said: wav(said=s))
    for said in (len(sound) + 1, len(sound) + 100, 10_000_000, 1_800_000_000):
        yield f"WAV says {said}", Odd(lambda s=said: wav(said=s), "cut off")
    yield "WAV says less than there is", Odd(lambda: wav(said=len(sound) // 2), seconds=0.5)
    for size in (0, 8, 0x7FFF_FFFF, 0xFFFF_FFFF):
        yield f"RIFF says {size:x}", Odd(lambda s=size: riff(fmt(), data, size=s))
    extra = chunk(b"LIST", b"INFOabc")
    yield "chunk before the format", Odd(lambda: riff(extra, fmt(), data))
    yield "odd chunk before the sound", Odd(lambda: riff(fmt(), extra, chunk(b"fact", b"1234"), data))
    yield "chunks after the sound", Odd(lambda: riff(fmt(), data, extra, chunk(b"id3 ", b"ID3" + bytes(400))))
    yield "a picture before the sound", Odd(lambda: riff(fmt(), chunk(b"bext", bytes(300_000)), data))
    yield "junk after the sound", Odd(lambda: riff(fmt(), data) + b"junk" * 99)
    yield "ID3 before WAV", Odd(lambda: id3(bytes(300)) + riff(fmt(), data))
    yield "zeros before WAV", Odd(lambda: bytes(512) + riff(fmt(), data))
    yield "two formats", Odd(lambda: riff(fmt(rate_hz=8000), fmt(), data))
    yield "two WAV files", Odd(lambda: wav() + wav(), "two WAV files")
    yield (
        "a chunk of 4 GB before the sound",
        Odd(lambda: riff(fmt(), chunk(b"LIST", b"x", 2**32 - 2), data), "without sound"),
    )
    yield (
        "a chunk of 2 GB before the format",
        Odd(lambda: riff(chunk(b"LIST", b"x", 2**31), fmt(), data), "without sound"),
    )
    yield "a format of 2 GB", Odd(lambda: riff(chunk(b"fmt ", fmt()[8:], 2**31), data), "without sound")
    yield (
        "a format of 4 bytes",
        Odd(lambda: riff(chunk(b"fmt ", fmt()[8:12]), data), "does not say its format"),
    )
    yield "sound before its format", Odd(lambda: riff(data, fmt()), "does not say its format")
    yield (
        "100,000 empty chunks",
        Odd(lambda: riff(fmt(), chunk(b"JUNK", b"") * 100_000, data), "without sound"),
    )
    yield "no frames", Odd(lambda: riff(fmt(), chunk(b"data", b"")), "no sound")
    yield "half a frame", Odd(lambda: riff(fmt(), chunk(b"data", b"a")), "no sound")
    yield "half a frame at the end", Odd(lambda: riff(fmt(), chunk(b"data", sound + b"a")))
    yield (
        "extensible, cut in its format",
        Odd(lambda: riff(chunk(b"fmt ", fmt(mask=4)[8:26]), data), "decoded|not read"),
    )
    long = written("RF64", "PCM_16")
    at = long.index(b"ds64") + 16
    for said in (len(sound) + 2, 2**40, 2**64 - 1):
        made = long[:at] + struct.pack("<Q", said) + long[at + 8 :]
        yield f"RF64 says {said}", Odd(lambda m=made: m, "cut off" if said < 2**33 else None)
    wave64 = written("W64", "PCM_16")
    for name in (b"fmt ", b"data"):
        at = wave64.index(name) + 16
        for said in (0, 23, 2**40, 2**63, 2**64 - 1):
            made = wave64[:at] + struct.pack("<Q", said) + wave64[at + 8 :]
            says = None if (name, said > 2**33) == (b"data", True) else "without sound"
            yield f"W64 says {said} at {name.decode()}", Odd(lambda m=made: m, says)
    au = written("AU", "PCM_16")
    yield "AU of unknown length", Odd(lambda: au[:8] + b"\xff" * 4 + au[12:])
    yield "AU says 2 GB", Odd(lambda: au[:8] + b"\x7f\xff\xff\xff" + au[12:], "cut off")
    aiff = written("AIFF", "PCM_16")
    at = aiff.index(b"SSND") + 4
    yield "AIFF says 2 GB", Odd(lambda: aiff[:at] + b"\x7f\xff\xff\xff" + aiff[at + 4 :], "cut off")
