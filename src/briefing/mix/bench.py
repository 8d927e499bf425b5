"""A show → what its mix works on: the file's coding, the music, the clips on their way into a spool."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from briefing.mix import codec, music
from briefing.mix.codec import Coding
from briefing.mix.grid import Grid
from briefing.mix.music import Score
from briefing.mix.preparing import Preparation, Spool
from briefing.model import Quality, Show, SoundFormat

MONO_BELOW_STEREO_LU = 3.0
"""A mono file is heard from two loudspeakers: as loud as a stereo file that measures 3 LU more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    coding: Coding
    score: Score | None
    spool: Spool
    preparation: Preparation
    voice_lufs: float
    """Of a voice alone, in one channel."""
    _open: ExitStack

    @property
    def grid(self) -> Grid:
        return self.coding.grid

    @property
    def target_lufs(self) -> float:
        """Of the file."""
        return self.voice_lufs + (MONO_BELOW_STEREO_LU if self.grid.channels == 2 else 0.0)

    def begin(self, clip: Path) -> None:
        """Returns at once."""
        self.preparation.begin(clip)

    def close(self) -> None:
        self._open.close()


def bench(show: Show, place: Path | None, *, form: SoundFormat, quality: Quality) -> Bench:
    """`place`: an existing folder for the spool, else the system's. To be closed.

    Raises MixError for music or a format that cannot be had, OSError.
    """
    voice_lufs = show.loudness - MONO_BELOW_STEREO_LU
    coding = codec.coding(form, quality, stereo=music.stereo(show.music))
    with ExitStack() as files:
        spool = Spool(files.enter_context(tempfile.TemporaryFile(dir=place)))
        score = music.score(show.music, coding.grid, spool, voice_lufs=voice_lufs)
        preparation = files.enter_context(Preparation(coding.grid, spool))
        return Bench(
            coding=coding,
            score=score,
            spool=spool,
            preparation=preparation,
            voice_lufs=voice_lufs,
            _open=files.pop_all(),
        )
