"""The picture shows what was measured: probed by its colours, not by the way in which it is drawn."""

from __future__ import annotations

import io
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from briefing.model import Chapter, Colours, Cue, Episode, Loudness
from briefing.pictures.colours import contrast, rgb
from briefing.pictures.inks import Inks
from briefing.pictures.look import Entry, draw

INKS = Inks.of(Colours())
WIDTH = 1800
Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class Heard:
    duration_ms: int = 60_000
    integrated_lufs: float = -19.0
    range_lu: float = 2.0
    short_term_max_lufs: float = -18.0
    true_peak_dbtp: float = -3.0
    momentary: NDArray[np.float32] = field(default_factory=lambda: np.full(600, -40, np.float32))
    short_term: NDArray[np.float32] = field(default_factory=lambda: np.full(600, -19, np.float32))
    peaks: NDArray[np.float32] = field(default_factory=lambda: np.full(6_000, 0.5, np.float32))


EPISODE = Episode(
    slug="2026-11-23-ferry",
    guid="g",
    title="Ferry",
    language="en",
    date=date(2026, 11, 23),
    duration_ms=60_000,
    size_bytes=1,
    sha256="",
    chapters=(),
    loudness=Loudness(
        integrated_lufs=-19.0, true_peak_dbtp=-3.0, target_lufs=-19.0, gain_db=0.0, limited_ms=0
    ),
    summary="",
    articles=(),
    made_with={},
)
CUES = (
    Cue(start_ms=0, end_ms=20_000, speaker="Ina", text="a"),
    Cue(start_ms=22_000, end_ms=40_000, speaker="Omar", text="b"),
    Cue(start_ms=40_500, end_ms=60_000, speaker="Ina", text="c"),
)


def drawn(
    heard: Heard | None = None,
    *,
    episode: Episode = EPISODE,
    cues: tuple[Cue, ...] = CUES,
    findings: tuple[str, ...] = (),
    colours: Colours = Colours(),  # noqa: B008  (frozen)
    show: str = "Morning",
) -> Pixels:
    legend = [Entry(speaker=name, caption="") for name in dict.fromkeys(cue.speaker for cue in cues)]
    png = draw(
        episode, show=show, measured=heard or Heard(), cues=cues, legend=legend, findings=findings,
        colours=colours,
    )  # fmt: skip
    image = Image.open(io.BytesIO(png))
    assert (image.format, image.mode, image.width) == ("PNG", "RGB", WIDTH)
    return np.asarray(image)


def of_ink(pixels: Pixels, ink: tuple[int, int, int]) -> NDArray[np.bool_]:
    return np.asarray((pixels == np.array(ink, np.uint8)).all(axis=2))


def columns(found: NDArray[np.bool_], at_least: int) -> tuple[int, int]:
    """First and last column that has so many pixels."""
    there = np.flatnonzero(found.sum(axis=0) >= at_least)
    return int(there[0]), int(there[-1])


def test_the_waveform_has_the_colour_of_whoever_speaks() -> None:
    pixels = drawn()
    ina, omar = INKS.of_speakers(["Ina", "Omar"]).values()
    start, end = columns(of_ink(pixels, ina), 60)  # the square of the legend is lower than that
    second = (end - start) / 60
    assert end - start > WIDTH * 0.8
    first, last = columns(of_ink(pixels, omar), 60)
    assert (first - start) / second == pytest.approx(22, abs=0.1)
    assert (last - start) / second == pytest.approx(40, abs=0.1)
    between = round(start + 21 * second)
    assert not of_ink(pixels, ina)[:, between].sum() + of_ink(pixels, omar)[:, between].sum()


def test_the_waveform_is_as_high_as_its_peaks() -> None:
    peaks = np.full(6_000, 0.25, np.float32)
    peaks[:3_000] = 0.75
    ina = INKS.of_speakers(["Ina"])["Ina"]
    cue = replace(CUES[0], end_ms=60_000)
    high = of_ink(drawn(Heard(peaks=peaks), cues=(cue,)), ina).sum(axis=0)
    bar = 8  # of the cue, under the waveform
    assert (high[1_200] - bar) * 3 == pytest.approx(high[500] - bar, abs=6)


def test_a_single_peak_is_seen_in_an_hour() -> None:
    peaks = np.zeros(360_000, np.float32)
    peaks[123_456] = 0.9
    quiet, loud = (
        drawn(Heard(duration_ms=3_600_000, peaks=one), cues=())
        for one in (np.zeros(360_000, np.float32), peaks)
    )
    changed = (quiet != loud).any(axis=2)
    assert changed.any(axis=0).sum() == 1
    assert changed.any(axis=1).sum() > 100


def test_the_curve_stands_where_its_loudness_is() -> None:
    """3 LU louder is as much higher in the picture as the scale's 6 LU are apart, twice."""
    at = [
        of_ink(drawn(Heard(short_term=np.full(600, lufs, np.float32))), INKS.text) for lufs in (-19, -22, -25)
    ]
    rows = [np.flatnonzero((one & ~at[(n + 1) % 3]).sum(axis=1) > 800).mean() for n, one in enumerate(at)]
    assert rows[1] - rows[0] == pytest.approx(rows[2] - rows[1], abs=1.01)
    assert rows[1] - rows[0] > 15


def test_a_curve_louder_than_the_scale_is_still_inside() -> None:
    loud = Heard(short_term=np.full(600, -5, np.float32), short_term_max_lufs=-5.0)
    pixels = drawn(loud)
    inside = of_ink(pixels, INKS.text).sum(axis=1) > 800
    accent = of_ink(pixels, INKS.accent).sum(axis=1) > 400
    assert inside.any()
    assert np.flatnonzero(inside).min() < np.flatnonzero(accent).min() - 60


def test_only_clipping_is_marked() -> None:
    peaks = np.full(6_000, 0.99, np.float32)
    assert not of_ink(drawn(Heard(peaks=peaks)), INKS.alarm).any()
    peaks[3_000:3_100] = 1.0
    first, last = columns(of_ink(drawn(Heard(peaks=peaks)), INKS.alarm), 1)
    assert 0.4 * WIDTH < first <= last < 0.6 * WIDTH


def test_what_is_wrong_is_written_on_top() -> None:
    found = drawn(findings=("it is too loud", "it is cut off"))
    assert found.shape[0] > drawn().shape[0]
    assert of_ink(found, INKS.alarm)[: found.shape[0] // 2].any()
    many = drawn(findings=tuple(f"finding {n}" for n in range(50)))
    assert many.shape[0] < 1.2 * found.shape[0]


def test_many_speakers_do_not_make_it_endless() -> None:
    def of(number: int) -> tuple[Cue, ...]:
        return tuple(
            Cue(start_ms=n * 100, end_ms=n * 100 + 90, speaker=f"S {n}", text="x") for n in range(number)
        )

    assert drawn(cues=of(30)).shape == drawn(cues=of(400)).shape
    assert drawn(cues=of(3)).shape[0] < drawn(cues=of(4)).shape[0] < drawn(cues=of(30)).shape[0]


def test_chapters_begin_where_they_begin() -> None:
    chapters = (
        Chapter(start_ms=0, end_ms=30_000, title="One"),
        Chapter(start_ms=30_000, end_ms=60_000, title="Two"),
    )
    without, with_them = drawn(), drawn(episode=replace(EPISODE, chapters=chapters))
    new = of_ink(with_them, INKS.accent) & ~of_ink(without, INKS.accent)
    lines = np.flatnonzero(new.sum(axis=0) > 200)
    start, end = columns(of_ink(without, INKS.of_speakers(["Ina"])["Ina"]), 60)
    assert lines.min() == pytest.approx(start, abs=2)
    assert lines.max() == pytest.approx((start + end) / 2, abs=3)


def test_a_right_to_left_title_stands_on_the_right() -> None:
    left = of_ink(drawn()[:100], INKS.text).any(axis=0)
    right = of_ink(drawn(episode=replace(EPISODE, title="العبّارة"))[:100], INKS.text).any(axis=0)
    assert np.flatnonzero(left).max() < WIDTH / 2 < np.flatnonzero(right).min()


def test_the_show_s_colours_are_used() -> None:
    pixels = drawn(colours=Colours(background="#fdf6e3", text="#073642", accent="#b58900"))
    assert tuple(pixels[0, 0]) == rgb("#fdf6e3")
    assert of_ink(pixels, rgb("#073642")).any()


def test_the_same_bytes_every_time() -> None:
    assert np.array_equal(drawn(), drawn())


@given(st.tuples(*[st.integers(0, 255)] * 3), st.booleans())
def test_every_speaker_stands_out_from_any_ground(ground: tuple[int, int, int], white: bool) -> None:
    text = "#ffffff" if white else "#000000"
    if contrast(rgb(text), ground) < 4.5:  # show.yaml refuses it
        return
    background = "#{:02x}{:02x}{:02x}".format(*ground)
    inks = Inks.of(Colours(background=background, text=text, accent=background))
    for ink in (*inks.of_speakers("abcdefghijk").values(), inks.accent, inks.alarm):
        assert contrast(ink, ground) >= 3


@settings(max_examples=10)
@given(st.data())
def test_whatever_is_measured_is_drawn(data: st.DataObject) -> None:
    duration_ms = data.draw(st.sampled_from([0, 1, 9, 10, 450, 999, 3_000, 61_234, 400_000]))
    times = st.integers(0, duration_ms + 2_000)
    pairs = data.draw(st.lists(st.tuples(times, times).map(sorted), max_size=12))
    names = st.sampled_from(["", "Ina", "سلمى", "李", "😀", "a" * 300])
    heard = Heard(
        duration_ms=duration_ms,
        integrated_lufs=data.draw(st.sampled_from([-70.0, -19.0, 3.0])),
        true_peak_dbtp=-120.0,
        momentary=np.full(-(-duration_ms // 100), -70, np.float32),
        short_term=np.full(-(-duration_ms // 100), data.draw(st.sampled_from([-70, -19, 4])), np.float32),
        peaks=np.full(-(-duration_ms // 10), data.draw(st.sampled_from([0.0, 0.3, 2.5])), np.float32),
    )
    episode = replace(
        EPISODE,
        title=data.draw(names),
        chapters=tuple(Chapter(start_ms=a, end_ms=b, title=data.draw(names)) for a, b in pairs[:4]),
    )
    cues = tuple(Cue(start_ms=a, end_ms=b, speaker=data.draw(names), text="x") for a, b in sorted(pairs))
    assert drawn(heard, episode=episode, cues=cues, show=data.draw(names)).shape[0] < 4_000
