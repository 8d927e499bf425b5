"""An episode, its cues and what was measured of its sound → one picture of it, for whoever edits it."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PIL import Image, ImageDraw

from briefing.model import Colours, Cue, Episode
from briefing.pictures.colours import Rgb
from briefing.pictures.inks import Inks
from briefing.pictures.lanes import Lane
from briefing.pictures.lettering import Letters, drawable, is_rtl
from briefing.pictures.rows import HEIGHT, LEFT, SMALL, Measured, Rows, clock, signed

_WIDTH = 1800
_MARGIN = 48
_HEAD = 250
_FINDING, _FINDINGS = 34, 4
"""Height of a line of what is wrong, and how many there are at most."""
_ROW_MS, _ROWS = 180_000, 6
"""A row is so long at most, unless that took more than so many rows."""
_ENTRY, _BESIDE, _ENTRIES = 40, 3, 30
"""Height of a line of the legend, how many stand beside one another, and how many are named at most."""

_TITLE, _FIGURE, _PLAIN = Letters(42, bold=True), Letters(34, bold=True), Letters(23)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the legend."""

    speaker: str
    caption: str


def draw(
    episode: Episode,
    *,
    show: str,
    measured: Measured,
    cues: Sequence[Cue],
    legend: Sequence[Entry],
    findings: Sequence[str],
    colours: Colours,
) -> bytes:
    """A PNG; the same values give the same bytes. `legend`: the speakers, the first with the first colour.
    `findings`: what is wrong with the sound.

    Time runs from left to right in every language, as in every editor of sound.
    """
    stretches = _lanes(measured.duration_ms)
    top = _HEAD + _FINDING * min(len(findings), _FINDINGS)
    height = top + len(stretches) * HEIGHT + -(-min(len(legend), _ENTRIES) // _BESIDE) * _ENTRY + _MARGIN
    inks = Inks.of(colours)
    image = Image.new("RGB", (_WIDTH, height), inks.background)
    canvas = ImageDraw.Draw(image)
    speakers = inks.of_speakers(entry.speaker for entry in legend)
    page = _Page(canvas=canvas, inks=inks)
    page.head(episode, show, measured.duration_ms)
    page.figures(_figures(measured, episode.loudness.target_lufs, cues))
    page.findings(_HEAD, findings)
    rows = Rows(
        image=image, canvas=canvas, inks=inks, speakers=speakers, episode=episode, measured=measured,
        cues=cues,
    )  # fmt: skip
    for number, lane in enumerate(stretches):
        rows.draw(top + number * HEIGHT, lane)
    page.legend(top + len(stretches) * HEIGHT, legend, speakers)
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def _lanes(duration_ms: int) -> list[Lane]:
    """Stretches of equal length, one for every row."""
    rows = min(_ROWS, max(1, -(-duration_ms // _ROW_MS)))
    edges = [max(1, duration_ms) * number / rows for number in range(rows + 1)]
    return [
        Lane(first_ms=first, last_ms=last, width=_WIDTH - _MARGIN - LEFT) for first, last in pairwise(edges)
    ]


def _figures(heard: Measured, target_lufs: float, cues: Sequence[Cue]) -> list[tuple[str, str]]:
    """What is written in large letters, with what it is."""
    loudest, range_lu = f"{signed(heard.short_term_max_lufs)} LUFS", f"{heard.range_lu:.1f} LU"
    if heard.duration_ms < 3_000:  # what both are measured in
        loudest = range_lu = "–"
    pauses = (after.start_ms - before.end_ms for before, after in pairwise(cues))
    return [
        (f"{signed(heard.integrated_lufs)} LUFS", f"integrated, target {signed(target_lufs)}"),
        (range_lu, "loudness range"),
        (loudest, "loudest three seconds"),
        (f"{signed(heard.true_peak_dbtp)} dBTP", "true peak"),
        (f"{max([0, *pauses]) / 1000:.1f} s", "longest pause"),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """What stands above and below the rows."""

    canvas: ImageDraw.ImageDraw
    inks: Inks

    def head(self, episode: Episode, show: str, duration_ms: int) -> None:
        sound = episode.sound
        rtl = is_rtl(episode.title)
        channels = {1: "mono", 2: "stereo"}.get(sound.channels, f"{sound.channels} channels")
        facts = [
            _PLAIN.clipped(show, _WIDTH / 2), episode.date.isoformat(), clock(duration_ms),
            sound.format.upper(), f"{sound.sample_rate_hz / 1000:g} kHz {channels}",
            f"{sound.bitrate_kbits} kbit/s",
        ]  # fmt: skip
        title = _TITLE.clipped(episode.title, _WIDTH - 2 * _MARGIN)
        x = float(_WIDTH - _MARGIN if rtl else _MARGIN)
        _TITLE.draw(self.canvas, (x, 78), title, fill=self.inks.text, align="right" if rtl else "left")
        if rtl:
            facts.reverse()
        widths = [_PLAIN.width(fact) for fact in facts]
        if rtl:
            x -= sum(widths) + 36 * (len(facts) - 1)
        for fact, width in zip(facts, widths, strict=True):
            _PLAIN.draw(self.canvas, (x, 122), fact, fill=self.inks.shade(0.7))
            x += width + 36

    def figures(self, figures: Sequence[tuple[str, str]]) -> None:
        for number, (figure, caption) in enumerate(figures):
            x = _MARGIN + number * (_WIDTH - 2 * _MARGIN) / len(figures)
            _FIGURE.draw(self.canvas, (x, 186), figure, fill=self.inks.text)
            SMALL.draw(self.canvas, (x, 214), caption, fill=self.inks.shade(0.6))

    def findings(self, y: int, found: Sequence[str]) -> None:
        shown = list(found[:_FINDINGS])
        if len(found) > _FINDINGS:
            shown[-1] = f"{len(found) - _FINDINGS + 1} more findings"
        for number, finding in enumerate(shown):
            text = _PLAIN.clipped(finding, _WIDTH - 2 * _MARGIN - 28)
            base = y + number * _FINDING + 10
            self.canvas.rectangle((_MARGIN, base - 16, _MARGIN + 6, base), fill=self.inks.alarm)
            _PLAIN.draw(self.canvas, (_MARGIN + 28, base), text, fill=self.inks.alarm)

    def legend(self, y: int, entries: Sequence[Entry], speakers: Mapping[str, Rgb]) -> None:
        room = (_WIDTH - 2 * _MARGIN) / _BESIDE
        for number, entry in enumerate(entries[:_ENTRIES]):
            x, base = _MARGIN + number % _BESIDE * room, y + number // _BESIDE * _ENTRY + 24
            if number == _ENTRIES - 1 and len(entries) > _ENTRIES:
                more = f"{len(entries) - number} more speakers"
                _PLAIN.draw(self.canvas, (x + 28, base), more, fill=self.inks.text)
                break
            self.canvas.rectangle((x, base - 16, x + 16, base), fill=speakers[entry.speaker])
            caption = SMALL.width(entry.caption)
            name = _PLAIN.clipped(drawable(entry.speaker) or f"speaker {number + 1}", room - caption - 74)
            after = x + 28 + _PLAIN.draw(self.canvas, (x + 28, base), name, fill=self.inks.text)
            SMALL.draw(self.canvas, (after + 16, base), entry.caption, fill=self.inks.shade(0.6))
