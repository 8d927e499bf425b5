"""`briefing check EPISODE --sound`: what was made is in order; spoilt in any way it is not, exit code 8."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile
import yaml

from briefing.__main__ import main
from briefing.episodes import EpisodeFolder

from .conftest import Run
from .test_check import ARABIC, DAY, ENGLISH

Spoil = Callable[[EpisodeFolder], object]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An English episode and an Arabic one, by eSpeak."""
    place = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        patch.setenv("BRIEFING_CACHE", str(place / "clips"))
        for name, text in (("english", ENGLISH), ("arabic", ARABIC)):
            Path("page.txt").write_text(text, "utf-8")
            assert main(["make", "page.txt", *DAY, "--quiet", "--episodes", name]) == 0
    return place


@pytest.fixture
def english(made: Path, run: Run) -> EpisodeFolder:
    """A copy in the folder in which `run` runs."""
    (folder,) = (made / "english").glob("2026-*")
    shutil.copytree(folder, f"episodes/{folder.name}")
    return EpisodeFolder(Path("episodes") / folder.name)


def other_sound(made: Path) -> Path:
    (folder,) = (made / "arabic").glob("2026-*")
    return EpisodeFolder(folder).sound


@pytest.mark.parametrize("name", ["english", "arabic"])
def test_what_was_made_is_as_it_should_be(run: Run, made: Path, name: str) -> None:
    (folder,) = (made / name).glob("2026-*")
    ran = run("check", folder, "--sound")
    assert (ran.code, ran.err) == (0, "")
    assert re.search(
        r"\.mp3  0:\d\d, -19\.\d LUFS, range \d\.\d LU, loudest 3 s -1\d\.\d LUFS, peak -\d\.\d dBTP$",
        ran.out,
        re.MULTILINE,
    )
    assert re.search(r"^\d+ cues, [23] chapters: all as it should be\.$", ran.out, re.MULTILINE)
    told = run("check", folder, "--sound", "--json").json
    assert (told["findings"], told["unchanged"], told["clipped"]) == ([], True, 0)
    assert told["samples"] == round(told["duration_s"] * told["sample_rate_hz"])
    assert told["loudness"]["integrated_lufs"] == pytest.approx(-19, abs=0.3)
    assert run("check", folder, "--sound", "--quiet").out == ""


# ------------------------------------------------------------------------------------------ spoilt


def coded_again(change: Callable[[np.ndarray, int], np.ndarray]) -> Spoil:
    def spoil(folder: EpisodeFolder) -> None:
        samples, rate_hz = soundfile.read(folder.sound)
        soundfile.write(folder.sound, change(samples.copy(), rate_hz), rate_hz, format="MP3")

    return spoil


def byte_changed(folder: EpisodeFolder) -> None:
    data = bytearray(folder.sound.read_bytes())
    data[len(data) // 2] ^= 1
    folder.sound.write_bytes(data)


def cut_off(folder: EpisodeFolder) -> None:
    data = folder.sound.read_bytes()
    folder.sound.write_bytes(data[: len(data) * 2 // 3])


def silence_for_sound(samples: np.ndarray, rate_hz: int) -> np.ndarray:
    samples[4 * rate_hz : 8 * rate_hz] = 0
    return samples


def retagged(folder: EpisodeFolder) -> None:
    from mutagen.id3 import ID3

    tag = ID3(folder.sound)
    first, second = tag.getall("CHAP")[:2]
    first.start_time, second.start_time = second.start_time, first.start_time
    tag.save(v2_version=3)


def cue_moved(folder: EpisodeFolder) -> None:
    text = folder.transcript_vtt.read_text("utf-8")
    first = re.search(r"00:00:(\d\d\.\d{3}) --> 00:00:(\d\d\.\d{3})", text)
    assert first
    folder.transcript_vtt.write_text(text.replace(first.group(), "00:09:00.000 --> 00:09:01.000"), "utf-8")


def cue_late(folder: EpisodeFolder) -> None:
    text = folder.transcript_vtt.read_text("utf-8")
    times = list(re.finditer(r"(\d\d)\.\d{3} -->", text))[3]
    later = f"{int(times[1]) + 1:02}.000 -->"  # less than a second, and there is sound under the rest
    folder.transcript_vtt.write_text(text[: times.start()] + later + text[times.end() :], "utf-8")


def cue_lost(folder: EpisodeFolder) -> None:
    *blocks, _ = folder.transcript_vtt.read_text("utf-8").split("\n\n")
    folder.transcript_vtt.write_text("\n\n".join(blocks) + "\n", "utf-8")


def chapter_gap(folder: EpisodeFolder) -> None:
    told = json.loads(folder.chapters.read_bytes())
    told["chapters"][0]["endTime"] -= 2
    folder.chapters.write_text(json.dumps(told), "utf-8")


def line_moved(folder: EpisodeFolder) -> None:
    told = json.loads(folder.transcript_json.read_bytes())
    told["lines"][-1]["endTime"] += 60
    folder.transcript_json.write_text(json.dumps(told), "utf-8")


def chapters_turned(folder: EpisodeFolder) -> None:
    told = json.loads(folder.chapters.read_bytes())
    told["chapters"].reverse()
    folder.chapters.write_text(json.dumps(told), "utf-8")


def chapter_shortened(folder: EpisodeFolder) -> None:
    text = folder.record.read_text("utf-8")
    folder.record.write_text(re.sub(r"(start_ms: 0\n *end_ms: )\d+", r"\g<1>1000", text, count=1), "utf-8")


WAYS: dict[str, tuple[Spoil, str]] = {
    "a byte": (byte_changed, r"it is not the file that was made"),
    "the tag": (retagged, r"the chapters in its tag are not those of the episode"),
    "cut off": (cut_off, r"it is 0:\d\d\.\d\d long and should be 0:\d\d"),
    "coded again": (coded_again(lambda s, _: s), r"it is not the file that was made"),
    "louder": (coded_again(lambda s, _: s * 1.4), r"its loudness is -1[56]\.\d LUFS and should be -19\.0"),
    "far too loud": (coded_again(lambda s, _: s * 8), r"samples clipped, the first at 0:0"),
    "softer": (coded_again(lambda s, _: s * 0.5), r"its loudness is -2[45]\.\d LUFS"),
    "silence put in": (
        coded_again(lambda s, rate: np.concatenate([s[: 5 * rate], np.zeros(3 * rate), s[5 * rate :]])),
        r"nothing is heard from 0:0[45]\.\d\d to 0:0[78]\.\d\d, [23]\.\d s",
    ),
    "silence for sound": (coded_again(silence_for_sound), r"has no sound under it|is heard only"),
    "turned round": (
        coded_again(lambda s, _: s[::-1]),
        r"there is sound from 0:\d\d\.\d\d to 0:\d\d\.\d\d, where no line is",
    ),
    "stereo": (coded_again(lambda s, _: np.stack([s, s], axis=1)), r"it has 2 channels and should have 1"),
    "a cue": (cue_moved, r"the line at 9:00\.00 “.*” ends at 9:01\.00, after the sound"),
    "a cue late": (cue_late, r"transcript\.vtt has no cues from .*, where segment 2, line 3 is heard"),
    "one cue less": (cue_lost, r"transcript\.vtt has no cues from .*, where segment \d+, line \d+ is heard"),
    "a gap of chapters": (chapter_gap, r"chapters\.json has other chapters than episode\.yaml"),
    "the time of a line": (line_moved, r"the line at .* after the sound"),
    "the chapters": (chapters_turned, r"chapters\.json has other chapters than episode\.yaml"),
    "chapters without end": (
        lambda folder: folder.chapters.write_text('{"chapters": [{"startTime": 1e999, "title": ""}]}'),
        r"chapters\.json is not as the mix writes it",
    ),
    "chapters without bottom": (
        lambda folder: folder.chapters.write_text("[" * 100_000),
        r"chapters\.json is not as the mix writes it",
    ),
    "no chapters": (lambda folder: folder.chapters.unlink(), r"chapters\.json cannot be read: No such file"),
    "a chapter": (chapter_shortened, r"chapter 2 “.*” begins at .*, the one before it ends at 0:01\.00"),
}


@pytest.mark.parametrize("way", WAYS)
def test_what_is_spoilt_is_found(run: Run, english: EpisodeFolder, way: str) -> None:
    spoil, wanted = WAYS[way]
    spoil(english)
    ran = run("check", "latest", "--sound")
    assert ran.code == 8
    assert re.search(rf"^✗ .*{wanted}", ran.out, re.MULTILINE), ran.out
    assert ran.err.count("\n") == 1
    assert "briefing speak" in ran.err


def test_a_title_that_chapters_json_has_shorter_or_cleaner_is_the_same(
    run: Run, english: EpisodeFolder
) -> None:
    text = english.script.read_text("utf-8")
    titles = ["A  \u202eturned\u202c title", "Long " * 99]
    changed = re.sub(r"(?<=\n  title: ).*", lambda _: json.dumps(titles.pop()) if titles else "Last", text)
    english.script.write_text(changed, "utf-8")
    assert not titles
    assert run("speak", "latest").code == 0
    ran = run("check", "latest", "--sound")
    assert ran.code == 0, ran.out


def test_another_episodes_sound(run: Run, english: EpisodeFolder, made: Path) -> None:
    shutil.copy(other_sound(made), english.sound)
    ran = run("check", "latest", "--sound")
    assert ran.code == 8
    assert "it is not the file that was made" in ran.out
    assert "samples, not" in ran.out
    told = run("check", "latest", "--sound", "--json")
    assert told.code == 8
    assert [f"✗ {finding}" for finding in told.json["findings"]] == re.findall("^✗ .*", ran.out, re.MULTILINE)
    assert run("check", "latest").code == 0  # the script is as it was


@pytest.mark.parametrize(
    ("name", "content", "code", "said"),
    [
        ("episode.mp3", None, 2, "has no episode.mp3 yet"),
        ("episode.mp3", b"", 8, "episode.mp3 cannot be decoded"),
        ("episode.mp3", b"<html>busy</html>" * 99, 8, "episode.mp3 cannot be decoded"),
        ("transcript.vtt", None, 8, "transcript.vtt: No such file"),
        ("transcript.vtt", b"\xff\xfe\x00", 8, "transcript.vtt"),
        ("transcript.json", b"[]", 8, "transcript.json"),
        ("transcript.json", b"[" * 100_000, 8, "transcript.json"),
        (
            "transcript.json",
            b'{"lines": [{"segment": 1, "line": 1, "startTime": 1e999}]}',
            8,
            "transcript.json",
        ),
        ("episode.yaml", None, 2, "has no episode.yaml"),
        ("episode.yaml", b"title: 3\n", 1, "episode.yaml"),
    ],
)
def test_what_cannot_be_read_is_one_line(
    run: Run, english: EpisodeFolder, name: str, content: bytes | None, code: int, said: str
) -> None:
    path = english.path / name
    path.unlink() if content is None else path.write_bytes(content)
    ran = run("check", "latest", "--sound")
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1


def test_make_tells_what_was_measured(run: Run, english: EpisodeFolder) -> None:
    ran = run("speak", "latest")
    assert re.search(
        r"MB, -19\.\d LUFS, range \d+\.\d LU, loudest 3 s -1\d\.\d LUFS, peak -\d\.\d dBTP", ran.out
    )
    told = run("speak", "latest", "--json").json
    assert told["loudness"]["range_lu"] > 0
    assert told["loudness"]["short_term_max_lufs"] > told["loudness"]["integrated_lufs"]
    assert told["sound_findings"] == []


HOLDS_ITS_BREATH = """
import math, struct, sys, wave
text = sys.stdin.read()
tone = [int(6000 * math.sin(n / 9) * math.sin(n / 900) ** 2) for n in range(22050)]
pause = [0] * (round(22050 * 2.6) if "wait" in text else 0)
with wave.open(sys.stdout.buffer, "wb") as file:
    file.setparams((1, 2, 22050, 0, "NONE", ""))
    samples = tone + pause + tone
    file.writeframes(struct.pack(f"<{len(samples)}h", *samples))
"""


def test_make_ends_with_exit_code_8_and_leaves_all_files(run: Run, tmp_path: Path) -> None:
    """A voice that is silent for 2.6 s in the middle of a line."""
    program = tmp_path / "speaks.py"
    program.write_text(HOLDS_ITS_BREATH, "utf-8")
    command = json.dumps([sys.executable, str(program)])
    profile = tmp_path / "breath.yaml"
    profile.write_text(
        f"presenter: {{engine: command, options: {{command: {command}}}}}\nquotes: presenter\n"
    )
    Path("page.txt").write_text(ENGLISH.replace("cost 2.4 million", "made people wait"), "utf-8")
    ran = run("make", "page.txt", *DAY, "--voice", profile)
    assert ran.code == 8
    assert re.search(
        r"^✗ nothing is heard from \d:\d\d\.\d\d to \d:\d\d\.\d\d, 2\.\d s$", ran.out, re.MULTILINE
    )
    assert "briefing: the sound is not fit to be published: nothing is heard from" in ran.err
    assert "briefing check episodes/" in ran.err
    (folder,) = Path("episodes").glob("2026-*")
    found = run("check", "latest", "--sound", "--json")
    assert found.code == 8
    record = yaml.safe_load((folder / "episode.yaml").read_text("utf-8"))
    assert record["findings"] == found.json["findings"]
    assert len(record["findings"]) == 1
    assert {path.name for path in folder.iterdir()} >= {"episode.mp3", "transcript.vtt", "chapters.json"}


@pytest.mark.parametrize("kind", ["m4a", "opus"])
def test_other_formats(run: Run, kind: str) -> None:
    pytest.importorskip("av", reason="PyAV is not installed (briefing[formats])")
    Path("page.txt").write_text(ENGLISH, "utf-8")
    Path("episodes").mkdir()
    Path("episodes/show.yaml").write_text(f"format: {kind}\n", "utf-8")
    made = run("make", "page.txt", *DAY)
    assert made.code == 0, made.err
    ran = run("check", "latest", "--sound")
    assert (ran.code, ran.err) == (0, "")
    assert f"episode.{kind}  0:" in ran.out
    (sound,) = Path("episodes").glob(f"*/episode.{kind}")
    data = sound.read_bytes()
    sound.write_bytes(data[: len(data) * 2 // 3])
    spoilt = run("check", "latest", "--sound")
    assert spoilt.code == 8
    if kind == "opus":
        assert re.search(r"it is 0:\d\d\.\d\d long and should be", spoilt.out)
    else:  # the packet in which it ends is no packet
        assert "episode.m4a cannot be decoded: Invalid data" in spoilt.err


@pytest.mark.parametrize("name", ["episode.yaml", "transcript.vtt", "transcript.json"])
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(run: Run, english: EpisodeFolder, name: str) -> None:
    path = english.path / name
    path.unlink()
    os.mkfifo(path)
    ran = run("check", "latest", "--sound")
    assert ran.code in (1, 8)
    assert f"{name}: it is no file but a pipe or a device" in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("line", ["sample_rate_hz: 0", "channels: 0", "channels: -1"])
def test_a_coding_that_cannot_be_is_one_line(run: Run, english: EpisodeFolder, line: str) -> None:
    text = english.record.read_text("utf-8")
    english.record.write_text(text.replace("sound:\n", f"sound:\n  {line}\n"), "utf-8")
    for command in (("check", "latest", "--sound"), ("look", "latest")):
        ran = run(*command)
        assert (ran.code, ran.err.count("\n")) == (1, 1)
        assert f"`sound.{line.split(':')[0]}` must be from" in ran.err
