"""Episodes of every kind come out equally loud, under their ceiling, to the sample, ffmpeg too says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
import soundfile
from ffmpeg_meter import heard
from mix_tones import Said, recording, write_wav
from test_mix_episode import SHOW, mixed
from test_mix_transcript import parsed

from briefing.engines import load
from briefing.mix.measuring import measure
from briefing.model import Episode, Music, Quality, Recording, Show, Utterance, Voice

SENTENCES = (
    "The ferry left the eastern quay at dawn, with forty people on board.",
    "Nobody had expected the harbour to open before the spring.",
    "We have waited for this day since the storm, and we shall not wait again.",
    "Fares stay as they are until the end of the year.",
)


@cache
def spoken(text: str) -> np.ndarray:
    """eSpeak's own samples, 22.05 kHz."""
    engine = load("espeak")
    try:
        audio = engine.speak(Utterance(text=text, language="en", voice=Voice(engine="espeak")))
    finally:
        engine.close()
    samples, _ = soundfile.read(BytesIO(audio.data), dtype="float64")
    return samples


def speech(folder: Path, changed: Callable[[np.ndarray], np.ndarray], rate_hz: int = 22_050) -> Recording:
    """Two segments, two voices; each clip as `changed` makes it, and labelled with `rate_hz`."""
    lines = [Said(text=text) for text in SENTENCES]
    lines[2] = replace(lines[2], voice="tone/b", speaker="Ada Lund")
    made = recording(folder, ("headline", "The ferry", lines[:2]), ("quotes", "Voices", lines[2:]))
    for clip, text in zip(made.clips, SENTENCES, strict=True):
        write_wav(clip.audio, changed(spoken(text)), rate_hz=rate_hz)
    return made


def tune(path: Path, *, channels: int, seconds: float = 3.0) -> str:
    """A chord that swells and dies away, with a little of it on one side only in stereo."""
    time = np.arange(round(seconds * 44_100)) / 44_100
    swell = np.minimum(1, time / 0.3) * np.minimum(1, (seconds - time) / 0.8)
    chord = sum(np.sin(2 * np.pi * hz * time) for hz in (220, 277.2, 329.6)) * swell * 0.2
    sides = np.stack([chord, np.roll(chord, 400) * 0.8], axis=1)
    soundfile.write(path, sides[:, :channels], 44_100)
    return str(path)


def plain(folder: Path) -> tuple[Recording, Show]:
    return speech(folder, lambda samples: samples), SHOW


def very_quiet(folder: Path) -> tuple[Recording, Show]:
    return speech(folder, lambda samples: samples * 10 ** (-38 / 20)), SHOW


def very_loud(folder: Path) -> tuple[Recording, Show]:
    return speech(folder, lambda samples: np.clip(samples * 30, -1, 1)), SHOW


def one_loud_one_quiet(folder: Path) -> tuple[Recording, Show]:
    made = speech(folder, lambda samples: samples)
    write_wav(made.clips[2].audio, spoken(SENTENCES[2]) * 0.02)
    return made, SHOW


def peaky(folder: Path) -> tuple[Recording, Show]:
    """Every pulse of the voice sharpened: crest factor well above that of speech."""
    return speech(folder, lambda samples: np.sign(samples) * np.abs(samples) ** 1.5), SHOW


def telephone(folder: Path) -> tuple[Recording, Show]:
    return speech(folder, lambda samples: samples[::3][: len(samples) // 3], rate_hz=8_000), SHOW


def very_short(folder: Path) -> tuple[Recording, Show]:
    made = recording(folder, ("headline", "Yes", [Said(text="Yes.")]))
    write_wav(made.clips[0].audio, spoken("Yes."))
    return made, SHOW


def small(folder: Path) -> tuple[Recording, Show]:
    return plain(folder)[0], replace(SHOW, quality=Quality.SMALL)


def best(folder: Path) -> tuple[Recording, Show]:
    return plain(folder)[0], replace(SHOW, quality=Quality.BEST)


def with_music(folder: Path, channels: int) -> tuple[Recording, Show]:
    made, show = plain(folder)
    intro = tune(folder / "intro.wav", channels=channels)
    bed = tune(folder / "bed.wav", channels=channels, seconds=5)
    return made, replace(show, music=Music(intro=intro, outro=intro, sting=intro, bed=bed))


def with_stereo_music(folder: Path) -> tuple[Recording, Show]:
    return with_music(folder, 2)


def with_mono_music(folder: Path) -> tuple[Recording, Show]:
    return with_music(folder, 1)


def small_with_stereo_music(folder: Path) -> tuple[Recording, Show]:
    made, show = with_music(folder, 2)
    return made, replace(show, quality=Quality.SMALL)


def softer(folder: Path) -> tuple[Recording, Show]:
    return plain(folder)[0], replace(SHOW, loudness=-20.0)


KINDS = (
    plain, very_quiet, very_loud, one_loud_one_quiet, peaky, telephone, very_short, small, best,
    with_stereo_music, with_mono_music, small_with_stereo_music, softer,
)  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], tuple[Path, Episode]]:
    """Each kind is mixed once."""

    @cache
    def make(name: str) -> tuple[Path, Episode]:
        folder = tmp_path_factory.mktemp(name)
        kind = next(kind for kind in KINDS if kind.__name__ == name)
        clips, show = kind(folder / "clips")
        episode = mixed(clips, folder / "e", show=show)
        return folder / "e", episode

    return make


Make = Callable[[str], tuple[Path, Episode]]


@pytest.fixture(params=[kind.__name__ for kind in KINDS])
def episode(request: pytest.FixtureRequest, made: Make) -> tuple[Path, Episode]:
    return made(request.param)


def test_loudness_and_true_peak(episode: tuple[Path, Episode]) -> None:
    folder, known = episode
    found = measure(folder / "episode.mp3")
    stereo_lufs = known.loudness.target_lufs + (3.0 if known.sound.channels == 1 else 0.0)
    assert stereo_lufs in (SHOW.loudness, -20.0)
    assert found.integrated_lufs == pytest.approx(known.loudness.target_lufs, abs=0.3)
    assert found.true_peak_dbtp <= -2.0
    assert known.loudness.integrated_lufs == pytest.approx(found.integrated_lufs, abs=0.01)
    assert known.loudness.true_peak_dbtp == pytest.approx(found.true_peak_dbtp, abs=0.01)


def test_ffmpeg_measures_the_same(episode: tuple[Path, Episode]) -> None:
    folder, known = episode
    theirs = heard(folder / "episode.mp3")
    assert theirs.integrated_lufs == pytest.approx(known.loudness.integrated_lufs, abs=0.1)
    assert theirs.integrated_lufs == pytest.approx(known.loudness.target_lufs, abs=0.3)
    assert theirs.range_lu == pytest.approx(known.loudness.range_lu, abs=0.3)
    assert theirs.true_peak_dbtp <= -2.0


def test_decoded_samples_equal_the_timeline(episode: tuple[Path, Episode]) -> None:
    folder, known = episode
    info = soundfile.info(folder / "episode.mp3")
    assert (info.frames, info.samplerate, info.channels) == (
        known.sound.samples, known.sound.sample_rate_hz, known.sound.channels,
    )  # fmt: skip
    assert known.duration_ms == pytest.approx(info.frames * 1000 / info.samplerate, abs=0.5)


def test_nothing_is_found_wrong(episode: tuple[Path, Episode]) -> None:
    assert episode[1].findings == ()


def test_stereo_only_when_the_music_is(episode: tuple[Path, Episode], request: pytest.FixtureRequest) -> None:
    stereo = "stereo" in request.node.callspec.params["episode"]
    assert episode[1].sound.channels == (2 if stereo else 1)


@pytest.mark.parametrize("name", [kind.__name__ for kind in KINDS if "music" not in kind.__name__])
def test_cues_start_with_their_sound(made: Make, name: str) -> None:
    folder, known = made(name)
    samples, rate_hz = soundfile.read(folder / "episode.mp3", dtype="float32")
    loud = np.flatnonzero(np.abs(samples) > 10 ** (-45 / 20)) * 1000 / rate_hz
    end_ms = 0.0
    for start_ms, until_ms, _, _ in parsed((folder / "transcript.vtt").read_text(encoding="utf-8")):
        assert start_ms == pytest.approx(loud[loud >= end_ms][0], abs=20)
        end_ms = until_ms + 60  # the coder's echo is over
    assert known.chapters[-1].end_ms == known.duration_ms


def test_the_same_clips_give_the_same_bytes(tmp_path: Path) -> None:
    clips, show = with_stereo_music(tmp_path / "clips")
    first = mixed(clips, tmp_path / "one", show=show)
    assert mixed(clips, tmp_path / "two", show=show).sha256 == first.sha256
