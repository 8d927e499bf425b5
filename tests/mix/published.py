"""What any episode must be, whoever spoke it: asked of a finished folder, and of ffmpeg's meter."""

from __future__ import annotations

from pathlib import Path

import soundfile
from ffmpeg_meter import heard

from briefing import episodes
from briefing.episodes import EpisodeFolder


def wrong_with(folder: Path) -> list[str]:
    """Nothing where it sounds as a podcast should: −16 LUFS as two loudspeakers give it, at most −2 dBTP."""
    episode = episodes.load_record(EpisodeFolder(folder))
    assert episode is not None
    theirs = heard(episode_file := EpisodeFolder(folder).sound)
    target_lufs = -19.0 if episode.sound.channels == 1 else -16.0
    frames = soundfile.info(episode_file).frames
    found = {
        f"{theirs.integrated_lufs:.2f} LUFS": abs(theirs.integrated_lufs - target_lufs) <= 0.3,
        f"we say {episode.loudness.integrated_lufs}": (
            abs(theirs.integrated_lufs - episode.loudness.integrated_lufs) <= 0.1
        ),
        f"{theirs.true_peak_dbtp:.2f} dBTP": theirs.true_peak_dbtp <= -2.0,
        f"{frames} samples, not {episode.sound.samples}": frames == episode.sound.samples,
        f"findings {episode.findings}": not episode.findings,
        "no cover": EpisodeFolder(folder).cover.stat().st_size > 10_000,
    }
    return [what for what, is_right in found.items() if not is_right]
