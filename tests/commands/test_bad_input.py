"""Whatever is wrong: one clear line, the exit code of its stage, and what was there is still there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from briefing import speech
from briefing.engines.espeak.pool import Pool
from briefing.errors import EngineError

from .conftest import EXAMPLES, Ran, Run

ARTICLE = EXAMPLES / "harbour.en.txt"
DAY = ("--date", "2026-11-23")


def one_line(ran: Ran, code: int, *said: str) -> None:
    assert ran.code == code, ran.err
    lines = [line for line in ran.err.splitlines() if not line.endswith("…")]
    assert len(lines) == 1, ran.err
    for words in said:
        assert words in lines[0]
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01\xff\xfe" * 50, "picture.txt"),
        (
            "menu.html",
            b"<html><body><nav><a href=/>Home</a> <a href=/n>News</a></nav></body></html>",
            "menu.html",
        ),
        ("menu.txt", b"Home\nNews\nSport\nContact\n", "no article"),
    ],
)
def test_what_holds_no_article(run: Run, name: str, data: bytes, said: str) -> None:
    Path(name).write_bytes(data)
    one_line(run("make", name), 4, said)
    assert not Path("episodes").exists()


def test_a_file_that_is_not_there_or_is_a_folder(run: Run) -> None:
    one_line(run("make", "harbor.txt"), 4, "harbor.txt")
    Path("folder").mkdir()
    one_line(run("make", "folder"), 4, "folder")


def test_a_private_address_is_refused(run: Run) -> None:
    one_line(run("make", "http://127.0.0.1:9/"), 4, "--allow-local")


def test_an_unknown_profile_engine_or_voice_offers_the_nearest(run: Run) -> None:
    one_line(run("make", ARTICLE, "--voice", "defualt"), 3, "Did you mean `default`")
    Path("voices").mkdir()
    Path("voices/mine.yaml").write_text("presenter: {engine: espaek}\n")
    one_line(run("make", ARTICLE, "--voice", "mine"), 3, "espaek", "Did you mean `espeak`")
    Path("voices/mine.yaml").write_text("presenter: {engine: espeak, voice: en-uss}\n")
    one_line(run("make", ARTICLE, "--voice", "mine"), 3, "en-uss")
    one_line(run("make", ARTICLE, "--voice", "mine"), 3, "voice profile `mine`")
    Path("voices/mine.yaml").write_text("presenter:\n  engin: espeak\n")
    one_line(run("make", ARTICLE, "--voice", "mine"), 3, "mine.yaml, line 2", "`engine`")


def made(run: Run) -> tuple[Path, bytes]:
    folder = Path(run("make", ARTICLE, *DAY, "--json").json["episode"])
    return folder, (folder / "episode.mp3").read_bytes()


def test_a_broken_script_says_file_and_line(run: Run) -> None:
    folder, before = made(run)
    script = folder / "script.yaml"
    good = script.read_text()
    for broken, said in [
        (good.replace("- text: ", "- txt: ", 1), "`text`"),
        (good.replace("role: presenter", "role: presentr", 1), "Did you mean `presenter`"),
        (good.replace("segments:", "segments: [", 1), "not valid YAML"),
        (good.replace("date: ", "date: x", 1), "date"),
    ]:
        script.write_text(broken)
        for command in ("speak", "check"):
            one_line(run(command, folder), 5, "script.yaml, line", said)
        assert script.read_text() == broken
        assert (folder / "episode.mp3").read_bytes() == before


def test_an_empty_line_in_a_script(run: Run) -> None:
    folder, _ = made(run)
    script = folder / "script.yaml"
    script.write_text(script.read_text().rstrip("\n") + "\n  - text: ''\n    role: presenter\n")
    one_line(run("speak", folder), 5, "script.yaml, line")


def test_an_episode_that_is_not_there(run: Run) -> None:
    folder, _ = made(run)
    one_line(run("speak", folder.name[:-1]), 2, "Did you mean", folder.name)


def test_a_disk_that_is_full_leaves_the_episode_as_it_was(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, before = made(run)
    record = (folder / "episode.yaml").read_bytes()

    def full(fd: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    one_line(run("speak", folder), 8, "No space left on device")
    assert (folder / "episode.mp3").read_bytes() == before
    assert (folder / "episode.yaml").read_bytes() == record
    assert not [path for path in folder.iterdir() if path.name.startswith(".")]


def test_a_place_that_cannot_be_written_to(run: Run) -> None:
    Path("episodes").write_text("a file")
    one_line(run("make", ARTICLE), 4, "cannot be saved")
    assert Path("episodes").read_text() == "a file"


def test_an_engine_that_dies(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, before = made(run)

    def die(self: Pool, *args: object, **kwargs: object) -> object:
        raise EngineError("the speech worker has died", why="signal 11")

    monkeypatch.setattr(Pool, "ask", die)
    monkeypatch.setenv("BRIEFING_CACHE", str(Path("other-clips").absolute()))
    one_line(run("speak", folder), 6, "has died")
    assert (folder / "episode.mp3").read_bytes() == before


def test_ctrl_c(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*args: object, **kwargs: object) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr(speech, "speak", interrupt)
    one_line(run("make", ARTICLE), 130, "stopped")


def test_no_network_for_gtts(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gtts.tts._translate_url", lambda tld="com", path="": f"http://speech.invalid/{path}")
    monkeypatch.setattr("briefing.speech.USUAL", speech.Patience(tries=1))
    ran = run("make", ARTICLE, "--voice", "gtts")
    one_line(ran, 6, "espeak")


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["mak"], "Did you mean 'make'? Type: briefing --help"),
        (["make"], "Type: briefing make --help"),
        (["make", ARTICLE, "--minuts", "3"], "--minutes"),
        (["make", ARTICLE, "--date", "yesterday"], "--date"),
        (["make", ARTICLE, "--language", "english"], "such as en"),
        (["speak", "n" * 300], "there is no episode"),
    ],
)
def test_what_was_typed_cannot_be_done(run: Run, argv: list[str | Path], said: str) -> None:
    one_line(run(*argv), 2, said)


def test_a_profile_name_that_is_too_long(run: Run) -> None:
    one_line(run("make", ARTICLE, "--voice", "n" * 300), 3, "there is no voice profile")


def test_a_broken_article_or_record_is_said_and_no_second_episode_is_made(run: Run) -> None:
    folder, before = made(run)
    for name, commands, code in [
        ("article-1.yaml", [("make", ARTICLE, *DAY), ("speak", folder), ("check", folder)], 4),
        ("episode.yaml", [("make", ARTICLE, *DAY), ("speak", folder), ("list",)], 1),
    ]:
        good = (folder / name).read_bytes()
        (folder / name).write_bytes(good.replace(b"title:", b"titel:", 1))
        for command in commands:
            one_line(run(*command), code, f"{name}, line", "Did you mean `title`")
        (folder / name).write_bytes(good)
    assert {path.name for path in Path("episodes").iterdir()} == {folder.name, "cast.yaml", "cover.jpg"}
    assert (folder / "episode.mp3").read_bytes() == before


def test_a_show_that_cannot_be(run: Run) -> None:
    Path("episodes").mkdir()
    for text, said in [
        ("loudness: 5\n", "line 1: `loudness` must be from -31 to -9"),
        ("title: A\nminutes: 99\n", "line 2: `minutes` must be from 0.5 to 30"),
        ("title: A\nauthor: \xff\n", "line 2 is not UTF-8"),
        ("tilte: A\n", "Did you mean `title`"),
    ]:
        Path("episodes/show.yaml").write_text(text, encoding="latin-1")
        one_line(run("make", ARTICLE), 2, "show.yaml", said)


def test_a_script_that_cannot_be_read_is_not_written_over(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, _ = made(run)
    script, read = folder / "script.yaml", Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == script.name:
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    before = script.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", refuse)
        one_line(run("make", ARTICLE, *DAY), 5, "script.yaml", "Permission denied")
    assert script.read_bytes() == before


def test_minutes_that_cannot_be(run: Run) -> None:
    one_line(run("make", ARTICLE, "--minutes", "0"), 2, "--minutes")


def test_debug_shows_where_it_came_from(run: Run) -> None:
    ran = run("make", "nothing.txt", "--debug")
    assert ran.code == 4
    assert "Traceback" in ran.err


def test_help_loads_nothing_heavy() -> None:
    heavy = {"numpy", "onnxruntime", "lxml", "trafilatura", "httpx", "soundfile", "gtts", "requests", "rich"}
    heavy |= {"py3langid", "yaml", "pydub"}
    code = (
        "import sys\nfrom briefing.__main__ import main\nmain(['--help'])\n"
        f"sys.exit(' '.join({heavy!r} & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
