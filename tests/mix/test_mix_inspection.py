"""Files that are as they should be are not flagged; the same files, spoilt in one way each, are."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from briefing.mix.inspection import inspect
from briefing.mix.measuring import Measured, measure
from briefing.model import Chapter, Cue, LineTime, SoundFile

RATE_HZ = 44_100
PAUSES_S = [0.35, 0.9, 1.9, 0.35, 0.6]
LINES_S = [3.0, 4.2, 2.5, 0.4, 6.0, 3.3]

Sound = np.ndarray
Spoil = Callable[[Sound], Sound]


def said(seconds: float, seed: int) -> Sound:
    """Noise in syllables, as loud as a programme is."""
    random, count = np.random.default_rng(seed), round(seconds * RATE_HZ)
    time = np.arange(count) / RATE_HZ
    buzz = sum(np.sin(2 * np.pi * (110 + seed) * n * time + n * n) / n for n in range(1, 12))
    return 0.12 * (0.4 + np.abs(np.sin(2 * np.pi * 2.5 * time))) * (buzz + 0.1 * random.normal(size=count))


def programme(pauses_s: list[float] = PAUSES_S) -> tuple[Sound, tuple[Cue, ...]]:
    parts, cues, end = [], [], 0
    for number, seconds in enumerate(LINES_S):
        if number:
            parts.append(np.zeros(round(pauses_s[number - 1] * RATE_HZ)))
            end += len(parts[-1])
        parts.append(said(seconds, number))
        start, end = end, end + len(parts[-1])
        times = (round(edge * 1000 / RATE_HZ) for edge in (start, end))
        cues.append(Cue(start_ms=next(times), end_ms=next(times), speaker="Desk", text=f"Line {number}."))
    return np.concatenate(parts), tuple(cues)


SOUND, CUES = programme()
DURATION_MS = round(len(SOUND) * 1000 / RATE_HZ)
CHAPTERS = (
    Chapter(start_ms=0, end_ms=7500, title="One"),
    Chapter(start_ms=7500, end_ms=DURATION_MS, title="Two"),
)


def measured(folder: Path, sound: Sound, *, name: str = "a.wav", rate_hz: int = RATE_HZ) -> Measured:
    kinds = {".mp3": ("MP3", None), ".wav": ("WAV", "FLOAT")}
    form, subtype = kinds[Path(name).suffix]
    soundfile.write(folder / name, sound, rate_hz, format=form, subtype=subtype)
    return measure(folder / name)


@pytest.fixture(scope="module")
def target_lufs(tmp_path_factory: pytest.TempPathFactory) -> float:
    return measured(tmp_path_factory.mktemp("as-it-is"), SOUND).integrated_lufs


def findings(found: Measured, target_lufs: float, **other) -> tuple[str, ...]:
    what = {
        "sound": SoundFile(samples=len(SOUND)), "target_lufs": target_lufs, "cues": CUES,
        "chapters": CHAPTERS, "longest_pause_ms": 900,
    }  # fmt: skip
    return inspect(found, **(what | other))


def found_in(folder: Path, sound: Sound, target_lufs: float, **other) -> str:
    return "\n".join(findings(measured(folder, sound), target_lufs, **other))


@pytest.mark.parametrize("name", ["a.wav", "a.mp3"])
def test_what_is_as_it_should_be_has_no_findings(tmp_path, target_lufs, name):
    assert -22 < target_lufs < -16
    assert findings(measured(tmp_path, SOUND, name=name), target_lufs) == ()


# --------------------------------------------------------------------------------------- spoilt sound


def silenced(start_s: float, end_s: float) -> Spoil:
    def spoil(sound: Sound) -> Sound:
        sound[round(start_s * RATE_HZ) : round(end_s * RATE_HZ)] = 0
        return sound

    return spoil


def inserted(at_s: float, seconds: float) -> Spoil:
    at = round(at_s * RATE_HZ)
    return lambda sound: np.concatenate([sound[:at], np.zeros(round(seconds * RATE_HZ)), sound[at:]])


def clipped(sound: Sound) -> Sound:
    sound[200_000:200_010] = 1.3
    return sound


SPOILT: dict[str, tuple[Spoil, str]] = {
    "cut at its end": (lambda s: s[: len(s) // 2], r"it is 0:1.\.\d\d long and should be 0:23\.50"),
    "cut by a sample": (lambda s: s[:-1], r"\(1036349 samples, not 1036350\)"),
    "longer by a sample": (lambda s: np.append(s, 0.0), r"1036351 samples, not 1036350"),
    "cut at its start": (lambda s: s[100:], r"1036250 samples"),
    "silence put in": (inserted(5, 3), r"nothing is heard from 0:05\.0\d to 0:0[78]\.\d\d, 3\.0 s"),
    "short silence put in": (inserted(5, 0.5), r"samples, not"),
    "silence for sound": (silenced(14, 16.5), r"nothing is heard from 0:1[34]\.\d\d to 0:16\.\d\d"),
    "silence at the end": (silenced(20.5, 30), r"nothing is heard from 0:20\.\d\d to 0:23\.50"),
    "silence at the start": (silenced(0, 2.6), r"nothing is heard from 0:00\.00 to 0:02\.\d\d"),
    "a line gone": (silenced(12.7, 13.4), r"the line at 0:12\.85 “Line 3\.” has no sound under it"),
    "all gone": (lambda s: s * 0, r"its loudness is -70\.0 LUFS"),
    "nearly gone": (lambda s: s * 1e-4, r"nothing is heard from 0:00\.00 to 0:23\.50"),
    "louder by 0.5": (lambda s: s * 10**0.025, r"its loudness is -.*LUFS and should be"),
    "softer by 0.5": (lambda s: s * 10**-0.025, r"its loudness is -.*LUFS and should be"),
    "much louder": (lambda s: s * 6, r"its true peak is .* dBTP and should not be above -2\.0"),
    "a peak between samples": (
        lambda s: np.concatenate([s[:400_000], [0.78, 0.78], s[400_002:]]), r"true peak"
    ),
    "clipped": (clipped, r"samples? clipped, the first at 0:04\.5"),
    "turned round": (lambda s: s[::-1], r"the line at .* is heard only \d\.\d\d s later"),
    "moved by 0.2 s": (lambda s: np.roll(s, 8820), r"the line at 0:03\.35 “Line 1\.” is heard only 0\.2"),
    "two channels": (lambda s: np.stack([s, s], axis=1), r"it has 2 channels and should have 1"),
}  # fmt: skip


@pytest.mark.parametrize("way", SPOILT)
def test_spoilt_sound_is_found(tmp_path, target_lufs, way):
    spoil, wanted = SPOILT[way]
    text = found_in(tmp_path, spoil(SOUND.copy()), target_lufs)
    assert re.search(wanted, text), text


def test_another_rate(tmp_path, target_lufs):
    text = "\n".join(findings(measured(tmp_path, SOUND, rate_hz=48_000), target_lufs))
    assert "it has 48000 samples a second and should have 44100" in text


def test_another_file_altogether(tmp_path, target_lufs):
    other = np.concatenate([said(9, 40), np.zeros(3 * RATE_HZ), said(30, 41)])
    text = found_in(tmp_path, other, target_lufs)
    for wanted in ("long and should be", "nothing is heard", "last chapter ends"):
        assert wanted in text


def test_an_old_episode_whose_samples_were_not_written_down(tmp_path, target_lufs):
    found = measured(tmp_path, SOUND)
    assert findings(found, target_lufs, sound=SoundFile()) == ()


# -------------------------------------------------------------------------------------------- pauses


@pytest.mark.parametrize(
    ("pause_s", "asked_ms", "silent"),
    [(1.9, 900, False), (2.1, 900, True), (2.0, 2000, False), (5.0, 5000, False), (5.0, 4000, True)],
)  # fmt: skip
def test_a_pause_that_the_profile_asks_for_is_no_dead_air(tmp_path, target_lufs, pause_s, asked_ms, silent):
    sound, cues = programme([0.35, pause_s, 0.35, 0.35, 0.35])
    end_ms = round(len(sound) / 44.1)
    found = findings(
        measured(tmp_path, sound), target_lufs, cues=cues, longest_pause_ms=asked_ms,
        chapters=[Chapter(start_ms=0, end_ms=end_ms, title="All")], sound=SoundFile(samples=len(sound)),
    )  # fmt: skip
    assert [("nothing is heard" in finding) for finding in found] == [True] * silent


def test_hiss_below_sixty_decibels_is_silence_and_above_is_none(tmp_path, target_lufs):
    for level, silent in ((0.0008, True), (0.004, False)):
        sound = SOUND.copy()
        sound[14 * RATE_HZ : round(16.5 * RATE_HZ)] = np.random.default_rng(1).uniform(-level, level, 110_250)
        found = found_in(tmp_path, sound, target_lufs)
        assert ("nothing is heard" in found) is silent


# ---------------------------------------------------------------------------------- sound between lines

LINES = tuple(
    LineTime(
        segment=1, line=number, start_ms=cue.start_ms, end_ms=cue.end_ms, speaker=cue.speaker, text=cue.text
    )
    for number, cue in enumerate(CUES, 1)
)  # fmt: skip


def swapped(sound: Sound) -> Sound:
    """The first line and the second: under each there is sound still."""
    first, second, end = (round(seconds * RATE_HZ) for seconds in (3.0, 3.35, 7.55))
    return np.concatenate([sound[second:end], sound[first:second], sound[:first], sound[end:]])


@pytest.mark.parametrize(
    ("spoil", "wanted"),
    [
        (swapped, "there is sound from 0:03.06 to 0:03.29, where no line is"),
        (lambda s: s[::-1], "there is sound from 0:12.55 to 0:12.79, where no line is"),
        (lambda s: np.roll(s, 13_230), "there is sound from 0:03.06 to 0:03.29, where no line is"),
        (
            lambda s: s + 0.05 * np.sin(np.arange(len(s)) / 20),
            "there is sound from 0:11.01 to 0:12.79, where no line is",
        ),
    ],
)
def test_sound_where_no_line_is(tmp_path, target_lufs, spoil, wanted):
    found = measured(tmp_path, spoil(SOUND.copy()))
    assert wanted in findings(found, target_lufs, lines=LINES, has_music=False)
    assert not any("there is sound" in finding for finding in findings(found, target_lufs, lines=LINES))


@pytest.mark.parametrize("name", ["a.wav", "a.mp3"])
def test_silence_where_no_line_is(tmp_path, target_lufs, name):
    found = measured(tmp_path, SOUND, name=name)
    assert findings(found, target_lufs, lines=LINES, has_music=False) == ()


def test_music_before_and_after_the_lines_is_found_where_there_is_to_be_none(tmp_path, target_lufs):
    music = 0.1 * np.sin(np.arange(2 * RATE_HZ) / 9)
    sound = np.concatenate([music, SOUND, music])
    later = [replace(line, start_ms=line.start_ms + 2000, end_ms=line.end_ms + 2000) for line in LINES]
    what = {"lines": later, "cues": [], "sound": SoundFile(samples=len(sound)),
            "chapters": [Chapter(start_ms=0, end_ms=DURATION_MS + 4000, title="All")]}  # fmt: skip
    found = measured(tmp_path, sound)
    assert findings(found, found.integrated_lufs, **what) == ()
    before, after = findings(found, found.integrated_lufs, has_music=False, **what)
    assert before == "there is sound from 0:00.00 to 0:01.94, where no line is"
    assert after == "there is sound from 0:25.56 to 0:27.50, where no line is"


# ---------------------------------------------------------------------------------- cues and chapters


def test_cues_that_are_not_in_order_or_outside(tmp_path, target_lufs):
    found = measured(tmp_path, SOUND)
    last = CUES[-1]

    def of(*cues: Cue) -> str:
        return "\n".join(findings(found, target_lufs, cues=cues))

    assert "the line at 0:20.20 “Line 5.” ends at 0:24.00, after the sound" in of(
        replace(last, end_ms=24_000)
    )
    assert "“Line 1.” begins before the one at 0:04.00 ends" in of(
        replace(CUES[0], start_ms=4000, end_ms=5000), CUES[1]
    )
    assert "ends before it begins" in of(replace(last, start_ms=23_000, end_ms=22_000))
    assert "ends before it begins" in of(replace(last, start_ms=-10))
    assert of(replace(last, start_ms=99_000, end_ms=99_100)).startswith("the line at 1:39.00")
    assert of(CUES[0], CUES[1]) == ""


def test_a_cue_in_a_pause_has_no_sound(tmp_path, target_lufs):
    cue = Cue(start_ms=11_100, end_ms=11_300, speaker="", text="word " * 30)
    (finding,) = findings(measured(tmp_path, SOUND), target_lufs, cues=[cue])
    assert finding.startswith("the line at 0:11.10 “word word word word word word word word …” has no sound")
    assert len(finding) < 110


def test_many_lines_are_counted(tmp_path, target_lufs):
    silent = Cue(start_ms=11_100, end_ms=11_101, speaker="", text="Nothing.")
    cues = [replace(silent, start_ms=11_100 + 20 * n, end_ms=11_101 + 20 * n) for n in range(60)]
    found = findings(measured(tmp_path, SOUND), target_lufs, cues=cues)
    assert len(found) == 6
    assert found[-1] == "and 55 more like these"


@pytest.mark.parametrize(
    ("chapters", "wanted"),
    [
        ([(5, 7500), (7500, DURATION_MS)], "the first chapter begins at 0:00.00, not with the sound"),
        (
            [(0, 7500), (7600, DURATION_MS)],
            "chapter 2 “2” begins at 0:07.60, the one before it ends at 0:07.50",
        ),
        (
            [(0, 7500), (7400, DURATION_MS)],
            "chapter 2 “2” begins at 0:07.40, the one before it ends at 0:07.50",
        ),
        ([(7500, DURATION_MS), (0, 7500)], "the first chapter begins at 0:07.50, not with the sound"),
        ([(0, 7500), (7500, 20_000)], "the last chapter ends at 0:20.00, the sound at 0:23.50"),
        ([(0, 7500), (7500, 30_000)], "the last chapter ends at 0:30.00, the sound at 0:23.50"),
        ([(0, 7500), (7500, 7500), (7500, DURATION_MS)], "chapter 2 “2” ends before it begins"),
        ([], "it has no chapters"),
    ],
)
def test_chapters_that_do_not_fit(tmp_path, target_lufs, chapters, wanted):
    made = [Chapter(start_ms=a, end_ms=b, title=str(n)) for n, (a, b) in enumerate(chapters, 1)]
    assert wanted in findings(measured(tmp_path, SOUND), target_lufs, chapters=made)
