"""`music:` in show.yaml: paths from its own folder on, a missing file in one line, our own to begin with."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefing import settings
from briefing.__main__ import main
from briefing.errors import MixError, UsageError
from briefing.mix import check_music
from briefing.model import Music

EXAMPLE = Path(__file__).parents[2] / "examples" / "harbour.en.txt"


def music_of(folder: Path) -> Music:
    return settings.resolve(environ={"BRIEFING_EPISODES": str(folder)}).show.music


def test_without_a_word_of_it_there_is_no_music(tmp_path: Path) -> None:
    assert music_of(tmp_path) == Music()
    (tmp_path / "show.yaml").write_text("title: The Morning Pier\nmusic: {}\n")
    assert music_of(tmp_path) == Music()


def test_paths_begin_in_the_folder_of_show_yaml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever the program is started, and however that folder is written."""
    folder = tmp_path / "episodes"
    (folder / "sounds").mkdir(parents=True)
    (folder / "sounds" / "hello.wav").touch()
    (tmp_path / "else.mp3").touch()
    (folder / "show.yaml").write_text(f"music: {{intro: sounds/hello.wav, bed: {tmp_path}/else.mp3}}\n")
    monkeypatch.chdir(tmp_path)
    found = music_of(Path("episodes"))
    assert found == Music(intro=str(folder / "sounds/hello.wav"), bed=str(tmp_path / "else.mp3"))
    assert found.intro and os.path.isabs(found.intro)  # noqa: PTH117  (it is a str)


@pytest.mark.parametrize("name", ["intro", "outro", "sting", "bed"])
@pytest.mark.parametrize("path", ["sounds/gone.wav", ".", "a" * 300 + ".wav", "show.yaml", r"a\0b.wav"])
def test_a_file_that_is_missing_or_no_sound_is_named(tmp_path: Path, name: str, path: str) -> None:
    (tmp_path / "show.yaml").write_text(f'music: {{{name}: "{path}"}}\n')
    with pytest.raises(MixError) as caught:
        check_music(music_of(tmp_path))
    message = str(caught.value)
    for wanted in ("show.yaml", f"the show's {name} cannot be used", str(tmp_path)):
        assert wanted in message
    assert "\n" not in message


def test_missing_music_stops_no_command_that_needs_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("episodes").mkdir()
    Path("episodes/show.yaml").write_text("music: {bed: sounds/gone.mp3}\n")
    assert main(["list"]) == 0
    assert main(["doctor"]) == 1
    assert "gone.mp3" in capfd.readouterr().out
    monkeypatch.setattr("briefing.speech.speak", None)  # nothing is spoken
    assert main(["make", str(EXAMPLE)]) == 8
    assert "the show's bed cannot be used: No such file" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("line", "wanted"),
    [("music: {introo: x.wav}", "intro"), ("music: x.wav", "music")],
)
def test_a_mistake_is_named(tmp_path: Path, line: str, wanted: str) -> None:
    (tmp_path / "show.yaml").write_text(line + "\n")
    with pytest.raises(UsageError, match=wanted):
        music_of(tmp_path)


def test_init_brings_two_pieces_and_the_lines_that_name_them(tmp_path: Path) -> None:
    """The lines are comments until a person takes the marks away."""
    made = dict(settings.start(tmp_path))
    show = tmp_path / "episodes" / "show.yaml"
    assert music_of(show.parent) == Music()
    lines = show.read_text().splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("# music:"))
    for number in range(first, first + 4):
        lines[number] = lines[number].removeprefix("# ")
    show.write_text("\n".join(lines))
    found = music_of(show.parent)
    assert found.intro and found.outro and found.bed
    assert {Path(found.intro), Path(found.outro), Path(found.bed)} < set(made)
    assert sum(Path(path).stat().st_size for path in {found.intro, found.bed}) < 700_000


def test_init_leaves_music_alone_that_is_there(tmp_path: Path) -> None:
    settings.start(tmp_path)
    bed = tmp_path / "episodes" / "sounds" / "bed.mp3"
    bed.write_bytes(b"my own")
    assert dict(settings.start(tmp_path))[bed] is False
    assert bed.read_bytes() == b"my own"
