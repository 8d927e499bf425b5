"""transcript.vtt is read as players read it, and each cue is measured where it says that it is heard."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from briefing import looking, sounding
from briefing.episodes import EpisodeFolder
from briefing.errors import MixError, UsageError
from briefing.looking import loudness
from briefing.mix.measuring import Measured, measure
from briefing.model import Cue, Show

from .conftest import Desk

RATE_HZ = 44_100


def read(folder: Path, text: str | bytes) -> tuple[Cue, ...]:
    (folder / "transcript.vtt").write_bytes(text.encode() if isinstance(text, str) else text)
    return sounding.read_cues(EpisodeFolder(folder))


def test_speakers_times_and_words(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "WEBVTT\n\n1\n00:00:01.500 --> 00:00:02.000\n<v Ines Hofmann>Fish &amp; chips &lt;3</v>\n\n"
        "2\n01:02:03.004 --> 101:00:00.000\n<v A &amp; B>قال\n",
    )
    assert found == (
        Cue(start_ms=1_500, end_ms=2_000, speaker="Ines Hofmann", text="Fish & chips <3"),
        Cue(start_ms=3_723_004, end_ms=363_600_000, speaker="A & B", text="قال"),
    )


@pytest.mark.parametrize(
    ("block", "text"),
    [
        ("00:01.000 --> 00:02.000\nno hours", "no hours"),
        ("00:01.000 --> 00:02.000 align:right line:0\nsettings", "settings"),
        ("a name\n00:01.000 --> 00:02.000\ntwo\nlines", "two lines"),
        ("00:01.000\t-->\t00:02.000\n<v.loud Ina><i>in</i> <00:01.500><c.x>tags</c></v>", "in tags"),
        ("00:01.000 --> 00:02.000\n\u200fمن اليمين\u200f", "من اليمين"),
        ("00:01.000 --> 00:02.000\n&rlm;word&nbsp;word&lrm;", "word word"),
        ("00:01.000 --> 00:02.000\n\x1b]0;title\a\x1b[2Jno\tcommand", "]0;title[2Jno command"),
        pytest.param(
            "00:01.000 --> 00:02.000\n" + "<v " * 300_000 + "end",
            "<v " * 300_000 + "end",
            id="tags without end, which must not take an hour",
        ),
    ],
)
def test_what_the_format_allows(tmp_path: Path, block: str, text: str) -> None:
    for newline in ("\n", "\r\n", "\r"):
        written = f"WEBVTT - a title\n\nNOTE 00:00.000 --> 00:01.000\n\nSTYLE\n::cue {{}}\n\n{block}\n"
        found = read(tmp_path, b"\xef\xbb\xbf" + written.replace("\n", newline).encode())
        assert [(cue.start_ms, cue.end_ms, cue.text) for cue in found] == [(1_000, 2_000, text)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "WEBVTT\n",
        f"WEBVTT\n\n{'9' * 5000}:00:01.000 --> {'9' * 5000}:00:02.000\nx\n",
        "WEBVTTX\n\n00:01.000 --> 00:02.000\nx\n",
        "1\n00:00:01,000 --> 00:00:02,000\nx\n",
    ],
)
def test_what_is_no_transcript_is_one_line(tmp_path: Path, text: str) -> None:
    with pytest.raises(MixError, match=r"cannot be read from .*transcript\.vtt.*Type: briefing speak"):
        read(tmp_path, text)


def test_what_the_mix_writes_is_read(desk: Desk) -> None:
    """Line for line what transcript.json tells, which is read by another way."""
    from briefing.episodes import line_times

    for folder in (desk.english, desk.arabic):
        cues = sounding.read_cues(folder)
        for line in line_times(folder):
            mine = [cue for cue in cues if line.start_ms <= cue.start_ms < line.end_ms]
            assert (mine[0].start_ms, mine[-1].end_ms) == (line.start_ms, line.end_ms)
            assert " ".join(cue.text for cue in mine) == " ".join(line.text.split())
            assert {cue.speaker for cue in mine} == {line.speaker}


# ------------------------------------------------------------------------------------------- how it sounds


@dataclass(frozen=True)
class Tone:
    start_s: float
    end_s: float
    dbfs: float


def sound(path: Path, length_s: float, *tones: Tone) -> Measured:
    samples = np.zeros(round(length_s * RATE_HZ), np.float32)
    for tone in tones:
        first, last = round(tone.start_s * RATE_HZ), round(tone.end_s * RATE_HZ)
        wave = np.sin(2 * math.pi * 1_000 * np.arange(last - first) / RATE_HZ)
        samples[first:last] = 10 ** (tone.dbfs / 20) * wave
    soundfile.write(path / "tones.wav", samples, RATE_HZ, subtype="FLOAT")
    return measure(path / "tones.wav")


def test_each_stretch_has_its_own_loudness(tmp_path: Path) -> None:
    """BS.1770-4: a sine of 1 kHz at 0 dBFS in one channel measures −3.01 LUFS."""
    heard = sound(tmp_path, 12, Tone(0, 4, -20), Tone(4.5, 9, -30), Tone(9.5, 12, -40))
    assert loudness(heard, (0, 4_000)) == pytest.approx(-23.01, abs=0.05)
    assert loudness(heard, (4_500, 9_000)) == pytest.approx(-33.01, abs=0.05)
    assert loudness(heard, (9_500, 12_000)) == pytest.approx(-43.01, abs=0.05)


def test_a_pause_inside_does_not_make_it_softer(tmp_path: Path) -> None:
    heard = sound(tmp_path, 9, Tone(0, 4, -20), Tone(5.5, 9, -20))
    assert loudness(heard, (0, 9_000)) == pytest.approx(-23.01, abs=0.4)  # a mean would be 0.8 lower


def test_stretches_of_a_speaker_count_together(tmp_path: Path) -> None:
    heard = sound(tmp_path, 12, Tone(0, 4, -20), Tone(4.5, 9, -60), Tone(9.5, 12, -20))
    assert loudness(heard, (0, 4_000), (9_500, 12_000)) == pytest.approx(-23.01, abs=0.05)


@pytest.mark.parametrize("stretch", [(1_000, 1_150), (1_000, 1_000), (2_450, 2_499)])
def test_a_short_stretch_is_measured_too(tmp_path: Path, stretch: tuple[int, int]) -> None:
    heard = sound(tmp_path, 2.5, Tone(0.5, 2.5, -20))
    assert loudness(heard, stretch) == pytest.approx(-23.01, abs=0.1)


@pytest.mark.parametrize("stretch", [(0, 900), (5_000, 6_000), (99_000, 99_100)])
def test_where_nothing_is_heard_it_is_silent(tmp_path: Path, stretch: tuple[int, int]) -> None:
    heard = sound(tmp_path, 2.5, Tone(1.5, 2.5, -20))
    assert loudness(heard, stretch) == -70


def test_an_episode_s_cues_speakers_and_pauses(desk: Desk) -> None:
    seen = looking.look(desk.english, Show())
    cues = sounding.read_cues(desk.english)
    assert [one.number for one in seen.cues] == list(range(1, len(cues) + 1))
    assert seen.findings == ()
    for one, following in zip(seen.cues, [*cues[1:], None], strict=True):
        assert one.lufs == pytest.approx(-19, abs=2.5)
        assert -12 < one.peak_dbfs < -2
        if following is not None:
            assert one.pause_ms == max(0, following.start_ms - one.cue.end_ms)
    assert max(one.pause_ms for one in seen.cues) == pytest.approx(900, abs=60)
    assert [one.speaker for one in seen.speakers] == ["Briefing", "Ines Hofmann"]
    assert sum(one.cues for one in seen.speakers) == len(cues)
    assert sum(one.duration_ms for one in seen.speakers) == sum(c.end_ms - c.start_ms for c in cues)


def test_the_peak_of_a_cue_is_its_own(desk: Desk) -> None:
    samples, rate_hz = soundfile.read(desk.english.sound, dtype="float32")
    second = sounding.read_cues(desk.english)[1]
    at = round((second.start_ms + second.end_ms) / 2000 * rate_hz)
    samples[at] = 0.98
    soundfile.write(desk.english.sound, samples, rate_hz, format="WAV", subtype="FLOAT")
    seen = looking.look(desk.english, Show())
    assert seen.cues[1].peak_dbfs == pytest.approx(20 * math.log10(0.98), abs=0.01)
    assert all(one.peak_dbfs < -2 for one in seen.cues if one.number != 2)
    assert not seen.found.is_unchanged


def test_a_cue_that_reaches_into_the_next_has_no_pause(desk: Desk) -> None:
    first, second, *others = sounding.read_cues(desk.english)
    late = replace(first, end_ms=second.start_ms + 300)
    found = replace(sounding.sounding(desk.english), cues=(late, second, *others))
    assert looking.of_cues(found)[0].pause_ms == 0


@pytest.mark.parametrize("gone", ["episode.mp3", "episode.yaml"])
def test_an_episode_that_was_never_spoken(desk: Desk, gone: str) -> None:
    (desk.english.path / gone).unlink()
    with pytest.raises(UsageError, match=f"has no {gone}.*Type: briefing speak"):
        looking.look(desk.english, Show())
