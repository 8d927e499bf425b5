"""The show's music: never over the words, never louder than it may be, without a step, in little memory."""

from __future__ import annotations

import tempfile
import tracemalloc
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st
from mix_tones import tone

from briefing.errors import MixError
from briefing.mix import music, tracks
from briefing.mix.grid import Grid
from briefing.mix.laid import Curve, Laid
from briefing.mix.loudness import Meter, gated_lufs, gating_blocks
from briefing.mix.music import Score
from briefing.mix.preparing import Spool
from briefing.model import Music

VOICE_LUFS = -19.0
"""In one channel; in both together 3 LU more."""
MONO, STEREO = Grid(44_100, 1), Grid(44_100, 2)
SPEECH_S = ((0.0, 3.0), (3.35, 6.0), (8.0, 10.0))
"""A pause between two sentences, and one that is long enough for the bed."""


@pytest.fixture
def spool() -> Iterator[Spool]:
    with tempfile.TemporaryFile() as file:
        yield Spool(file)


def saved(path: Path, *channels: np.ndarray, rate_hz: int = 44_100, subtype: str = "FLOAT") -> str:
    soundfile.write(path, np.stack(channels, axis=1), rate_hz, subtype=subtype)
    return str(path)


def steady(seconds: float, *, dbfs: float = -20.0, rate_hz: int = 44_100) -> np.ndarray:
    """About equally loud at any time, and never the same twice."""
    noise = np.random.RandomState(3).standard_normal(round(seconds * rate_hz))
    return np.asarray(10 ** (dbfs / 20) * np.convolve(noise, np.hanning(15) / 4, "same"))


def score(made: Music, grid: Grid, spool: Spool) -> Score:
    found = music.score(made, grid, spool, voice_lufs=VOICE_LUFS)
    assert found
    return found


def spans_of(found: Score, speech_s: Sequence[tuple[float, float]] = SPEECH_S) -> list[tuple[int, int]]:
    rate = found.grid.rate_hz
    return [(found.lead_in + round(a * rate), found.lead_in + round(b * rate)) for a, b in speech_s]


def heard(laid: Laid, start: int, end: int) -> np.ndarray:
    return laid.render(start, end)


def lufs(samples: np.ndarray, rate_hz: int = 44_100) -> float:
    meters = [Meter(rate_hz) for _ in samples]
    for meter, channel in zip(meters, samples, strict=True):
        meter.push(np.ascontiguousarray(channel))
    return gated_lufs(gating_blocks(np.asarray(sum(meter.energies() for meter in meters))))


def against_the_voice(samples: np.ndarray) -> float:
    return lufs(samples) - VOICE_LUFS - 10 * np.log10(len(samples))


# ------------------------------------------------------------------------------------------------- bed


@pytest.mark.parametrize("grid", [MONO, STEREO])
def test_a_bed_is_low_under_words_and_higher_where_there_are_none(tmp_path, spool, grid):
    found = score(Music(bed=saved(tmp_path / "bed.wav", steady(20))), grid, spool)
    spans = spans_of(found)
    laid = found.laid(spans, [spans[0][0]])
    for start, end in spans:
        assert against_the_voice(heard(laid, start, end)) == pytest.approx(-18, abs=0.5)
    pause = heard(laid, spans[1][1] + 30_000, spans[2][0] - 12_000)
    assert against_the_voice(pause) == pytest.approx(-10, abs=0.7)
    before = heard(laid, 25_000, spans[0][0] - 12_000)
    assert against_the_voice(before) == pytest.approx(-10, abs=0.7)


def test_a_bed_goes_down_in_200_ms_and_up_in_600(tmp_path, spool):
    found = score(Music(bed=saved(tmp_path / "bed.wav", tone(20, hz=1000, rate_hz=44_100))), MONO, spool)
    spans = spans_of(found)
    laid = found.laid(spans, [spans[0][0]])
    level = np.abs(heard(laid, 0, spans[-1][1])[0]).reshape(-1, 441)[:, :].max(axis=1)  # per 10 ms
    low, high = level[(spans[0][0] + 44_100) // 441], level[150]
    assert 20 * np.log10(high / low) == pytest.approx(8, abs=0.1)
    first, pause, again = (at // 441 for at in (spans[0][0], spans[1][1], spans[2][0]))
    for at, wanted in [
        (first - 21, high), (first, low), (first - 10, (low + high) / 2),
        (pause, low), (pause + 30, (low + high) / 2), (pause + 61, high), (again - 21, high), (again, low),
    ]:  # fmt: skip
        assert level[at] == pytest.approx(wanted, rel=0.04)
    between_sentences = level[spans[0][1] // 441 : spans[1][0] // 441]
    assert between_sentences == pytest.approx(low, rel=0.01)


def test_a_bed_comes_in_and_goes_out_without_a_step_and_ends_in_silence(tmp_path, spool):
    found = score(Music(bed=saved(tmp_path / "bed.wav", steady(20))), MONO, spool)
    spans = spans_of(found)
    laid = found.laid(spans, [spans[0][0]])
    end = spans[-1][1] + found.tail
    everything = heard(laid, 0, end + 1000)[0]
    assert abs(everything[0]) < 1e-4
    assert np.abs(everything[end - 20 :]).max() < 1e-3
    assert not everything[end:].any()
    assert lufs(heard(laid, 10_000, 80_000)) > -40


def test_a_bed_begins_again_when_it_ends_and_its_seam_is_not_heard(tmp_path, spool):
    """A tone whose last sample and first are far apart: laid end to end it would click."""
    once = tone(1.2345, hz=331, dbfs=-12, rate_hz=44_100) + 0.1
    found = score(Music(bed=saved(tmp_path / "bed.wav", once, -once)), STEREO, spool)
    spans = spans_of(found, [(0, 20)])
    laid = found.laid(spans, [spans[0][0]])
    under = heard(laid, spans[0][0] + 30_000, spans[0][1])
    for channel in under:
        steps = np.abs(np.diff(channel.astype(np.float64)))
        own = np.abs(channel).max() * 2 * np.pi * 331 / 44_100
        assert steps.max() < 1.5 * own
    slots = np.abs(under[0][: len(under[0]) // 4410 * 4410]).reshape(-1, 4410).max(axis=1)
    assert slots.min() > 0.7 * slots.max()  # no hole where it begins again


@pytest.mark.parametrize("seconds", [1.0, 1.03, 59.99, 60.0, 60.02, 75.0])
def test_beds_of_any_length_are_under_all_of_a_minute(tmp_path, spool, seconds):
    bed = steady(seconds, rate_hz=8000)
    found = score(Music(bed=saved(tmp_path / "bed.wav", bed, rate_hz=8000)), MONO, spool)
    spans = spans_of(found, [(0, 70)])
    under = heard(found.laid(spans, [spans[0][0]]), spans[0][0] + 30_000, spans[0][1])[0]
    slots = (under[: len(under) // 4410 * 4410].reshape(-1, 4410) ** 2).mean(axis=1)
    assert 10 * np.log10(slots.min() / slots.max()) > -6


def test_a_bed_that_is_longer_than_a_minute_goes_on_after_it(tmp_path, spool):
    """Its 61st second and all after it are another tone."""
    path = saved(
        tmp_path / "bed.wav", *[np.concatenate([tone(61, hz=300), tone(20, hz=700)])], rate_hz=22_050
    )
    found = score(Music(bed=path), MONO, spool)
    spans = spans_of(found, [(0, 70)])
    after = heard(found.laid(spans, [spans[0][0]]), 63 * 44_100, 68 * 44_100)[0]
    assert np.argmax(np.abs(np.fft.rfft(after))) == pytest.approx(700 * 5, abs=2)


def test_a_bed_comes_in_softly_after_an_intro(tmp_path, spool):
    intro, bed = steady(2), tone(20, hz=1000, rate_hz=44_100)
    made = Music(intro=saved(tmp_path / "i.wav", intro), bed=saved(tmp_path / "b.wav", bed))
    found = score(made, MONO, spool)
    spans = spans_of(found)
    under = heard(found.laid(spans, [spans[0][0]]), 2 * 44_100, 4 * 44_100)[0]
    level = np.abs(under).reshape(-1, 441).max(axis=1)  # per 10 ms, from the end of the intro on
    assert level[30] == pytest.approx(level[100] / 2, rel=0.1)
    assert level[65] == pytest.approx(level[100], rel=0.02)


def test_of_a_long_bed_only_so_much_is_read_as_is_heard(tmp_path, spool):
    """Ten minutes, of which the programme needs half of one; and memory does not grow with it. What is no
    sound in its last minute is never met."""
    bed = np.tile(steady(10, rate_hz=8000), 60)
    bed[-1000] = np.nan
    path = saved(tmp_path / "bed.wav", bed, rate_hz=8000)
    tracemalloc.start()
    found = score(Music(bed=path), MONO, spool)
    spans = spans_of(found, [(0, 30)])
    laid = found.laid(spans, [spans[0][0]])
    for start in range(0, spans[-1][1], 44_100):
        heard(laid, start, start + 44_100)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert spool.append(np.zeros(1, np.float32)) <= 61 * 44_100
    assert peak < 16 * 2**20


# ---------------------------------------------------------------------------- pieces that are heard alone


def test_the_words_wait_until_an_intro_that_stops_has_stopped(tmp_path, spool):
    found = score(Music(intro=saved(tmp_path / "intro.wav", steady(3))), MONO, spool)
    assert found.lead_in == pytest.approx(3.2 * 44_100, abs=4410)
    assert found.between == found.tail == 0
    spans = spans_of(found)
    laid = found.laid(spans, [spans[0][0]])
    assert against_the_voice(heard(laid, 0, 3 * 44_100)) == pytest.approx(-2, abs=0.3)
    assert not heard(laid, spans[0][0], spans[-1][1]).any()


def test_the_words_come_over_the_end_of_an_intro_that_dies_away(tmp_path, spool):
    dying = steady(8) * 10 ** (-np.arange(8 * 44_100) / 44_100 / 1.5)  # 13 dB a second
    found = score(Music(intro=saved(tmp_path / "intro.wav", dying)), MONO, spool)
    assert 0.8 * 44_100 < found.lead_in < 3 * 44_100
    spans = spans_of(found)
    laid = found.laid(spans, [spans[0][0]])
    over = heard(laid, spans[0][0], spans[0][0] + 22_050)
    assert -30 < against_the_voice(over) <= -18
    assert heard(laid, 0, 300)[0, 200:].any()  # it begins with the programme


@settings(max_examples=40)
@given(
    shape_db=st.lists(st.integers(-50, 0), min_size=2, max_size=12).filter(lambda shape: max(shape) > -20),
    step_s=st.floats(0.12, 1.7),
    grid=st.sampled_from([MONO, STEREO, Grid(24_000, 1), Grid(48_000, 2)]),
)
def test_whatever_an_intro_does_words_stand_above_it(tmp_path_factory, shape_db, step_s, grid):
    """And a sting of the same shape. 100 ms at a time, as short as a word may be."""
    path = tmp_path_factory.mktemp("music") / "piece.wav"
    shape = 10 ** (np.repeat(shape_db, round(step_s * 8000)) / 20)
    piece = saved(path, steady(len(shape) / 8000, rate_hz=8000)[: len(shape)] * shape, rate_hz=8000)
    with tempfile.TemporaryFile() as file:
        found = score(Music(intro=piece, sting=piece), grid, Spool(file))
        rate, slot = grid.rate_hz, grid.rate_hz // 10
        first = (found.lead_in, found.lead_in + 5 * rate)
        second = (first[1] + found.between, first[1] + found.between + 5 * rate)
        laid = found.laid([first, second], [first[0], second[0]])
        for start, end in (first, second):
            energies = [Meter(rate) for _ in range(grid.channels)]
            for meter, channel in zip(energies, laid.render(start - start % slot, end), strict=True):
                meter.push(channel)
            summed = np.asarray(sum(meter.energies() for meter in energies))[1:]
            loudest = -0.691 + 10 * np.log10(summed.max() + 1e-12)
            assert loudest - VOICE_LUFS - 10 * np.log10(grid.channels) < -17


def test_an_intro_that_cannot_be_raised_is_heard_alone_all_the_same(tmp_path, spool):
    """Its clicks keep it 20 dB lower."""
    clicks = np.zeros(3 * 44_100)
    clicks[::4410] = 0.5
    found = score(Music(intro=saved(tmp_path / "c.wav", clicks)), MONO, spool)
    assert found.lead_in > 2.9 * 44_100


def test_an_outro_begins_after_the_last_word_and_is_heard_to_its_end(tmp_path, spool):
    found = score(Music(outro=saved(tmp_path / "outro.wav", steady(4))), MONO, spool)
    assert found.lead_in == found.between == 0
    assert found.tail == pytest.approx(4.3 * 44_100, abs=50)
    spans = spans_of(found)
    laid = found.laid(spans, [spans[0][0]])
    assert not heard(laid, 0, spans[-1][1]).any()
    outro = heard(laid, spans[-1][1], spans[-1][1] + found.tail)
    assert against_the_voice(outro) == pytest.approx(-2, abs=0.3)
    assert lufs(outro[:, -22_050:]) == pytest.approx(lufs(outro), abs=1)  # not faded before its time


def test_an_outro_dies_away_as_it_was_made_to(tmp_path, spool):
    """No words come after it, for which it would have to go down."""
    dying = steady(4) * 10 ** (-np.arange(4 * 44_100) / 44_100 / 2)
    found = score(Music(outro=saved(tmp_path / "outro.wav", dying)), MONO, spool)
    outro = heard(found.laid([(0, 44_100)], [0]), 57_330, 57_330 + 4 * 44_100)[0]
    slots = [(sound[: 38 * 4410].reshape(-1, 4410) ** 2).mean(axis=1) for sound in (outro, dying)]
    assert np.ptp(10 * np.log10(slots[0][1:] / slots[1][1:])) < 0.2


def test_a_sting_stands_between_segments_alone(tmp_path, spool):
    bed = saved(tmp_path / "bed.wav", steady(9))
    found = score(Music(sting=saved(tmp_path / "s.wav", tone(1, rate_hz=44_100)), bed=bed), MONO, spool)
    assert found.between == pytest.approx(1.5 * 44_100, abs=50)
    first = (found.lead_in, found.lead_in + 3 * 44_100)
    second = (first[1] + found.between, first[1] + found.between + 3 * 44_100)
    laid = found.laid([first, second], [first[0], second[0]])
    alone = heard(laid, first[1] + 13_230, first[1] + 13_230 + 44_100)
    spectrum = np.abs(np.fft.rfft(alone[0] * np.hanning(44_100)))
    assert spectrum[400:480].max() > 1000 * spectrum[1000:5000].max()  # the bed is silent under it
    assert against_the_voice(alone) == pytest.approx(-2, abs=0.5)
    for start, end in (first, second):
        assert against_the_voice(heard(laid, start + 22_050, end)) == pytest.approx(-18, abs=0.6)


@pytest.mark.parametrize(("name", "most_s"), [("intro", 15), ("outro", 30), ("sting", 6)])
def test_a_piece_that_is_too_long_is_faded_out(tmp_path, spool, name, most_s):
    path = saved(tmp_path / "long.wav", steady(90, rate_hz=8000), rate_hz=8000)
    found = score(Music(**{name: path}), MONO, spool)
    extra = {"intro": found.lead_in, "outro": found.tail, "sting": found.between}[name] / 44_100
    assert most_s * 0.7 < extra < most_s + 0.6
    spans = [(found.lead_in, found.lead_in + 441_000)]
    spans.append((spans[0][1] + found.between, spans[0][1] + found.between + 441_000))
    laid = found.laid(spans, [start for start, _ in spans])
    start = {"intro": 0, "outro": spans[1][1] + 13_230, "sting": spans[0][1] + 13_230}[name]
    piece = heard(laid, start, start + most_s * 44_100)[0]
    half = lufs(piece[None, : len(piece) // 2])
    assert lufs(piece[None, -len(piece) // 20 :]) < half - 12
    assert np.abs(piece[-10:]).max() < 1e-3


def test_silence_at_the_ends_of_a_file_is_no_part_of_the_piece(tmp_path, spool):
    hush = np.zeros(3 * 44_100)
    path = saved(tmp_path / "outro.wav", np.concatenate([hush, steady(2), hush]))
    found = score(Music(outro=path), MONO, spool)
    assert found.tail == pytest.approx(2.3 * 44_100, abs=200)


@pytest.mark.parametrize("dbfs", [-55.0, -30.0, 0.0, 20.0, 100.0])
def test_every_piece_is_brought_to_the_same_loudness(tmp_path, spool, dbfs):
    found = score(Music(outro=saved(tmp_path / "o.wav", steady(3, dbfs=dbfs))), STEREO, spool)
    outro = heard(found.laid([(0, 44_100)], [0]), 44_100, 44_100 + found.tail)
    assert against_the_voice(outro) == pytest.approx(-2 if dbfs > -50 else -16, abs=7 if dbfs < -50 else 0.3)


@pytest.mark.parametrize(("name", "highest"), [("outro", 1.0), ("bed", 0.25)])
def test_clicks_are_not_raised_beyond_what_the_limiter_may_take(tmp_path, spool, name, highest):
    """A click of full scale ten times a second has a peak 30 dB above its loudness."""
    clicks = np.zeros(5 * 44_100)
    clicks[::4410] = 0.5
    found = score(Music(**{name: saved(tmp_path / "c.wav", clicks)}), MONO, spool)
    laid = found.laid([(found.lead_in, found.lead_in + 132_300)], [found.lead_in])
    at = found.lead_in + (132_300 if name == "outro" else 0)
    assert np.abs(heard(laid, at, at + 132_300)).max() == pytest.approx(highest, rel=0.01)


def test_a_piece_that_lies_above_zero_is_brought_back_to_it(tmp_path, spool):
    path = saved(tmp_path / "bed.wav", steady(5) + 0.3, steady(5) - 0.2)
    found = score(Music(bed=path), STEREO, spool)
    laid = found.laid([(found.lead_in, found.lead_in + 441_000)], [found.lead_in])
    under = heard(laid, found.lead_in, found.lead_in + 441_000)
    assert np.abs(under.mean(axis=1)).max() < 1e-3
    assert np.abs(heard(laid, 0, 30)).max() < 1e-3


def test_a_piece_that_outlasts_the_programme_ends_with_it(tmp_path, spool):
    dying = steady(8) * 10 ** (-np.arange(8 * 44_100) / 44_100 / 4)
    found = score(Music(intro=saved(tmp_path / "intro.wav", dying)), MONO, spool)
    spans = [(found.lead_in, found.lead_in + 22_050)]
    laid = found.laid(spans, [spans[0][0]])
    last = heard(laid, spans[0][1] - 2000, spans[0][1] + 5000)[0]
    assert last[:1000].any()
    assert np.abs(last[1980:]).max() < 1e-4


# ------------------------------------------------------------------------------------ joins and stretches


@settings(max_examples=60)
@given(
    speech=st.lists(st.tuples(st.floats(0.02, 4), st.floats(0, 3)), min_size=1, max_size=8),
    named=st.sets(st.sampled_from(["intro", "outro", "sting", "bed"]), min_size=1),
    length_s=st.floats(1.1, 5),
)
def test_there_is_no_step_at_any_join(tmp_path_factory, speech, named, length_s):
    """Of a 30 Hz tone, whose own steps are so small that any other is seen."""
    path = tmp_path_factory.mktemp("music") / "piece.wav"
    piece = saved(path, tone(length_s, hz=30, rate_hz=8000), rate_hz=8000)
    with tempfile.TemporaryFile() as file:
        found = score(Music(**dict.fromkeys(named, piece)), MONO, Spool(file))
        spans, edges, at = [], [], found.lead_in
        for number, (seconds, pause_s) in enumerate(speech):
            if number % 2 == 0 and number:
                at += found.between
                edges.append(at)
            elif number:
                at += round(pause_s * 44_100)
            else:
                edges.append(at)
            spans.append((at, at + round(seconds * 44_100)))
            at = spans[-1][1]
        laid = found.laid(spans, edges)
        everything = np.concatenate([[0], laid.render(0, at + found.tail)[0], [0]]).astype(np.float64)
    highest = np.abs(everything).max()
    assert np.abs(np.diff(everything)).max() < highest * (2 * np.pi * 30 / 44_100 + 1 / 150)


def test_gains_that_meet_do_not_make_a_step():
    curve = Curve.through([(0, 0.0), (1000, 1.0), (1000, 0.25), (900, 0.5)])
    gains = curve.between(0, 3000)
    assert np.abs(np.diff(gains)).max() < 1 / 150
    assert gains[[1000, 2000]] == pytest.approx([1.0, 0.5])


@settings(max_examples=30)
@given(cuts=st.lists(st.integers(1, 600_000), max_size=6))
def test_a_stretch_is_the_same_however_it_is_cut(loaded, cuts):
    laid, length = loaded
    edges = sorted({0, *(cut % length for cut in cuts), length})
    whole = laid.render(0, length)
    parts = [laid.render(a, b) for a, b in pairwise(edges)]
    assert np.allclose(np.concatenate(parts, axis=1), whole, atol=1e-7)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory) -> Iterator[tuple[Laid, int]]:
    folder = tmp_path_factory.mktemp("music")
    made = Music(
        intro=saved(folder / "i.wav", steady(2)),
        sting=saved(folder / "s.wav", steady(1)),
        bed=saved(folder / "b.wav", steady(1.7), -steady(1.7)),
    )
    with tempfile.TemporaryFile() as file:
        found = score(made, STEREO, Spool(file))
        first = (found.lead_in, found.lead_in + 88_200)
        second = (first[1] + found.between, first[1] + found.between + 44_100)
        laid = found.laid([first, second], [first[0], second[0]])
        yield laid, second[1] + found.tail


# ------------------------------------------------------------------------------------ channels and rates


def test_only_stereo_music_makes_stereo(tmp_path):
    one, two = steady(1), steady(1)
    mono = saved(tmp_path / "mono.wav", one)
    both = saved(tmp_path / "both.wav", one, two)
    wide = saved(tmp_path / "wide.wav", *[one] * 6)
    assert not music.stereo(Music())
    assert not music.stereo(Music(intro=mono, bed=mono))
    assert music.stereo(Music(intro=mono, bed=both))
    assert music.stereo(Music(sting=wide))


@pytest.mark.parametrize("grid", [MONO, STEREO, Grid(24_000, 1), Grid(48_000, 2)])
@pytest.mark.parametrize("rate_hz", [8_000, 22_050, 44_100, 96_000])
def test_any_rate_comes_out_at_the_programmes(tmp_path, spool, grid, rate_hz):
    sound = tone(2, hz=1000, rate_hz=rate_hz)
    path = Path(saved(tmp_path / "x.wav", sound, sound, rate_hz=rate_hz))
    track = tracks.load(path, grid, spool, most=10 * grid.rate_hz)
    assert track.length == pytest.approx(2 * grid.rate_hz, abs=40)
    read = track.read(0, track.length)
    assert read.shape == (grid.channels, track.length)
    spectrum = np.abs(np.fft.rfft(read[-1] * np.hanning(track.length)))
    assert np.argmax(spectrum) * grid.rate_hz / track.length == pytest.approx(1000, abs=1)
    middle = read[:, track.length // 4 : -track.length // 4]  # at its ends the filter rings
    assert np.abs(middle).max() == pytest.approx(10 ** (-12 / 20), rel=0.01)


@pytest.mark.parametrize(
    ("count", "left", "right"),
    [
        (1, [0], [0]), (2, [0], [1]), (3, [0, 2], [1, 2]), (4, [0, 2], [1, 3]), (5, [0, 2, 3], [1, 2, 4]),
        (6, [0, 2, 4], [1, 2, 5]), (7, [0, 2, 4, 5], [1, 2, 4, 6]), (8, [0, 2, 4, 6], [1, 2, 5, 7]),
    ],
)  # fmt: skip
def test_channels_are_heard_on_their_side(tmp_path, spool, count, left, right):
    """Each of the channels has a tone of its own."""
    tones = [tone(1, hz=300 * (n + 1), dbfs=-20, rate_hz=44_100) for n in range(count)]
    track = tracks.load(Path(saved(tmp_path / "x.wav", *tones)), STEREO, spool, most=441_000)
    for side, wanted in zip(track.read(0, track.length), (left, right), strict=True):
        spectrum = np.abs(np.fft.rfft(side, 44_100))
        assert [n for n in range(count) if spectrum[300 * (n + 1)] > 500] == wanted


def test_in_one_channel_both_sides_are_heard(tmp_path, spool):
    tones = [tone(1, hz=hz, dbfs=-20, rate_hz=44_100) for hz in (300, 700)]
    track = tracks.load(Path(saved(tmp_path / "x.wav", *tones)), MONO, spool, most=441_000)
    spectrum = np.abs(np.fft.rfft(track.read(0, track.length)[0], 44_100))
    assert spectrum[300] == pytest.approx(spectrum[700], rel=0.01)


# ------------------------------------------------------------------------------------------ what is broken


def test_a_show_without_music_has_none(spool):
    assert music.score(Music(), MONO, spool, voice_lufs=VOICE_LUFS) is None


@pytest.mark.parametrize("name", ["intro", "outro", "sting", "bed"])
@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("missing", "No such file"), ("folder", "no file"), ("text", "text"), ("empty", "empty"),
        ("silent", "silent"), ("nan", "not numbers"), ("short", "shorter"), ("nothing", "no sound"),
        ("cut", "cut off"), ("endless", "device"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_named_in_one_line(tmp_path, spool, name, kind, why):
    path = tmp_path / "piece.wav"
    if kind == "folder":
        path.mkdir()
    elif kind in ("text", "empty"):
        path.write_text("This is no music. " * 100 if kind == "text" else "")
    elif kind == "endless":
        if not Path("/dev/zero").exists():
            pytest.skip("there is no /dev/zero here")
        path = Path("/dev/zero")
    elif kind != "missing":
        sound = {"silent": np.zeros(88_200), "short": steady(0.05), "nothing": np.zeros(0), "cut": steady(4)}
        saved(path, sound.get(kind, np.full(88_200, np.nan)))
        if kind == "cut":
            path.write_bytes(path.read_bytes()[:400_000])
    with pytest.raises(MixError) as caught:
        music.score(Music(**{name: str(path)}), MONO, spool, voice_lufs=VOICE_LUFS)
    message = str(caught.value)
    assert message.startswith(f"the show's {name} cannot be used: ")
    assert str(path) in message
    assert why in message
    assert "\n" not in message


def test_a_header_that_lies_costs_no_memory(tmp_path, spool):
    """It says 2 GB; there is one second."""
    path = tmp_path / "bed.wav"
    saved(path, steady(1.5, rate_hz=8000), rate_hz=8000, subtype="PCM_16")
    data = bytearray(path.read_bytes())
    at = data.index(b"data") + 4
    data[at : at + 4] = (2**31 - 8).to_bytes(4, "little")
    path.write_bytes(data)
    tracemalloc.start()
    try:
        found = score(Music(bed=str(path)), MONO, spool)
        assert found.bed and found.bed.track.length == pytest.approx(1.5 * 44_100, abs=100)
    except MixError as exc:
        assert str(path) in str(exc)
    assert tracemalloc.get_traced_memory()[1] < 16 * 2**20
    tracemalloc.stop()
