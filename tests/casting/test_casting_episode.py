"""A page as an episode: a voice for each speaker, the same in the next one, byte for byte."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from briefing import script, speech, voices
from briefing.episodes import EpisodeFolder, line_times, load_articles
from briefing.model import LineRole, Recording
from commands.conftest import EXAMPLES, Run

ENGLISH = sorted(path for path in EXAMPLES.iterdir() if ".en." in path.name)
DAY = ("--date", "2026-11-23")


@pytest.fixture
def recordings(monkeypatch: pytest.MonkeyPatch) -> list[Recording]:
    """Everything that is spoken."""
    made: list[Recording] = []
    speak = speech.speak

    def watched(*args, **how) -> Recording:
        made.append(speak(*args, **how))
        return made[-1]

    monkeypatch.setattr(speech, "speak", watched)
    return made


def voices_of(recording: Recording) -> dict[str, set[str]]:
    """Speaker (None: the presenter) → keys of the voices that are heard for them."""
    found: dict[str, set[str]] = {}
    for clip in recording.clips:
        line = recording.script.segments[clip.segment].lines[clip.line]
        found.setdefault(line.speaker or "", set()).add(clip.voice)
    return found


@pytest.mark.parametrize("example", ENGLISH, ids=lambda path: path.name)
def test_each_speaker_has_a_voice_and_keeps_it(run: Run, recordings: list[Recording], example: Path) -> None:
    ran = run("make", example, *DAY, "--json")
    assert ran.code == 0, ran.err
    heard = voices_of(recordings[0])
    assert all(len(used) == 1 for used in heard.values())
    assert len(set().union(*heard.values())) == len(heard) >= 4
    remembered = yaml.safe_load(Path("episodes/cast.yaml").read_text(encoding="utf-8"))
    assert set(remembered["default"]) == set(heard) - {""}
    women = {voice.voice for voice in voices.load("default", Path("voices")).cast.f}
    shown = script.genders(load_articles(EpisodeFolder(Path(ran.json["episode"]))))
    for name in set(heard) & set(shown):
        assert (remembered["default"][name].split("/")[1] in women) == (shown[name] == "f")

    # Another day's episode of the same people, and this one again: no voice changes, not one byte.
    first = EpisodeFolder(Path(ran.json["episode"])).sound.read_bytes()
    assert run("speak", ran.json["episode"]).code == 0
    assert EpisodeFolder(Path(ran.json["episode"])).sound.read_bytes() == first
    assert run("make", example, "--date", "2026-11-30").code == 0
    assert voices_of(recordings[1]) == voices_of(recordings[2]) == heard


def test_a_hand_written_memory_is_kept_and_a_dry_run_writes_none(
    run: Run, recordings: list[Recording]
) -> None:
    Path("episodes").mkdir()
    example = EXAMPLES / "harbour.en.txt"
    assert run("make", example, *DAY, "--dry-run").code == 0
    assert not Path("episodes/cast.yaml").exists()
    Path("episodes/cast.yaml").write_text("default: {Tunde Adeyemi: espeak/+Reed/30}\n")
    assert run("make", example, *DAY).code == 0
    assert voices_of(recordings[0])["Tunde Adeyemi"] == {"espeak/en/+Reed/30"}


def test_one_voice_for_all(run: Run, recordings: list[Recording]) -> None:
    Path("voices").mkdir()
    Path("voices/plain.yaml").write_text("presenter: {engine: espeak}\nquotes: presenter\n")
    assert run("make", EXAMPLES / "harbour.en.txt", *DAY, "--voice", "plain").code == 0
    assert len(set().union(*voices_of(recordings[0]).values())) == 1
    assert not Path("episodes/cast.yaml").exists()


@pytest.mark.parametrize(
    ("profile", "said"),
    [
        ("quotes: everyone\n", "line 1: `quotes` must be one of each, one, presenter, not `everyone`"),
        ("cast:\n  w:\n    - {engine: espeak}\n", "line 2: unknown key `w`"),
        ("cast:\n  f: {engine: espeak}\n", "line 2: `cast.f` must be a list"),
        ("cast:\n  f: [{engine: espeak, voice: +f99}]\n", "voice profile `mine`: eSpeak has no variant"),
    ],
)
def test_a_mistake_in_the_cast_is_one_line(run: Run, profile: str, said: str) -> None:
    Path("voices").mkdir()
    Path("voices/mine.yaml").write_text(f"{profile}")
    ran = run("make", EXAMPLES / "harbour.en.txt", *DAY, "--voice", "mine")
    assert ran.code == 3
    assert said in ran.err and ran.err.count("\n") <= 4


def test_a_broken_memory_is_said_before_anything_is_spoken(run: Run, recordings: list[Recording]) -> None:
    Path("episodes").mkdir()
    Path("episodes/cast.yaml").write_text("default: [Ann]\n")
    ran = run("make", EXAMPLES / "harbour.en.txt", *DAY)
    assert (ran.code, recordings) == (2, [])
    assert "cast.yaml, line 1" in ran.err


def test_every_line_of_the_script_has_its_time(run: Run) -> None:
    ran = run("make", EXAMPLES / "harbour.en.txt", *DAY, "--json")
    folder = EpisodeFolder(Path(ran.json["episode"]))
    text = script.load(folder.script)
    wanted = [
        (s, n, line.text)
        for s, segment in enumerate(text.segments, 1)
        for n, line in enumerate(segment.lines, 1)
    ]
    times = line_times(folder)
    assert [(line.segment, line.line, line.text) for line in times] == wanted
    assert all(a.end_ms < b.start_ms for a, b in pairwise(times))
    assert times[-1].end_ms <= ran.json["duration_s"] * 1000
    quoted = {line.speaker for s in text.segments for line in s.lines if line.role is LineRole.QUOTE}
    assert quoted < {line.speaker for line in times}
