"""voices/*.yaml: the user's own before the shipped ones, mistakes with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing import voices
from briefing.errors import VoiceProfileError


def test_the_shipped_profiles_load(tmp_path: Path) -> None:
    assert "default" in voices.names(tmp_path)
    for name in voices.names(tmp_path):
        assert voices.load(name, tmp_path).name == name


def test_the_users_own_comes_first(tmp_path: Path) -> None:
    (tmp_path / "default.yaml").write_text("presenter: {engine: espeak, rate: 200}\n")
    assert voices.load("default", tmp_path).presenter.rate == 200
    assert voices.load("default", tmp_path).name == "default"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("presenter: {engin: espeak}", r"default\.yaml, line 1: unknown key `engin`. Did you mean `engine`"),
        ("presenter: {rate: 12:30}", "must be a whole number"),
        ("presenter: {rate: 9000}", "line 1: `presenter.rate` must be from 50 to 500"),
        ("presenter: {pitch: 101}", "`presenter.pitch` must be from 0 to 100"),
        ("pauses: {segment_ms: -1}", "`pauses.segment_ms` must be from 0 to 10000"),
        ("presenter: [", "is not valid YAML"),
    ],
)
def test_a_mistake_is_said_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "default.yaml").write_text(text)
    with pytest.raises(VoiceProfileError, match=said):
        voices.load("default", tmp_path)


def test_an_unknown_profile_offers_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(VoiceProfileError, match="Did you mean `default`"):
        voices.load("defualt", tmp_path)
