"""Words and sentences are heard when the transcript says so: in tones, and by the real offline engine."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soundfile
from mix_tones import Said, recording, tone, write_wav

from briefing import episodes, speech
from briefing.episodes import EpisodeFolder
from briefing.errors import MixError
from briefing.mix import mix
from briefing.model import (
    Line,
    LineRole,
    Recording,
    Script,
    Segment,
    SegmentKind,
    Show,
    TimedText,
    Voice,
    VoiceProfile,
)

SHOW = Show(title="The Morning Pier")


def mixed(made: Recording, folder: Path) -> tuple[list[dict], list[dict], np.ndarray]:
    """The words and lines of transcript.json, and the decoded MP3."""
    mix(made, show=SHOW, folder=EpisodeFolder(folder), guid="guid", summary="", origins=())
    data = json.loads((folder / "transcript.json").read_text(encoding="utf-8"))
    samples, rate_hz = soundfile.read(folder / "episode.mp3")
    assert rate_hz == 44_100
    assert data["version"] == "1.0.0"
    return data["segments"], data["lines"], samples


def onset_s(samples: np.ndarray, near_s: float, *, search_s: float = 0.2, peak: float = 0.02) -> float:
    """Where the sound begins that is heard at about `near_s`, coming out of silence."""
    first = max(0, round((near_s - search_s) * 44_100))
    part = np.abs(samples[first : round((near_s + search_s) * 44_100)])
    quiet = np.flatnonzero(part[: round(2 * search_s * 44_100)] > peak)
    return (first + int(quiet[0])) / 44_100


def beeps(folder: Path, head_s: float, *, timed: bool = True) -> Recording:
    """A clip of three tones of 400 ms with 300 ms between them, after a silence that the mix takes away."""
    text = "One is here. Two is there, and so is three."
    made = recording(folder, ("headline", "A", [Said(text="Before."), Said(text=text)]))
    gap = np.zeros(round(0.3 * 22_050))
    sound = np.concatenate([np.zeros(round(head_s * 22_050)), tone(0.4), gap, tone(0.4), gap, tone(0.4)])
    clip = made.clips[1]
    write_wav(clip.audio, sound)
    places = [(0, 12), (13, 26), (27, len(text))]
    starts_ms = [round(1000 * head_s) + 700 * n for n in range(3)]
    times = [
        TimedText(start=start, end=end, start_ms=at_ms, end_ms=at_ms + 400)
        for (start, end), at_ms in zip(places, starts_ms, strict=True)
    ]
    heard = tuple(times) if timed else ()
    return replace(
        made, clips=(made.clips[0], replace(clip, timed=heard, duration_ms=round(len(sound) / 22.05)))
    )


@pytest.mark.parametrize("head_s", [0.0, 0.02, 0.35, 1.0])
def test_a_words_time_moves_with_what_is_trimmed_before_it(tmp_path: Path, head_s: float) -> None:
    words, lines, samples = mixed(beeps(tmp_path / "c", head_s), tmp_path / "e")
    assert [word["body"] for word in words] == [
        "Before.",
        "One is here.",
        "Two is there,",
        "and so is three.",
    ]
    for word in words[1:]:
        assert word["startTime"] == pytest.approx(onset_s(samples, word["startTime"]), abs=0.01)
        assert word["endTime"] - word["startTime"] == pytest.approx(0.4, abs=0.04)
    assert [line["line"] for line in lines] == [1, 2]
    assert lines[1]["startTime"] == words[1]["startTime"]
    assert lines[1]["endTime"] == words[-1]["endTime"]


def test_a_cue_has_the_spaces_of_its_line_and_no_others(tmp_path: Path) -> None:
    made = beeps(tmp_path / "c", 0.0)
    text = made.script.segments[0].lines[1].text
    cut = [len("One is here. "), len("One is here. Two is th")]  # as an engine cuts that knows no words
    edges = [0, *cut, len(text)]
    times = [
        replace(one, start=start, end=end)
        for one, (start, end) in zip(made.clips[1].timed, pairwise(edges), strict=True)
    ]
    made = replace(made, clips=(made.clips[0], replace(made.clips[1], timed=tuple(times))))
    mixed(made, tmp_path / "e")
    cues = (tmp_path / "e" / "transcript.vtt").read_text().split("\n\n")[2:]
    said = [cue.splitlines()[2].partition(">")[2] for cue in cues]
    assert said == ["One is here.", "Two is there, and so is three."]


def test_each_sentence_has_a_cue_where_its_time_is_known(tmp_path: Path) -> None:
    words, _, _ = mixed(beeps(tmp_path / "c", 0.2), tmp_path / "e")
    cues = (tmp_path / "e" / "transcript.vtt").read_text().split("\n\n")[1:]
    assert [cue.splitlines()[2] for cue in cues] == [
        "<v The Morning Pier>Before.",
        "<v The Morning Pier>One is here.",
        "<v The Morning Pier>Two is there, and so is three.",
    ]
    assert cues[2].startswith(f"3\n00:00:0{words[2]['startTime']:.3f} --> 00:00:0{words[3]['endTime']:.3f}")


def test_what_is_heard_between_the_words_of_two_sentences_is_in_one_of_their_cues(tmp_path: Path) -> None:
    made = beeps(tmp_path / "c", 0.0)
    one, two, three = made.clips[1].timed
    late = replace(two, start_ms=two.start_ms + 60)  # of tones from 0 and 700 ms on, 400 ms each
    short = replace(one, end_ms=one.end_ms - 90)
    mixed(
        replace(made, clips=(made.clips[0], replace(made.clips[1], timed=(short, late, three)))),
        tmp_path / "e",
    )
    cues = (tmp_path / "e" / "transcript.vtt").read_text().split("\n\n")[2:]
    samples, _ = soundfile.read(tmp_path / "e" / "episode.mp3")
    (_, end_s), (start_s, _) = ([float(t[-6:]) for t in cue.splitlines()[1].split(" --> ")] for cue in cues)
    assert start_s == pytest.approx(onset_s(samples, start_s), abs=0.01)
    assert 0.28 < start_s - end_s < 0.31
    assert np.abs(samples[round(end_s * 44_100) + 44 : round(start_s * 44_100) - 441]).max() < 10 ** (
        -45 / 20
    )


def test_sentences_whose_times_nobody_knows_share_a_cue(tmp_path: Path) -> None:
    words, lines, _ = mixed(beeps(tmp_path / "c", 0.2, timed=False), tmp_path / "e")
    assert [word["body"] for word in words] == [line["body"] for line in lines]
    assert (tmp_path / "e" / "transcript.vtt").read_text().count("-->") == 2


def test_the_times_of_the_lines_can_be_read_back(tmp_path: Path) -> None:
    folder = EpisodeFolder(tmp_path / "e")
    _, lines, _ = mixed(beeps(tmp_path / "c", 0.2), folder.path)
    read = episodes.line_times(folder)
    assert [(line.segment, line.line, line.speaker, line.text) for line in read] == [
        (1, 1, "The Morning Pier", "Before."),
        (1, 2, "The Morning Pier", "One is here. Two is there, and so is three."),
    ]
    assert [(x.start_ms, x.end_ms) for x in read] == [
        (round(x["startTime"] * 1000), round(x["endTime"] * 1000)) for x in lines
    ]
    assert read[0].end_ms <= read[1].start_ms


@pytest.mark.parametrize("text", [None, "", "[]", '{"lines": [{"segment": 1}]}', '{"lines": 3}', "\x00"])
def test_times_that_cannot_be_read_are_one_line(tmp_path: Path, text: str | None) -> None:
    folder = EpisodeFolder(tmp_path)
    if text is not None:
        folder.transcript_json.write_text(text)
    with pytest.raises(MixError, match=r"transcript\.json.*briefing speak"):
        episodes.line_times(folder)


WRITTEN = (
    "Ten, 2, cats, Dr. Tate, $3.5bn, and keys.",
    "Peter came on 3 May 2026, – paid £5m, – and took 120 coins. Kate ate tea.",
)


def test_the_offline_engines_words_begin_where_they_are_written(tmp_path: Path) -> None:
    """After a pause a word's onset can be measured; inside a phrase nothing shows it."""
    lines = tuple(Line(text=text, role=LineRole.PRESENTER) for text in WRITTEN)
    script = Script(
        title="Times",
        language="en",
        date=episodes.date(2026, 11, 24),
        articles=(),
        segments=(Segment(kind=SegmentKind.HEADLINE, title="A", lines=lines),),
    )
    made = speech.speak(
        script,
        profile=VoiceProfile(name="slow", presenter=Voice(rate=120)),
        store=speech.ClipStore(tmp_path / "clips"),
    )
    words, _, samples = mixed(made, tmp_path / "e")
    assert [word["body"] for word in words] == [
        "Ten,", "2,", "cats,", "Dr.", "Tate,", "$3.5bn,", "and", "keys.",
        "Peter", "came", "on", "3", "May", "2026, –", "paid", "£5m, –", "and", "took", "120", "coins.",
        "Kate", "ate", "tea.",
    ]  # fmt: skip
    after_a_pause = [
        n for n, (a, _) in enumerate(pairwise(words), 1) if a["body"].endswith((",", "–", "coins."))
    ]
    assert len(after_a_pause) == 8
    for n in (0, *after_a_pause):
        start_s = words[n]["startTime"]
        assert start_s == pytest.approx(onset_s(samples, start_s, search_s=0.12), abs=0.03), words[n]
    for one, other in pairwise(words):
        assert one["startTime"] < one["endTime"] <= other["startTime"]
