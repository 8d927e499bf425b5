"""Clips are prepared while others are being spoken; what makes a mix impossible ends the speaking."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from mix_tones import Said, recording
from test_mix_episode import ORIGIN, SHOW

from briefing.episodes import EpisodeFolder
from briefing.errors import MixError
from briefing.mix import Ahead, mix
from briefing.model import Music


def test_what_was_begun_before_is_what_is_mixed(tmp_path: Path) -> None:
    made = recording(tmp_path / "c", ("headline", "A", [Said(hz=200 + 50 * n) for n in range(6)]))
    told = {"show": SHOW, "guid": "guid", "summary": "A ferry.", "origins": (ORIGIN,)}
    alone = mix(made, folder=EpisodeFolder(tmp_path / "alone"), **told)
    folder = EpisodeFolder(tmp_path / "ahead")
    with Ahead(SHOW, folder) as ahead:
        for clip in reversed(made.clips):
            ahead.begin(clip.audio)
        together = mix(made, folder=folder, ahead=ahead, **told)
    assert together.sha256 == alone.sha256


def test_a_clip_that_gave_way_to_another_is_not_heard(tmp_path: Path) -> None:
    made = recording(tmp_path / "c", ("headline", "A", [Said(seconds=1), Said(seconds=1)]))
    other = recording(tmp_path / "d", ("headline", "A", [Said(seconds=3)]))
    folder = EpisodeFolder(tmp_path / "e")
    with Ahead(SHOW, folder) as ahead:
        ahead.begin(other.clips[0].audio)
        ahead.begin(tmp_path / "removed.wav")
        episode = mix(made, show=SHOW, folder=folder, guid="g", summary="", origins=(ORIGIN,), ahead=ahead)
    assert episode.duration_ms == pytest.approx(2350, abs=10)


def test_music_that_cannot_be_used_ends_the_speaking(tmp_path: Path) -> None:
    (tmp_path / "intro.wav").write_text("no sound")
    show = replace(SHOW, music=Music(intro=str(tmp_path / "intro.wav")))
    with Ahead(show, EpisodeFolder(tmp_path / "e")) as ahead:
        with pytest.raises(MixError, match=r"intro\.wav"):
            ahead.bench()
        with pytest.raises(MixError, match=r"intro\.wav"):
            ahead.begin(tmp_path / "any.wav")
