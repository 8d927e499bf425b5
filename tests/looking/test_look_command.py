"""`briefing look` as a person types it."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import soundfile
from PIL import Image

from briefing import sounding
from briefing.screen.page import Page, cells, cut

from .conftest import Desk


def test_the_table_has_every_cue_and_the_picture_stands_beside_the_sound(desk: Desk) -> None:
    ran = desk.run("look", desk.english.path)
    assert (ran.code, ran.err) == (0, "")
    rows = {int(m[1]): line for line in ran.out.splitlines() if (m := re.match(r" *(\d+)  +\d+:", line))}
    cues = sounding.read_cues(desk.english)
    assert list(rows) == list(range(1, len(cues) + 1))
    for number, cue in enumerate(cues, 1):
        seconds = (cue.end_ms - cue.start_ms) / 1000
        assert re.search(rf" {seconds:.2f} +\d\.\d\d +-\d+\.\d +-\d+\.\d  {cue.speaker} ", rows[number])
        assert rows[number].endswith(f"  {cue.text}")
    assert "1 speaker" not in ran.out
    assert ran.out.endswith(f"Picture: {desk.english.picture}\n")
    with Image.open(desk.english.picture) as image:
        assert image.format == "PNG"
    assert "\x1b" not in ran.out  # it is no terminal


def test_what_a_terminal_would_obey_is_not_printed() -> None:
    page = Page("a\x1b[2Jb\x9b1mc\x07\r\x00d\u202ee\n\tf \u2068رأي\u2069\u200f", None)
    assert page.text == "a[2Jb1mcde\n\tf \u2068رأي\u2069\u200f"


def test_right_to_left_keeps_to_itself(desk: Desk) -> None:
    ran = desk.run("look", desk.arabic.path)
    assert ran.code == 0
    for cue in sounding.read_cues(desk.arabic):
        assert f"\u2068{cue.text}\u2069" in ran.out
        assert cue.speaker == "Briefing" or f"\u2068{cue.speaker}\u2069" in ran.out


def test_chapters_stand_above_their_first_cues(desk: Desk) -> None:
    from briefing.episodes import load_record

    record = load_record(desk.english)
    assert record
    lines = desk.run("look", desk.english.path).out.splitlines()
    titles = [line for line in lines if line.startswith("▸")]
    assert [line.split("  ", 1)[1] for line in titles] == [chapter.title for chapter in record.chapters]


def test_the_same_for_scripts(desk: Desk) -> None:
    found = desk.run("look", desk.english.path, "--json").json
    cues = sounding.read_cues(desk.english)
    assert [(one["cue"], one["text"], one["speaker"]) for one in found["cues"]] == [
        (number, cue.text, cue.speaker) for number, cue in enumerate(cues, 1)
    ]
    assert found["duration_s"] == pytest.approx(soundfile.info(desk.english.sound).duration)
    assert found["integrated_lufs"] == pytest.approx(-19, abs=0.3)
    assert found["true_peak_dbtp"] <= -2
    assert found["findings"] == []
    assert found["unchanged"] is True
    assert Path(found["picture"]).read_bytes().startswith(b"\x89PNG")


def test_what_is_wrong_is_told_and_shown(desk: Desk) -> None:
    desk.run("look", desk.english.path)
    sound_as_it_was = desk.english.picture.read_bytes()
    samples, rate_hz = soundfile.read(desk.english.sound, dtype="float32")
    soundfile.write(desk.english.sound, samples[: -2 * rate_hz] * 2, rate_hz, format="WAV", subtype="FLOAT")
    ran = desk.run("look", desk.english.path)
    assert ran.code == 0  # looking is no check
    wrong = [line for line in ran.out.splitlines() if line.startswith("✗")]
    assert len(wrong) >= 3
    assert len(desk.run("look", desk.english.path, "--json").json["findings"]) == len(wrong)
    before, after = (Image.open(io.BytesIO(d)) for d in (sound_as_it_was, desk.english.picture.read_bytes()))
    assert after.height > before.height


def test_quiet_still_draws(desk: Desk) -> None:
    assert desk.run("look", desk.english.path, "-q").out == ""
    assert desk.english.picture.exists()


def test_an_empty_path_is_enough(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert desk.run("look", desk.arabic.path).code == 0


@pytest.mark.parametrize(
    ("spoiled", "code", "told"),
    [
        ("episode.mp3", 2, "has no episode.mp3 yet"),
        ("episode.yaml", 2, "has no episode.yaml"),
        ("transcript.vtt", 8, "the cues cannot be read from"),
    ],
)
def test_what_is_missing_is_one_line(desk: Desk, spoiled: str, code: int, told: str) -> None:
    (desk.english.path / spoiled).unlink()
    ran = desk.run("look", desk.english.path)
    assert ran.code == code
    assert told in ran.err
    assert f"briefing speak {desk.english.path}" in ran.err
    assert (ran.out, len(ran.err.splitlines())) == ("", 1)
    assert not desk.english.picture.exists()


def test_a_sound_that_is_none_is_one_line(desk: Desk) -> None:
    desk.english.sound.write_bytes(b"<html>no sound</html>" * 100)
    ran = desk.run("look", desk.english.path)
    assert ran.code == 8
    assert "episode.mp3 cannot be decoded" in ran.err
    assert len(ran.err.splitlines()) == 1


def test_a_picture_that_cannot_be_saved_is_one_line(desk: Desk) -> None:
    desk.english.picture.mkdir()
    (desk.english.picture / "in the way").touch()
    ran = desk.run("look", desk.english.path)
    assert ran.code == 8
    assert "the picture cannot be saved" in ran.err
    assert [path.name for path in desk.english.path.glob(".*")] == []


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="this system has no pseudo-terminals")
@pytest.mark.parametrize(
    ("term", "option", "is_shown"),
    [
        ("xterm-kitty", "--show", True),
        ("xterm-kitty", "--no-show", False),
        ("xterm-256color", "--show", False),
    ],
)
def test_a_terminal_that_can_shows_it(desk: Desk, term: str, option: str, *, is_shown: bool) -> None:
    ours, theirs = os.openpty()
    environ = {
        name: value for name, value in os.environ.items() if not name.startswith(("TERM", "TMUX", "STY"))
    }
    for name in ("KITTY_WINDOW_ID", "KONSOLE_VERSION", "LC_TERMINAL", "WT_SESSION"):
        environ.pop(name, None)
    process = subprocess.Popen(
        [sys.executable, "-m", "briefing", "look", str(desk.english.path), option],
        stdout=theirs, env={**environ, "TERM": term, "COLUMNS": "70", "PYTHONUTF8": "1"},
    )  # fmt: skip
    os.close(theirs)
    shown = b"".join(iter(lambda: _some_of(ours), b""))
    os.close(ours)
    assert process.wait() == 0
    assert (b"\x1b_Ga=T,f=100,q=2,c=70" in shown) is is_shown
    text = re.sub(rb"\x1b_G[^\x1b]*\x1b\\", b"", shown).decode()
    assert "\x1b" not in text
    rows = [line for line in text.splitlines() if re.match(r" *\d+  +\d+:", line)]
    assert rows
    assert any(
        line.endswith("…") for line in rows
    )  # as wide as the terminal, or what the words need at least
    assert max(map(len, rows)) < 110


def _some_of(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65_536)
    except OSError:  # Linux: nobody writes to it any more
        return b""


def test_columns_of_a_terminal() -> None:
    assert cells("naïve") == cells("nai\u0308ve") == 5
    assert cells("كَتَبَ") == 3
    assert cells("漢字") == 4
    assert cells("\u2068ab\u2069") == 2
    assert cut("abcdef", 6) == "abcdef"
    assert cut("abcdefg", 6) == "abcde…"
    assert cut("漢字漢字", 6) == "漢字…"
