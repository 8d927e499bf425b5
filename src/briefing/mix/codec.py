"""Format and quality → how the finished sound is coded, and the writer of such files."""

from __future__ import annotations

import wave
from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

from briefing.mix import mp3
from briefing.mix.grid import Grid, Samples
from briefing.mix.tags import Labels, tag
from briefing.model import Quality, SoundFile, SoundFormat

_PRESETS = {
    (SoundFormat.MP3, Quality.STANDARD): (44_100, 96, 128),
    (SoundFormat.MP3, Quality.SMALL): (24_000, 64, 96),
    (SoundFormat.MP3, Quality.BEST): (44_100, 128, 192),
    (SoundFormat.M4A, Quality.STANDARD): (44_100, 80, 128),
    (SoundFormat.M4A, Quality.SMALL): (24_000, 48, 64),
    (SoundFormat.M4A, Quality.BEST): (44_100, 128, 192),
    (SoundFormat.OPUS, Quality.STANDARD): (48_000, 48, 80),
    (SoundFormat.OPUS, Quality.SMALL): (48_000, 28, 48),
    (SoundFormat.OPUS, Quality.BEST): (48_000, 80, 128),
}
"""Hz, kbit/s in mono and in stereo. MP3's are constant, because phones seek in them without a table; Apple
asks for 44.1 or 48 kHz, and 96–128 kbit/s in mono. Opus codes at 48 kHz whatever it is given (RFC 6716)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    sound: SoundFile
    """Without the number of samples."""

    @property
    def grid(self) -> Grid:
        return Grid(self.sound.sample_rate_hz, self.sound.channels)

    def write(self, blocks: Iterable[Samples], file: BinaryIO, labels: Labels | None) -> None:
        """The programme, each block (channels, whole hops), to `file`, which is empty and can be sought in.

        Raises MixError, OSError.
        """
        if self.sound.format is SoundFormat.MP3:
            if labels:
                file.write(tag(labels))
            mp3.encode(blocks, file, self.sound)
        else:
            from briefing.mix import containers  # PyAV takes 0.2 s to load

            containers.write(blocks, file, self.sound, labels)


def coding(form: SoundFormat, quality: Quality, *, stereo: bool) -> Coding:
    """Raises MixError where the format needs a package that is not installed."""
    if form is not SoundFormat.MP3:
        from briefing.mix import containers

        containers.check_installed(form)
    rate_hz, mono, both = _PRESETS[form, quality]
    channels, bitrate = (2, both) if stereo else (1, mono)
    return Coding(
        sound=SoundFile(format=form, sample_rate_hz=rate_hz, channels=channels, bitrate_kbits=bitrate)
    )


def encode_wav(blocks: Iterable[Samples], file: BinaryIO, grid: Grid) -> None:
    """Write a WAV file, 16-bit, to `file`, which can be sought in."""
    with wave.open(file, "wb") as wav:
        wav.setparams((grid.channels, 2, grid.rate_hz, 0, "NONE", ""))
        for block in blocks:
            wav.writeframes(mp3.pcm(block))
