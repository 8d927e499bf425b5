"""Blocks of samples → MP3 frames that decode to exactly those samples (CBR 96 kbit/s, mono, 44.1 kHz)."""

from __future__ import annotations

import struct
import wave
from collections import deque
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import BinaryIO

import lameenc
import numpy as np
from numpy.typing import NDArray

from briefing.errors import MixError
from briefing.mix.clips import RATE_HZ, Samples

BITRATE_KBITS = 96
"""Constant, because phones seek in it without a table; Apple asks for 96–128 kbit/s mono."""
_QUALITY = 7
"""LAME's own scale, 0 best. At 96 kbit/s speech has bits to spare, and 7, which does not shape its noise,
takes two thirds of the time of 5 and leaves less of it: 39 dB under the signal in segments of 23 ms as
against 34 (one minute of eSpeak), with log spectral distances of 2.4 and 2.2 dB."""
_LAME_SCALE = 0.95
"""LAME turns its input down by 0.45 dB at this bit rate (lame 3.100, presets.c, abr_switch_map) and lameenc
cannot tell it not to: undone here, or every episode is half a decibel too soft."""
_AHEAD = 4
"""Blocks that may wait for the encoder."""

_FRAME_SAMPLES = 1152
_FRAME_BYTES = 144_000 * BITRATE_KBITS // RATE_HZ
"""Without the byte that every other frame or so has more, so that the mean is the bit rate."""
_ENCODER_DELAY = 576
"""Samples of silence that LAME puts first."""
_SIDE_INFO_BYTES = 17
_PADDING_BIT = 9
# MPEG 1, layer III, no checksum, 96 kbit/s, 44.1 kHz, mono; without padding bit and the free last six bits.
_HEADER = 0b11111111111_11_01_1_0111_00_0_0_11_00_0_0_00
_HEADER_MASK = 0b11111111111_11_11_1_1111_11_0_0_11_00_0_0_00


def encode(blocks: Iterable[Samples], file: BinaryIO) -> None:
    """Write the frames to `file`, which can be sought in; the encoder runs in a thread beside `blocks`.

    First stands the frame in which LAME says how much silence it added in front and behind: lameenc has no
    call for it, and without it every player starts 25 ms late and cannot know the length.
    """
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(BITRATE_KBITS)
    encoder.set_in_sample_rate(RATE_HZ)
    encoder.set_channels(1)
    encoder.set_quality(_QUALITY)
    encoder.silence()
    start = file.tell()
    file.write(bytes(_FRAME_BYTES))
    walk, samples = _FrameWalk(), 0

    def keep(frames: bytes) -> None:
        walk.push(frames)
        file.write(frames)

    with ThreadPoolExecutor(1) as thread:
        waiting: deque[Future[bytes]] = deque()
        for block in blocks:
            samples += len(block)
            waiting.append(thread.submit(encoder.encode, _pcm(block, 1 / _LAME_SCALE)))
            if len(waiting) > _AHEAD:
                keep(waiting.popleft().result())
        for coded in waiting:
            keep(coded.result())
        keep(encoder.flush())
    file.seek(start)
    file.write(_info_frame(frames=walk.frames, frame_bytes=walk.size, samples=samples))
    file.seek(0, 2)


def encode_wav(blocks: Iterable[Samples], file: BinaryIO) -> None:
    """Write a WAV file, 16-bit mono, to `file`, which can be sought in."""
    with wave.open(file, "wb") as wav:
        wav.setparams((1, 2, RATE_HZ, 0, "NONE", ""))
        for block in blocks:
            wav.writeframes(_pcm(block))


def _pcm(block: Samples, gain: float = 1.0) -> bytes:
    scaled = np.clip(block * np.float32(gain), -1.0, 1.0)
    pcm: NDArray[np.int16] = np.rint(scaled * np.float32(32767)).astype("<i2")
    return pcm.tobytes()


class _FrameWalk:
    """Counts the frames of the stream as it comes, and makes sure that it is one."""

    def __init__(self) -> None:
        self.frames = 0
        self.size = 0
        self._part = b""
        """Of the stream, from a frame's first byte, where that frame's header is not all there yet."""
        self._skip = 0
        """Bytes of the current frame that are still to come."""

    def push(self, data: bytes) -> None:
        self.size += len(data)
        stream = self._part + data
        position = self._skip
        while position + 4 <= len(stream):
            header = int.from_bytes(stream[position : position + 4], "big")
            if header & _HEADER_MASK != _HEADER:
                raise MixError(
                    "the MP3 cannot be coded", why=f"LAME gave a frame of another kind, {header:08x}"
                )
            position += _FRAME_BYTES + (header >> _PADDING_BIT & 1)
            self.frames += 1
        self._skip = max(0, position - len(stream))
        self._part = stream[position:]


def _info_frame(*, frames: int, frame_bytes: int, samples: int) -> bytes:
    """The Xing/Info frame with LAME's extension (G. Bouvigne, "MP3 Info Tag rev 1 specifications")."""
    padding = frames * _FRAME_SAMPLES - _ENCODER_DELAY - samples
    if not 0 <= padding < 4096:
        raise MixError("the MP3 cannot be coded", why=f"LAME gave {frames} frames for {samples} samples")
    size = frame_bytes + _FRAME_BYTES
    toc = bytes(256 * percent // 100 for percent in range(100))  # CBR: the way is the time
    xing = b"Info" + struct.pack(">III", 0b1111, frames, size) + toc + struct.pack(">I", 100 - 10 * _QUALITY)
    lame = b"LAME3.100" + bytes([0x01, 0])  # tag revision 0, method CBR; low-pass not told
    lame += bytes(8)  # peak and ReplayGain, not told
    lame += bytes([0, BITRATE_KBITS])
    lame += (_ENCODER_DELAY << 12 | padding).to_bytes(3, "big")
    lame += bytes(4) + struct.pack(">I", size)  # no gain, no preset; all bytes from this frame on
    lame += bytes(2)  # checksum of the music, not told
    frame = _HEADER.to_bytes(4, "big") + bytes(_SIDE_INFO_BYTES) + xing + lame
    return (frame + struct.pack(">H", _crc16(frame))).ljust(_FRAME_BYTES, b"\0")


def _crc16(data: bytes) -> int:
    """CRC-16/ARC, which LAME puts behind the first 190 bytes of its frame."""
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc
