"""Sound files of every kind, made byte by byte, or by libsndfile and LAME: what the odd ones are made of."""

from __future__ import annotations

import io
import struct

import lameenc
import numpy as np
import soundfile

HZ, DBFS = 440.0, -12.0
"""Of the tone that is in each of them."""
RATE_HZ = 44_100


def tone(seconds: float = 1.0, *, rate_hz: int = RATE_HZ, hz: float = HZ, channels: int = 1) -> np.ndarray:
    """(samples, channels); the same in all of them."""
    time = np.arange(round(seconds * rate_hz)) / rate_hz
    one = 10 ** (DBFS / 20) * np.sin(2 * np.pi * hz * time)
    return np.repeat(one[:, None], channels, axis=1)


def packed(samples: np.ndarray, kind: str) -> bytes:
    """`kind`: u8, i16, i20 (in 24 bits), i24, i24in32, i32, f32, f64; with a "b" before it big-endian."""
    order = ">" if kind[0] == "b" else "<"
    kind = kind.removeprefix("b")
    if kind[0] == "f":
        return samples.astype(f"{order}f{int(kind[1:]) // 8}").tobytes()
    if kind == "u8":
        return np.clip(np.rint(samples * 127 + 128), 0, 255).astype(np.uint8).tobytes()
    whole = np.clip(np.rint(samples * (2**31 - 1)), -(2**31), 2**31 - 1).astype(np.int64)
    bits = int(kind[1:3])
    whole = (whole >> (32 - bits)) << (32 - bits)
    wide = whole.astype(f"{order}i4").tobytes()
    size = {"i16": 2, "i12": 2, "i20": 3, "i24": 3}.get(kind, 4)
    each = np.frombuffer(wide, np.uint8).reshape(-1, 4)
    return (each[:, 4 - size :] if order == "<" else each[:, :size]).tobytes()


def chunk(name: bytes, data: bytes, size: int | None = None, *, order: str = "<") -> bytes:
    """`size`: what its header says, where that is not the truth."""
    said = len(data) if size is None else size
    return name + struct.pack(f"{order}I", said & 0xFFFFFFFF) + data + b"\0" * (len(data) & 1)


def fmt(
    kind: str = "i16",
    *,
    channels: int = 1,
    rate_hz: int = RATE_HZ,
    mask: int | None = None,
    coding: int | None = None,
    bits: int | None = None,
    frame: int | None = None,
    order: str = "<",
) -> bytes:
    """`mask` given: WAVE_FORMAT_EXTENSIBLE."""
    plain = kind.removeprefix("b")
    size = {"u8": 1, "i12": 2, "i16": 2, "i20": 3, "i24": 3, "f64": 8}.get(plain, 4)
    number = (3 if plain[0] == "f" else 1) if coding is None else coding
    said_bits = (int(plain[1:3]) if plain[0] != "f" else size * 8) if bits is None else bits
    said_frame = (size * channels if frame is None else frame) & 0xFFFF
    body = struct.pack(
        f"{order}HHIIHH",
        0xFFFE if mask is not None else number,
        channels & 0xFFFF,
        rate_hz & 0xFFFFFFFF,
        rate_hz * said_frame & 0xFFFFFFFF,
        said_frame,
        said_bits if mask is None else size * 8,
    )
    if mask is not None:
        guid = struct.pack(f"{order}H", number) + bytes.fromhex("000000001000800000aa00389b71")
        body += struct.pack(f"{order}HHI", 22, said_bits, mask) + guid
    return chunk(b"fmt ", body, order=order)


def riff(*chunks: bytes, magic: bytes = b"RIFF", size: int | None = None) -> bytes:
    body = b"WAVE" + b"".join(chunks)
    order = ">" if magic == b"RIFX" else "<"
    return magic + struct.pack(f"{order}I", (len(body) if size is None else size) & 0xFFFFFFFF) + body


def wav(
    kind: str = "i16", *, said: int | None = None, samples: np.ndarray | None = None, **form: int
) -> bytes:
    """`said`: the length of the sound as the header has it."""
    channels, rate_hz = form.get("channels", 1), form.get("rate_hz", RATE_HZ)
    sound = tone(channels=channels, rate_hz=rate_hz) if samples is None else samples
    big = kind[0] == "b"
    order = ">" if big else "<"
    data = chunk(b"data", packed(sound, kind), said, order=order)
    return riff(fmt(kind, order=order, **form), data, magic=b"RIFX" if big else b"RIFF")


def written(
    container: str,
    subtype: str,
    *,
    seconds: float = 1.0,
    rate_hz: int = RATE_HZ,
    channels: int = 1,
    **more: str,
) -> bytes:
    """By libsndfile."""
    file = io.BytesIO()
    samples = tone(seconds, rate_hz=rate_hz, channels=channels)
    soundfile.write(file, samples, rate_hz, format=container, subtype=subtype, **more)
    return file.getvalue()


def mp3(
    seconds: float = 1.0, *, rate_hz: int = RATE_HZ, channels: int = 1, kbits: int = 64, hz: float = HZ
) -> bytes:
    """By LAME, without an Info frame, as services stream it."""
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(kbits)
    encoder.set_in_sample_rate(rate_hz)
    encoder.set_out_sample_rate(rate_hz)
    encoder.set_channels(channels)
    encoder.set_quality(7)
    encoder.silence()
    pcm = packed(tone(seconds, rate_hz=rate_hz, channels=channels, hz=hz), "i16")
    return bytes(encoder.encode(pcm) + encoder.flush())


def id3(body: bytes, *, version: int = 3, said: int | None = None, flags: int = 0) -> bytes:
    size = len(body) if said is None else said
    return b"ID3" + bytes([version, 0, flags]) + bytes(size >> shift & 127 for shift in (21, 14, 7, 0)) + body
