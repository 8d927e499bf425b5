"""Blocks of samples → MP3 frames of constant bit rate that decode to exactly those samples."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from typing import BinaryIO

import lameenc
import numpy as np
from numpy.typing import NDArray

from briefing.errors import MixError
from briefing.mix.beside import beside
from briefing.mix.grid import Samples
from briefing.model import SoundFile

_QUALITY = 7
"""LAME's own scale, 0 best. At 96 kbit/s speech has bits to spare, and 7, which does not shape its noise,
takes two thirds of the time of 5 and leaves less of it: 39 dB under the signal in segments of 23 ms as
against 34 (one minute of eSpeak), with log spectral distances of 2.4 and 2.2 dB. So it is at the
other presets: 47 against 45 dB at 128 kbit/s, 32 against 26 at 64 and 24 kHz."""

_ENCODER_DELAY = 576
"""Samples of silence that LAME puts first."""
_PADDING_BIT = 9
_SAME_IN_ALL_FRAMES = 0b11111111111_11_11_1_1111_11_0_0_11_00_0_0_00
"""Of a header: all but the padding bit, the kind of joint stereo and the free last bits."""


def encode(blocks: Iterable[Samples], file: BinaryIO, sound: SoundFile) -> None:
    """Write the frames to `file`, which can be sought in; the encoder runs in a thread beside `blocks`.

    First stands the frame in which LAME says how much silence it added in front and behind: lameenc has no
    call for it, and without it every player starts 25 ms late and cannot know the length.
    Raises MixError where LAME gives something else than was asked for, OSError.
    """
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(sound.bitrate_kbits)
    encoder.set_in_sample_rate(sound.sample_rate_hz)
    encoder.set_out_sample_rate(sound.sample_rate_hz)
    encoder.set_channels(sound.channels)
    encoder.set_quality(_QUALITY)
    encoder.silence()
    gain = 1 / _lame_scale(sound.bitrate_kbits)
    start = file.tell()
    walk, samples = _FrameWalk(sound), 0
    file.write(bytes(walk.frame_bytes))

    def converted() -> Iterator[bytes]:
        nonlocal samples
        for block in blocks:
            samples += block.shape[1]
            yield pcm(block, gain)

    def keep(frames: bytes) -> None:
        walk.push(frames)
        file.write(frames)

    for frames in beside(encoder.encode, converted()):
        keep(frames)
    keep(encoder.flush())
    file.seek(start)
    file.write(_info_frame(walk, samples))
    file.seek(0, 2)


def pcm(block: Samples, gain: float = 1.0) -> bytes:
    """(channels, samples) as 16-bit integers, the channels of a sample beside each other."""
    scaled = np.clip(block.T * np.float32(gain), -1.0, 1.0)
    interleaved: NDArray[np.int16] = np.rint(scaled * np.float32(32767)).astype("<i2")
    return interleaved.tobytes()


def _lame_scale(bitrate_kbits: int) -> float:
    """LAME turns its input down by up to 0.45 dB (lame 3.100, presets.c, abr_switch_map) and lameenc cannot
    tell it not to: undone, or every episode is half a decibel too soft."""
    return 0.95 if bitrate_kbits <= 160 else 0.97 if bitrate_kbits <= 192 else 1.0


class _FrameWalk:
    """Counts the frames of the stream as it comes, and makes sure that it is one."""

    def __init__(self, sound: SoundFile) -> None:
        mpeg_1 = sound.sample_rate_hz > 24_000
        self.samples_per_frame = 1152 if mpeg_1 else 576
        self.frame_bytes = self.samples_per_frame * 125 * sound.bitrate_kbits // sound.sample_rate_hz
        """Without the byte that some frames have more, so that the mean is the bit rate."""
        mono = sound.channels == 1
        self.side_info_bytes = (17 if mono else 32) if mpeg_1 else (9 if mono else 17)
        self.bitrate_kbits = sound.bitrate_kbits
        self.header = 0
        """Of the first frame, without padding."""
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
            self.header = self.header or header & _SAME_IN_ALL_FRAMES
            if header & _SAME_IN_ALL_FRAMES != self.header:
                raise MixError(
                    "the MP3 cannot be coded", why=f"LAME gave a frame of another kind, {header:08x}"
                )
            position += self.frame_bytes + (header >> _PADDING_BIT & 1)
            self.frames += 1
        self._skip = max(0, position - len(stream))
        self._part = stream[position:]


def _info_frame(walk: _FrameWalk, samples: int) -> bytes:
    """The Xing/Info frame with LAME's extension (G. Bouvigne, "MP3 Info Tag rev 1 specifications")."""
    padding = walk.frames * walk.samples_per_frame - _ENCODER_DELAY - samples
    if not 0 <= padding < 4096:
        raise MixError("the MP3 cannot be coded", why=f"LAME gave {walk.frames} frames for {samples} samples")
    size = walk.size + walk.frame_bytes
    toc = bytes(256 * percent // 100 for percent in range(100))  # CBR: the way is the time
    xing = struct.pack(">4sIII", b"Info", 0b1111, walk.frames, size) + toc
    xing += struct.pack(">I", 100 - 10 * _QUALITY)
    lame = b"LAME3.100" + bytes([0x01, 0])  # tag revision 0, method CBR; low-pass not told
    lame += bytes(8)  # peak and ReplayGain, not told
    lame += bytes([0, min(walk.bitrate_kbits, 255)])
    lame += (_ENCODER_DELAY << 12 | padding).to_bytes(3, "big")
    lame += bytes(4) + struct.pack(">I", size)  # no gain, no preset; all bytes from this frame on
    lame += bytes(2)  # checksum of the music, not told
    frame = walk.header.to_bytes(4, "big") + bytes(walk.side_info_bytes) + xing + lame
    return (frame + struct.pack(">H", _crc16(frame))).ljust(walk.frame_bytes, b"\0")


def _crc16(data: bytes) -> int:
    """CRC-16/ARC, which LAME puts behind the rest of its frame's head."""
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc
