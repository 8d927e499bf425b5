"""--format and --quality: flag before environment before show.yaml, and what cannot be chosen in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing import settings
from briefing.errors import UsageError
from briefing.model import Quality, SoundFormat


def chosen(folder: Path, environ: dict[str, str], **typed: str) -> settings.Settings:
    found = settings.resolve(environ=environ | {"BRIEFING_EPISODES": str(folder)}, **typed)
    # What the mix goes by is what is shown to have been set.
    assert (found.show.format, found.show.quality) == (found.format.value, found.quality.value)
    return found


def test_an_mp3_of_standard_quality(tmp_path: Path) -> None:
    found = chosen(tmp_path, {})
    assert found.format == settings.Setting(SoundFormat.MP3, "default")
    assert found.quality == settings.Setting(Quality.STANDARD, "default")


def test_flag_before_environment_before_show_yaml(tmp_path: Path) -> None:
    show = tmp_path / "show.yaml"
    show.write_text("format: opus\nquality: small\n")
    environ = {"BRIEFING_FORMAT": "m4a", "BRIEFING_QUALITY": "best"}
    found = chosen(tmp_path, {})
    assert found.format == settings.Setting(SoundFormat.OPUS, str(show))
    assert found.quality == settings.Setting(Quality.SMALL, str(show))
    found = chosen(tmp_path, environ)
    assert found.format == settings.Setting(SoundFormat.M4A, "BRIEFING_FORMAT")
    assert found.quality == settings.Setting(Quality.BEST, "BRIEFING_QUALITY")
    found = chosen(tmp_path, environ, form="mp3", quality="Standard")
    assert found.format == settings.Setting(SoundFormat.MP3, "--format")
    assert found.quality == settings.Setting(Quality.STANDARD, "--quality")


@pytest.mark.parametrize(
    ("environ", "typed", "said_by", "choices"),
    [
        ({}, {"form": "wav"}, "--format", "mp3, m4a or opus"),
        ({}, {"quality": "128"}, "--quality", "standard, small or best"),
        ({}, {"form": ""}, "--format", "mp3, m4a or opus"),
        ({"BRIEFING_FORMAT": "flac"}, {}, "BRIEFING_FORMAT", "mp3, m4a or opus"),
        ({"BRIEFING_QUALITY": "good"}, {}, "BRIEFING_QUALITY", "standard, small or best"),
    ],
)
def test_what_there_is_not(
    tmp_path: Path, environ: dict[str, str], typed: dict[str, str], said_by: str, choices: str
) -> None:
    with pytest.raises(UsageError) as caught:
        chosen(tmp_path, environ, **typed)
    message = str(caught.value)
    assert said_by in message
    assert choices in message
    assert "\n" not in message


def test_what_show_yaml_cannot_say(tmp_path: Path) -> None:
    (tmp_path / "show.yaml").write_text("title: Pier\nformat: wav\n")
    with pytest.raises(UsageError, match=r"show\.yaml.*2.*format"):
        chosen(tmp_path, {})


def test_a_show_to_start_from_says_both(tmp_path: Path) -> None:
    settings.start(tmp_path)
    text = (tmp_path / "episodes" / "show.yaml").read_text()
    assert "\nformat: mp3" in text
    assert "\nquality: standard" in text
    chosen(tmp_path / "episodes", {})
