"""`briefing make` and what a person does with its episode, with the real offline engine."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import soundfile
from published import wrong_with

from briefing import episodes, files, script
from briefing.model import LineRole, SegmentKind

from .conftest import EXAMPLES, Run

DAY = ("--date", "2026-11-23")
ALL_FILES = {"article-1.yaml", "script.yaml", "episode.mp3", "episode.yaml"} | {
    "transcript.vtt", "transcript.srt", "transcript.json", "transcript.txt", "transcript.html",
    "chapters.json", "cover.jpg",
}  # fmt: skip


def folder_of(made: dict[str, str]) -> episodes.EpisodeFolder:
    return episodes.EpisodeFolder(Path(made["episode"]))


@pytest.mark.parametrize("example", sorted(EXAMPLES.iterdir()), ids=lambda path: path.name)
def test_an_example_becomes_an_episode(run: Run, example: Path) -> None:
    ran = run("make", example, *DAY, "--json")
    assert ran.code == 0, ran.err
    folder = folder_of(ran.json)
    assert {path.name for path in folder.path.iterdir()} == ALL_FILES | {f"source-1{example.suffix}"}
    sound = soundfile.info(folder.sound)
    assert (sound.samplerate, sound.channels) == (44100, 1)
    assert 60 <= sound.duration <= 240
    assert sound.duration == pytest.approx(ran.json["duration_s"], abs=0.001)
    text = script.load(folder.script)
    kinds = [segment.kind for segment in text.segments]
    assert kinds[0] is SegmentKind.OPENING
    assert {SegmentKind.HEADLINE, SegmentKind.QUOTES, SegmentKind.SIDEBAR, SegmentKind.CLOSING} <= set(kinds)
    quotes = [line for segment in text.segments for line in segment.lines if line.role is LineRole.QUOTE]
    assert len(quotes) >= 3
    assert wrong_with(folder.path) == []
    assert run("check", folder.path).code == 0


def test_several_articles_become_one_episode(run: Run) -> None:
    three = sorted(EXAMPLES.iterdir())[:3]
    ran = run("make", *three, *DAY, "--json")
    assert ran.code == 0, ran.err
    folder = folder_of(ran.json)
    text = script.load(folder.script)
    assert text.articles == ("article-1.yaml", "article-2.yaml", "article-3.yaml")
    assert [s.article for s in text.segments if s.kind is SegmentKind.HEADLINE] == [1, 2, 3]
    assert run("check", folder.path).code == 0


def test_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO((EXAMPLES / "harbour.en.txt").read_bytes())

    monkeypatch.setattr(sys, "stdin", Stdin)
    ran = run("make", "-", *DAY, "--json")
    assert ran.code == 0, ran.err
    assert (folder_of(ran.json).path / "source-1.txt").read_bytes() == (
        EXAMPLES / "harbour.en.txt"
    ).read_bytes()


def test_only_a_changed_line_is_spoken_again(run: Run) -> None:
    made = run("make", EXAMPLES / "harbour.en.txt", *DAY, "--json").json
    folder = folder_of(made)
    before = folder.sound.read_bytes()
    assert made["spoken_now"] == made["clips"] > 5

    again = run("speak", folder.path, "--json").json
    assert again["spoken_now"] == 0
    assert folder.sound.read_bytes() == before

    lines = folder.script.read_text().splitlines()
    at = next(i for i, line in enumerate(lines) if line.strip().startswith("- text: ") and i > 20)
    lines[at] = re.sub(r"text: .*", "text: This line is the editor's own.", lines[at])
    folder.script.write_text("\n".join(lines) + "\n")
    changed = run("speak", folder.path)
    assert "1 clip spoken now" in changed.out
    assert folder.sound.read_bytes() != before


def test_an_edited_script_is_kept_until_fresh(run: Run) -> None:
    article = EXAMPLES / "harbour.en.txt"
    folder = folder_of(run("make", article, *DAY, "--json").json)
    ours = folder.script.read_text()
    edited = ours.replace("role: presenter", "role: sidebar", 1)
    folder.script.write_text(edited)
    again = run("make", article, *DAY)
    assert again.code == 0
    assert "was edited by hand: kept" in again.out
    assert folder.script.read_text() == edited
    assert run("make", article, *DAY, "--fresh").code == 0
    assert folder.script.read_text() == ours
    assert (folder.path / "script.yaml~").read_text() == edited
    assert len(episodes.all_in(Path("episodes"))) == 1


def test_check_shows_what_was_changed_in_a_quote(run: Run) -> None:
    folder = folder_of(run("make", EXAMPLES / "harbour.en.txt", *DAY, "--json").json)
    assert "all as in the articles" in run("check", folder.path).out
    quote = next(
        line for segment in script.load(folder.script).segments for line in segment.lines
        if line.role is LineRole.QUOTE
    )  # fmt: skip
    word = max(quote.text.split(), key=len)
    folder.script.write_text(folder.script.read_text().replace(word, "balloon", 1))
    ran = run("check", folder.path)
    assert ran.code == 5
    assert "balloon" in ran.out
    assert word in ran.out
    data = run("check", folder.path, "--json")
    assert data.code == 5
    assert [f["kind"] for f in data.json["findings"]] == ["error"]


def test_check_lists_the_editors_own_lines(run: Run) -> None:
    folder = folder_of(run("make", EXAMPLES / "harbour.en.txt", *DAY, "--json").json)
    own = "  - text: Traffic is slow this morning.\n    role: presenter\n"
    folder.script.write_text(folder.script.read_text().rstrip("\n") + "\n" + own)
    ran = run("check", folder.path)
    assert ran.code == 0
    assert "Traffic is slow this morning." in ran.out
    assert "1 of the editor's own" in ran.out


def test_a_dry_run_writes_nothing(run: Run, tmp_path: Path) -> None:
    ran = run("make", EXAMPLES / "harbour.en.txt", "--dry-run", "--json")
    assert ran.code == 0, ran.err
    assert ran.json["lines"] > 5
    assert ran.json["requests"]["espeak"] == ran.json["lines"]
    assert 1 <= ran.json["minutes"] <= 4
    assert list(tmp_path.iterdir()) == []


def test_killed_at_any_moment_it_goes_on(run: Run, tmp_path: Path) -> None:
    """kill -9 after ever longer times: what stands in the folder is whole, and the end is the same."""
    article = str(EXAMPLES / "harbour.en.txt")
    command = [sys.executable, "-m", "briefing", "make", article, *DAY]
    begun = time.monotonic()
    elsewhere = {**os.environ, "BRIEFING_CACHE": str(tmp_path / "other"), "BRIEFING_EPISODES": "undisturbed"}
    subprocess.run(command, check=True, capture_output=True, env=elsewhere)
    whole_s = time.monotonic() - begun
    undisturbed = episodes.all_in(Path("undisturbed"))[0].sound.read_bytes()
    there = Path("episodes")
    for twelfth in range(1, 12):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(whole_s * twelfth / 12)
        process.send_signal(signal.SIGKILL)
        process.wait()
        for folder in episodes.all_in(there):
            for path in folder.path.iterdir():
                if path.name.startswith("."):
                    assert path.name.endswith(files.ABANDONED)
            if folder.script.exists():
                script.load(folder.script)
                assert not episodes.is_edited(folder.script)
            if folder.sound.exists():
                assert soundfile.info(folder.sound).duration > 60
    kept = len(list((tmp_path / "clips").rglob("*.json")))
    ran = run("make", article, *DAY, "--json")
    assert ran.code == 0, ran.err
    assert ran.json["spoken_now"] == ran.json["clips"] - kept
    folder = folder_of(ran.json)
    assert {path.name for path in there.iterdir()} == {folder.slug, "cast.yaml", "cover.jpg"}
    assert {path.name for path in folder.path.iterdir()} == ALL_FILES | {"source-1.txt"}
    assert folder.sound.read_bytes() == undisturbed


def test_where_no_cover_can_stand_the_sound_stays(run: Run) -> None:
    folder = folder_of(run("make", EXAMPLES / "harbour.en.txt", *DAY, "--json").json)
    sound = folder.sound.read_bytes()
    folder.cover.unlink()
    folder.cover.mkdir()
    ran = run("speak", folder.path, "--quality", "small")
    assert (ran.code, ran.err.count("briefing: ")) == (8, 1), ran.err
    assert folder.sound.read_bytes() == sound
    assert run("check", folder.path, "--sound").code == 0


def test_speak_clears_up_what_a_killed_run_left(run: Run) -> None:
    folder = folder_of(run("make", EXAMPLES / "harbour.en.txt", *DAY, "--json").json)
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    for place, name in ((folder.path, "episode.mp3"), (folder.path.parent, "cover.jpg")):
        (place / f".{dead.pid}-{name}-x{files.ABANDONED}").write_bytes(b"half")
    assert run("speak", folder.path).code == 0
    assert not list(folder.path.parent.rglob(f"*{files.ABANDONED}"))


def test_say_makes_a_sound_file(run: Run) -> None:
    for name in ("a.mp3", "a.wav"):
        ran = run("say", "The pier is open.", "--language", "en", "--out", name, "--json")
        assert ran.code == 0, ran.err
        assert soundfile.info(name).duration == pytest.approx(ran.json["duration_s"], abs=0.01)
    assert run("say", "The pier is open.", "--out", "a.flac").code == 8
    assert run("say", "…", "--out", "a.mp3").code == 2


def test_a_few_words_are_no_rare_language(run: Run) -> None:
    for text, phonemes in [("Hello", "həlˈəʊ"), ("Test", "tˈɛst"), ("Bonjour tout le monde", "bɔ̃ʒˈuʁ")]:
        assert phonemes in run("say", text, "--show", "--json").json["phonemes"]


def test_say_shows_what_the_engine_gets(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = run("say", "It cost $150.", "--language", "en", "--show", "--json")
    assert shown.json["written"] == "It cost $150."
    assert shown.json["spoken"] == "It cost one hundred and fifty dollars."
    assert shown.json["phonemes"]
    monkeypatch.setattr(sys, "stdin", io.StringIO("It cost $1.\n\nIt rained.\n"))
    lines = run("say", "-", "--language", "en", "--show", "--json").out.splitlines()
    assert [json.loads(line)["written"] for line in lines] == ["It cost $1.", "It rained."]


def test_what_is_there_can_be_seen(run: Run) -> None:
    assert "No episodes" in run("list").out
    run("make", EXAMPLES / "harbour.en.txt", *DAY)
    assert len(run("list", "--json").json) == 1
    assert {"default", "gtts"} <= {p["name"] for p in run("voices", "--json").json["profiles"]}
    assert any(v["language"].startswith("ar") for v in run("voices", "--engine", "espeak", "--json").json)
    assert {e["name"]: e["works"] for e in run("engines", "--json").json}["espeak"] is True
    doctor = run("doctor", "--json")
    assert doctor.code == 0
    assert all(item["ok"] is not False for item in doctor.json)


def test_init_writes_what_make_then_takes(run: Run) -> None:
    assert run("init").code == 0
    show = Path("episodes/show.yaml")
    show.write_text(show.read_text().replace("title: Briefing", "title: The Morning Pier"))
    assert "is there already" in run("init").out
    made = run("make", EXAMPLES / "harbour.en.txt", *DAY, "--json").json
    assert "The Morning Pier" in script.load(folder_of(made).script).segments[0].lines[0].text


def test_read_gives_blocks_and_quotations(run: Run) -> None:
    page = run("read", EXAMPLES / "harbour.en.txt", "--json").json
    assert {"title", "language", "blocks", "quotations"} <= set(page)
    for q in page["quotations"]:
        assert page["blocks"][q["block"] - 1]["text"][q["start"] : q["end"]] == q["text"]


def test_python_m_briefing() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "briefing", "--version"], capture_output=True, text=True, check=True,
        env={**os.environ, "PATH": ""},
    )  # fmt: skip
    assert done.stdout.startswith("briefing ")


def test_say_tells_when_another_voice_has_spoken(run: Run, tmp_path: Path) -> None:
    (tmp_path / "gone.yaml").write_text(
        "presenter: {engine: command, options: {command: [no-such-program]}}\nfallback: default\n"
    )
    ran = run("say", "The pier is open.", "--language", "en", "--voice", "./gone.yaml")
    assert ran.code == 0
    assert "Note:" in ran.out
    assert "no-such-program" in ran.out
    assert "default" in ran.out
    ran = run("say", "The pier is open.", "--language", "en", "--voice", "./gone.yaml", "--json")
    assert "no-such-program" in ran.json["warnings"][0]
