"""Whole episodes with music, and the two pieces that ship: what they are made of, that they do no harm."""

from __future__ import annotations

import importlib.util
import tempfile
from pathlib import Path

import numpy as np
import pytest
import soundfile
from mix_tones import Said, recording

from briefing import mix
from briefing.episodes import EpisodeFolder
from briefing.mix import music
from briefing.mix.grid import Grid
from briefing.mix.loudness import Meter, gated_lufs, gating_blocks
from briefing.mix.preparing import Spool
from briefing.model import Episode, Music, Show

SOUNDS = Path(__file__).parents[2] / "sounds"
SIGNATURE, BED = (str(SOUNDS / name) for name in ("signature.mp3", "bed.mp3"))
RATE_HZ = 44_100
SEGMENTS = (
    ("headline", "The ferry is back", [Said(2.5), Said(3, hz=380)]),
    ("quotes", "In their words", [Said(3, hz=300, speaker="Ines Hofmann", voice="tone/b", dbfs=-25)]),
    ("closing", "", [Said(0.8)]),
)


def made(folder: Path, pieces: Music, *segments: tuple[str, str, list[Said]]) -> Episode:
    spoken = recording(folder / "clips", *(segments or SEGMENTS))
    return mix.mix(
        spoken,
        show=Show(music=pieces),
        folder=EpisodeFolder(folder / "episode"),
        guid="g",
        summary="",
        origins=(),
    )


def cue_times(folder: Path) -> list[tuple[float, float]]:
    rows = (folder / "episode" / "transcript.vtt").read_text(encoding="utf-8").splitlines()
    pairs = [row.split(" --> ") for row in rows if " --> " in row]
    return [(_seconds(a), _seconds(b)) for a, b in pairs]


def _seconds(clock: str) -> float:
    hours, minutes, seconds = clock.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


@pytest.mark.parametrize(
    "names",
    [
        ("intro",),
        ("outro",),
        ("sting",),
        ("bed",),
        ("intro", "outro", "bed"),
        ("intro", "outro", "sting", "bed"),
    ],
    ids=" ".join,
)
def test_an_episode_with_music_is_as_loud_and_as_long_as_it_says(tmp_path, names):
    pieces = {"intro": SIGNATURE, "outro": SIGNATURE, "sting": SIGNATURE, "bed": BED}
    episode = made(tmp_path, Music(**{name: pieces[name] for name in names}))
    assert episode.findings == ()
    assert episode.loudness
    assert episode.loudness.integrated_lufs == pytest.approx(episode.loudness.target_lufs, abs=0.3)
    assert episode.loudness.true_peak_dbtp <= -2
    sound = soundfile.info(tmp_path / "episode" / "episode.mp3")
    assert sound.frames == episode.sound.samples
    assert sound.channels == episode.sound.channels == 2
    assert episode.chapters[0].start_ms == 0
    assert episode.chapters[-1].end_ms == episode.duration_ms


def test_cues_follow_the_voice_whatever_plays_under_it(tmp_path):
    """The same lines with and without: all cues as long, all later by the intro."""
    made(tmp_path / "plain", Music())
    made(tmp_path / "with", Music(intro=SIGNATURE, bed=BED, outro=SIGNATURE))
    plain, under = cue_times(tmp_path / "plain"), cue_times(tmp_path / "with")
    later = under[0][0] - plain[0][0]
    assert 3.5 < later < 5.5
    for (a, b), (c, d) in zip(plain, under, strict=True):
        assert (c - a, d - b) == pytest.approx((later, later), abs=0.006)  # a hop


def test_the_voice_is_heard_from_its_cue_on(tmp_path):
    """At the first cue the level goes up from what the music has left there."""
    made(tmp_path, Music(intro=SIGNATURE, bed=BED))
    sound, rate = soundfile.read(tmp_path / "episode" / "episode.mp3")
    mono = sound.mean(axis=1)
    at = round(cue_times(tmp_path)[0][0] * rate)
    before, after = (
        np.sqrt((mono[a : a + rate // 20] ** 2).mean()) for a in (at - rate // 20, at + rate // 50)
    )
    assert 20 * np.log10(after / before) > 14


def test_two_runs_give_the_same_bytes(tmp_path):
    pieces = Music(intro=SIGNATURE, outro=SIGNATURE, bed=BED)
    hashes = {made(tmp_path / name, pieces).sha256 for name in ("one", "two")}
    assert len(hashes) == 1


def test_one_short_word_between_two_signatures(tmp_path):
    episode = made(
        tmp_path, Music(intro=SIGNATURE, outro=SIGNATURE, bed=BED), ("headline", "Short", [Said(0.15)])
    )
    assert episode.findings == ()
    assert 9_000 < episode.duration_ms < 12_000


# -------------------------------------------------------------------------------------- our own pieces


@pytest.fixture(scope="module")
def pieces() -> dict[str, np.ndarray]:
    """Composed anew."""
    spec = importlib.util.spec_from_file_location("compose", SOUNDS / "compose.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return {name: compose() for name, compose in module.PIECES.items()}


@pytest.mark.parametrize("name", ["signature", "bed"])
def test_what_ships_is_what_the_script_composes(pieces, name):
    composed = pieces[name]
    shipped, rate = soundfile.read(SOUNDS / f"{name}.mp3", always_2d=True)
    assert rate == RATE_HZ
    assert shipped.T.shape == composed.shape
    left = shipped.T - composed
    assert 20 * np.log10(np.sqrt((left**2).mean() / (composed**2).mean())) < -20  # what the coder has changed


def test_the_signature_is_short_and_dies_away(pieces):
    sound = pieces["signature"]
    assert 5 < sound.shape[1] / RATE_HZ < 6
    assert np.abs(sound[:, :20]).max() < 0.01
    assert np.abs(sound[:, -20:]).max() < 1e-4
    assert np.abs(sound).max() < 0.75


def test_the_bed_goes_round_without_a_seam(pieces):
    """Where it begins again no sample is further from the next than elsewhere, and nothing gets louder."""
    sound = pieces["bed"]
    round_twice = np.concatenate([sound, sound], axis=1)
    steps = np.abs(np.diff(round_twice, axis=1))
    at = sound.shape[1]
    assert steps[:, at - 3 : at + 3].max() < steps.max() / 2
    curved = np.abs(np.diff(round_twice, n=3, axis=1))  # a click is a corner, whatever its height
    assert curved[:, at - 3 : at + 3].max() < curved.max() / 2
    levels = np.sqrt((sound.reshape(2, -1, RATE_HZ) ** 2).mean(axis=(0, 2)))
    assert levels.max() / levels.min() < 10 ** (6 / 20)
    assert abs(20 * np.log10(levels[0] / levels[-1])) < 3


def test_the_shipped_bed_goes_round_in_an_episode_too(tmp_path):
    """As it is decoded and laid over its own start: at its seam it is no rougher than elsewhere."""
    with tempfile.TemporaryFile() as file:
        score = music.score(Music(bed=BED), Grid(RATE_HZ, 2), Spool(file), voice_lufs=-19)
        assert score and score.bed
        spans = [(score.lead_in, score.lead_in + 80 * RATE_HZ)]
        under = score.laid(spans, [score.lead_in]).render(score.lead_in + RATE_HZ, spans[0][1])
        period = score.bed.track.length - Grid(RATE_HZ, 2).samples(30)
    rough = np.abs(np.diff(under.astype(np.float64), n=3, axis=1)).max(axis=0)
    for turn in (1, 2):
        at = turn * period - score.lead_in - RATE_HZ
        assert rough[at - 2000 : at + 4000].max() < np.quantile(rough, 0.9999)
        levels = [np.sqrt((under[:, a : a + 4410] ** 2).mean()) for a in range(at - 8820, at + 8820, 4410)]
        assert max(levels) / min(levels) < 10 ** (4 / 20)


def test_the_bed_leaves_the_consonants_alone(pieces):
    """As loud as it may be under words it is 15 dB further down where they are told apart, 1 to 4 kHz."""
    spectrum = np.abs(np.fft.rfft(pieces["bed"].sum(axis=0))) ** 2
    hz = np.fft.rfftfreq(pieces["bed"].shape[1], 1 / RATE_HZ)
    share = spectrum[(hz > 1000) & (hz < 4000)].sum() / spectrum.sum()
    assert 10 * np.log10(share) < -15


@pytest.mark.parametrize("name", ["signature", "bed"])
def test_our_pieces_are_heard_from_one_loudspeaker_too(pieces, name):
    """Both channels in one: less than 4 dB are lost."""
    sound = pieces[name].astype(np.float32)
    both = sum(_energies(channel) for channel in sound)
    one = 2 * _energies(sound.mean(axis=0))
    assert gated_lufs(gating_blocks(both)) - gated_lufs(gating_blocks(one)) < 4


def _energies(channel: np.ndarray) -> np.ndarray:
    meter = Meter(44_100)
    meter.push(np.ascontiguousarray(channel))
    return meter.energies()
