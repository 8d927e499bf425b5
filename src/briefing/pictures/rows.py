"""A stretch of an episode's sound → a row of the picture: chapters, waveform, cues, loudness and time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from briefing.model import Cue, Episode
from briefing.pictures import lanes
from briefing.pictures.colours import Rgb, between
from briefing.pictures.inks import Inks
from briefing.pictures.lanes import Lane
from briefing.pictures.lettering import CAP_HEIGHT, Letters, drawable

LEFT = 116
"""Where the lanes begin; the scales stand before them."""
_CHAPTERS, _WAVE, _CUES, _LOUDNESS, _TIMES, _GAP = 40, 200, 48, 150, 30, 30
"""Heights of what a row is made of, from the top."""
HEIGHT = _CHAPTERS + _WAVE + _CUES + _LOUDNESS + _TIMES + _GAP

_ABOVE_TARGET_LU, _BELOW_TARGET_LU = 6.0, 15.0
"""What the lane of loudness shows, and more above where the sound is louder."""
_TICKS_MS = (100, 200, 500, 1_000, 2_000, 5_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000)
_TICK_WIDTH = 90
_LEGIBLE = 4
"""Characters of a title that is cut; of fewer nothing is understood."""
_LONG_PAUSE_MS = 1_200
"""A pause as long as this has its seconds written to it: the shipped profiles ask for 900 at most."""

SMALL = Letters(19)
_BOLD = Letters(21, bold=True)


class Measured(Protocol):
    """What the picture shows of a finished sound."""

    @property
    def duration_ms(self) -> int: ...

    @property
    def integrated_lufs(self) -> float: ...

    @property
    def range_lu(self) -> float: ...

    @property
    def short_term_max_lufs(self) -> float: ...

    @property
    def true_peak_dbtp(self) -> float: ...

    @property
    def momentary(self) -> NDArray[np.float32]:
        """LUFS of the 400 ms that end every 100 ms."""

    @property
    def short_term(self) -> NDArray[np.float32]:
        """LUFS of the three seconds that end every 100 ms."""

    @property
    def peaks(self) -> NDArray[np.float32]:
        """Of every 10 ms, linear."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """All rows of a picture."""

    image: Image.Image
    canvas: ImageDraw.ImageDraw
    inks: Inks
    speakers: dict[str, Rgb]
    episode: Episode
    measured: Measured
    cues: Sequence[Cue]

    def draw(self, y: int, lane: Lane) -> None:
        loudness = y + _CHAPTERS + _WAVE + _CUES
        self._wave(y + _CHAPTERS, lane)
        self._pauses(y + _CHAPTERS + _WAVE, lane)
        self._cues(y + _CHAPTERS + _WAVE, lane)
        self._loudness(loudness, lane)
        self._times(loudness + _LOUDNESS, lane)
        self._chapters(y, loudness, lane)

    def _wave(self, y: int, lane: Lane) -> None:
        strip = lane.strip(_WAVE, self.inks.shade(0.08))
        whose = self._speaking(lane)
        strip[:, whose == len(self.speakers)] = self.inks.background
        named = [*self.speakers.values(), self.inks.shade(0.5)]
        solid = np.array(named, np.uint8)[whose]
        faint = np.array([between(self.inks.background, ink, 0.5) for ink in named], np.uint8)[whose]
        for level in (0.25, 0.75):  # −6 dBFS, up and down
            strip[round(level * (_WAVE - 1))] = self.inks.shade(0.18)
        lanes.waveform(strip, lane, self.measured.peaks, solid, faint)
        strip[:6, lanes.at_full_scale(lane, self.measured.peaks)] = self.inks.alarm
        self._paste(strip, y)
        for level, name in ((0.0, "0 dB"), (0.25, "−6"), (0.75, "−6")):
            self._scale(y + level * (_WAVE - 1), name)

    def _speaking(self, lane: Lane) -> NDArray[np.intp]:
        """Number of the speaker at the middle of every column; after the last one where nobody speaks."""
        order = {name: number for number, name in enumerate(self.speakers)}
        moments = lane.moments()
        whose = np.full(lane.width, len(order))
        for cue in self.cues:
            whose[(moments >= cue.start_ms) & (moments < cue.end_ms)] = order.get(cue.speaker, len(order))
        return whose

    def _cues(self, y: int, lane: Lane) -> None:
        """A bar as long as each cue, its number under it where there is room for it."""
        free = 0.0
        for number, cue in enumerate(self.cues, 1):
            if not lane.has(cue.start_ms, cue.end_ms):
                continue
            left, right = lane.edges(cue.start_ms, cue.end_ms)
            ink = self.speakers.get(cue.speaker, self.inks.shade(0.5))
            self._bar(left, right, y + 6, 8, ink)
            width = SMALL.width(str(number))
            middle = min(max((left + right) / 2, width / 2), lane.width - width / 2)
            if middle - width / 2 >= free:
                free = middle + width / 2 + 6
                place = LEFT + middle, y + 34
                SMALL.draw(self.canvas, place, str(number), fill=self.inks.shade(0.7), align="middle")

    def _pauses(self, y: int, lane: Lane) -> None:
        """A thin line through each, and its seconds above that where it is long or has room for them."""
        for before, after in pairwise(self.cues):
            pause_ms = after.start_ms - before.end_ms
            if pause_ms <= 0 or not lane.has(before.end_ms, after.start_ms):
                continue
            left, right = lane.edges(before.end_ms, after.start_ms)
            self._bar(left, right, y + 9, 2, self.inks.shade(0.4))
            seconds = f"{pause_ms / 1000:.1f}"
            if pause_ms >= _LONG_PAUSE_MS or right - left > SMALL.width(seconds) + 4:
                place = LEFT + (left + right) / 2, y - 8
                SMALL.draw(self.canvas, place, seconds, fill=self.inks.shade(0.7), align="middle")

    def _loudness(self, y: int, lane: Lane) -> None:
        target = self.episode.loudness.target_lufs
        strip = lane.strip(_LOUDNESS, self.inks.shade(0.08))
        lanes.area(
            strip, self._heights(lanes.curve(lane, self.measured.momentary, 400)), self.inks.shade(0.24)
        )
        for step in (3, -3, -6, -9, -12):
            strip[round(self._height(target + step))] = self.inks.shade(0.16)
        row = round(self._height(target))
        strip[row : row + 2, np.arange(lane.width) % 14 < 8] = self.inks.accent
        lanes.line(
            strip, self._heights(lanes.curve(lane, self.measured.short_term, 3_000)), self.inks.text, 3
        )
        self._paste(strip, y)
        digits = 0 if target == round(target) else 1
        self._scale(y + row, signed(target, digits), self.inks.accent)
        for step in (-6, -12):
            self._scale(y + self._height(target + step), signed(target + step, digits))

    def _height(self, lufs: float) -> float:
        return float(self._heights(np.array(lufs)))

    def _heights(self, lufs: NDArray[np.float64]) -> NDArray[np.float64]:
        """Where they stand in the lane of loudness, or the nearest that it has."""
        target = self.episode.loudness.target_lufs
        highest = max(target + _ABOVE_TARGET_LU, self.measured.short_term_max_lufs + 1)
        share = np.clip((highest - lufs) / (highest - target + _BELOW_TARGET_LU), 0, 1)
        return np.asarray(share * (_LOUDNESS - 1))

    def _times(self, y: int, lane: Lane) -> None:
        tick_ms = next((ms for ms in _TICKS_MS if lane.x(lane.first_ms + ms) >= _TICK_WIDTH), _TICKS_MS[-1])
        for number in range(int(-(-lane.first_ms // tick_ms)), int(lane.last_ms // tick_ms) + 1):
            x = lane.x(number * tick_ms)
            self.canvas.line((LEFT + x, y, LEFT + x, y + 7), fill=self.inks.shade(0.5))
            name = clock(number * tick_ms, tenths=tick_ms < 1000)
            SMALL.draw(self.canvas, (LEFT + x, y + 26), name, fill=self.inks.shade(0.6), align="middle")

    def _chapters(self, y: int, loudness: int, lane: Lane) -> None:
        for number, chapter in enumerate(self.episode.chapters):
            if not lane.has(chapter.start_ms, chapter.end_ms):
                continue
            left, right = lane.edges(chapter.start_ms, chapter.end_ms)
            fill = self.inks.shade(0.22 if number % 2 else 0.15)
            self._bar(left, right, y, _CHAPTERS - 5, fill)
            title = _BOLD.clipped(chapter.title, right - left - 20)
            if title == drawable(chapter.title) or len(title) > _LEGIBLE:
                base = y + (_CHAPTERS - 6 + _BOLD.size * CAP_HEIGHT) / 2
                _BOLD.draw(self.canvas, (LEFT + left + 10, base), title, fill=self.inks.text)
            if chapter.start_ms >= lane.first_ms:
                for top, height in ((y, _CHAPTERS + _WAVE), (loudness, _LOUDNESS)):
                    self._bar(left, left + 2, top, height, self.inks.accent)

    def _bar(self, left: float, right: float, y: int, height: int, ink: Rgb) -> None:
        """From column to column of a lane; one column at least."""
        box = (LEFT + left, y, LEFT + max(left, right - 1), y + height - 1)
        self.canvas.rectangle(box, fill=ink)

    def _scale(self, middle: float, name: str, ink: Rgb | None = None) -> None:
        base = middle + SMALL.size * CAP_HEIGHT / 2
        SMALL.draw(self.canvas, (LEFT - 12, base), name, fill=ink or self.inks.shade(0.6), align="right")

    def _paste(self, strip: lanes.Pixels, y: int) -> None:
        self.image.paste(Image.fromarray(strip), (LEFT, y))


def clock(ms: float, *, tenths: bool = False) -> str:
    seconds = round(ms / 1000, 1) if tenths else round(ms / 1000)
    hours, minutes = int(seconds // 3600), int(seconds // 60) % 60
    rest = f"{seconds % 60:04.1f}" if tenths else f"{seconds % 60:02}"
    return f"{hours}:{minutes:02}:{rest}" if hours else f"{minutes}:{rest}"


def signed(value: float, digits: int = 1) -> str:
    """With a real minus sign."""
    return f"{value:.{digits}f}".replace("-", "−")
