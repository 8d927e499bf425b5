"""The whole mix: clips in, four files and an Episode out, checked on the decoded MP3."""

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soundfile
from mix_tones import Said, recording, tone, write_wav
from mutagen.mp3 import MP3
from test_mix_limiter import dbtp
from test_mix_transcript import parsed

from briefing.episodes import EpisodeFolder
from briefing.errors import MixError
from briefing.mix import mix
from briefing.mix.loudness import Meter, gated_lufs, gating_blocks
from briefing.model import Line, LineRole, Origin, Pauses, Show

SHOW = Show(title="The Morning Pier", author="Harbour Desk")
ORIGIN = Origin(
    address="https://example.org/ferry",
    media_type="text/html",
    sha256="0" * 64,
    fetched_at=datetime(2026, 11, 24, tzinfo=UTC),
)


def mixed(made, folder, *, show=SHOW, origins=(ORIGIN,)):
    return mix(
        made, show=show, folder=EpisodeFolder(folder), guid="guid", summary="A ferry.", origins=origins
    )


def decoded(folder):
    samples, rate_hz = soundfile.read(folder / "episode.mp3", dtype="float32")
    assert rate_hz == 44_100
    return samples


def lufs(samples):
    meter = Meter(44_100)
    meter.push(np.asarray(samples, np.float32))
    return gated_lufs(gating_blocks(meter.energies()))


def heard(samples, cue):
    return samples[round(cue[0] * 44.1) : round(cue[1] * 44.1)]


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def briefing(folder, **how):
    """Opening, headline, quotes, sidebar, closing: 12 clips of two voices at different levels."""
    presenter = Said(seconds=3.5, dbfs=-20, hz=300)
    quote = Said(seconds=4, dbfs=-8, hz=500, voice="tone/b", speaker="Ada Lund", tail_s=0.35)
    return recording(
        folder,
        ("opening", "Good morning", [Said(seconds=2, dbfs=-20, hz=300, text="This is the Pier.")]),
        ("headline", "The ferry is back", [presenter, replace(presenter, dbfs=-18, head_s=0.2), presenter]),
        ("quotes", "What they say", [presenter, quote, presenter, replace(quote, text="At <last> & again.")]),
        ("sidebar", "Background", [replace(presenter, dbfs=-23), presenter]),
        ("closing", "Goodbye", [Said(seconds=1, dbfs=-20, hz=300)]),
        **how,
    )


def test_everything_that_is_known_of_the_episode_is_so(tmp_path):
    folder = tmp_path / "2026-11-24-the-ferry-is-back"
    episode = mixed(briefing(tmp_path / "clips"), folder)
    data = (folder / "episode.mp3").read_bytes()
    samples = decoded(folder)
    assert set(contents(folder)) == {
        "episode.mp3", "transcript.vtt", "transcript.srt", "transcript.json", "transcript.txt",
        "transcript.html", "chapters.json",
    }  # fmt: skip
    assert episode.slug == folder.name
    assert (episode.guid, episode.title, episode.language) == ("guid", "The ferry is back", "en")
    assert episode.sha256 == hashlib.sha256(data).hexdigest()
    assert episode.size_bytes == len(data)
    assert episode.duration_ms == pytest.approx(len(samples) / 44.1, abs=0.6)
    assert episode.articles == (ORIGIN,)
    assert episode.warnings == ()
    tags = MP3(folder / "episode.mp3")
    assert str(tags["TPE1"]) == "Harbour Desk"
    assert tags["COMM::eng"].text == ["https://example.org/ferry"]
    assert "Ada Lund: The ferry leaves at noon." in tags["USLT::eng"].text
    assert tags.info.length * 1000 == pytest.approx(episode.duration_ms, abs=1)
    assert (tags.info.bitrate, tags.info.channels) == (96_000, 1)


def test_loudness_and_true_peak_of_what_is_heard(tmp_path):
    episode = mixed(briefing(tmp_path / "clips"), tmp_path / "e")
    samples = decoded(tmp_path / "e")
    assert lufs(samples) == pytest.approx(-19.0, abs=0.15)
    assert episode.loudness.integrated_lufs == pytest.approx(lufs(samples), abs=0.1)
    assert episode.loudness.target_lufs == -19.0
    assert dbtp(samples) <= -2


def test_the_show_may_want_it_softer(tmp_path):
    mixed(briefing(tmp_path / "clips"), tmp_path / "e", show=replace(SHOW, loudness=-23.0))
    assert lufs(decoded(tmp_path / "e")) == pytest.approx(-26.0, abs=0.15)


@pytest.mark.parametrize("loudness", [0.0, 16.0, -60.0])
def test_a_loudness_that_cannot_be_is_refused(tmp_path, loudness):
    with pytest.raises(MixError, match=r"show\.yaml"):
        mixed(briefing(tmp_path / "clips"), tmp_path / "e", show=replace(SHOW, loudness=loudness))


def test_peaky_voices_are_limited_and_still_come_to_their_loudness(tmp_path):
    made = recording(tmp_path / "c", ("headline", "A", [Said(seconds=4)] * 3))
    rng = np.random.default_rng(11)
    for n, clip in enumerate(made.clips):  # short bursts, 14 dB above what lies between
        pulses = np.where(np.arange(88_200) % 220 < 20, 1.0, 0.2) * rng.normal(0, 0.2, 88_200)
        write_wav(clip.audio, pulses * (1 + n / 10))
    episode = mixed(made, tmp_path / "e")
    assert episode.loudness.limited_ms > 1000
    assert episode.loudness.true_peak_dbtp <= -2.1
    assert lufs(decoded(tmp_path / "e")) == pytest.approx(-19.0, abs=0.5)


def test_both_voices_are_equally_loud_whatever_their_engine_gave(tmp_path):
    mixed(briefing(tmp_path / "clips"), tmp_path / "e")
    samples, cues = decoded(tmp_path / "e"), parsed((tmp_path / "e/transcript.vtt").read_text())
    quote, presenter = (
        lufs(np.concatenate([heard(samples, cue) for cue in cues if cue[2] == speaker]))
        for speaker in ("Ada Lund", "The Morning Pier")
    )
    assert quote == pytest.approx(presenter, abs=0.6)


def test_a_clip_is_moved_at_most_three_decibels_from_its_voice_and_a_short_one_not_at_all(tmp_path):
    lines = [Said(seconds=5, dbfs=-12)] * 5 + [Said(seconds=5, dbfs=-18), Said(seconds=1, dbfs=-15)]
    made = recording(tmp_path / "c", ("headline", "A", lines))
    mixed(made, tmp_path / "e")
    samples, cues = decoded(tmp_path / "e"), parsed((tmp_path / "e/transcript.vtt").read_text())
    levels = [20 * np.log10(np.sqrt(2 * np.mean(heard(samples, cue)[4410:-4410] ** 2))) for cue in cues]
    to_mean = 10 * np.log10((5 + 10**-0.6) / 6)  # what the long clips at −12 are moved by
    assert levels[5] - levels[0] == pytest.approx(-6 + 3 - to_mean, abs=0.1)
    assert levels[6] - levels[0] == pytest.approx(-3 - to_mean, abs=0.1)


def test_pauses_and_cues_to_the_sample(tmp_path):
    pauses = Pauses(sentence_ms=300, speaker_ms=700, segment_ms=1100)
    made = recording(
        tmp_path / "c",
        ("headline", "A", [Said(seconds=1), Said(seconds=2)]),
        ("quotes", "B", [Said(seconds=1), Said(seconds=1, voice="tone/b", speaker="Ada Lund")]),
        pauses=pauses,
    )
    episode = mixed(made, tmp_path / "e")
    cues = parsed((tmp_path / "e/transcript.vtt").read_text())
    starts = [0, 1300, 1300 + 2000 + 1100, 1300 + 2000 + 1100 + 1000 + 700]
    assert [cue[0] for cue in cues] == pytest.approx(starts, abs=6)
    assert [cue[1] for cue in cues] == pytest.approx([1000, 3300, 5400, 7100], abs=1)
    assert episode.duration_ms == pytest.approx(7100, abs=6)


def test_a_cue_starts_within_twenty_milliseconds_of_its_sound(tmp_path):
    rng = np.random.default_rng(4)
    lines = []
    for _ in range(30):
        length, level, silence, hz = rng.uniform([0.4, -40, 0, 150], [2, -3, 0.3, 900]).tolist()
        lines.append(Said(seconds=length, dbfs=level, head_s=silence, tail_s=silence, hz=hz))
    mixed(recording(tmp_path / "c", ("headline", "A", lines)), tmp_path / "e")
    samples = np.abs(decoded(tmp_path / "e"))
    cues = parsed((tmp_path / "e/transcript.vtt").read_text())
    assert len(cues) == 30
    end = 0.0
    for start_ms, end_ms, _, _ in cues:
        onset = np.flatnonzero(samples[round(end * 44.1) :] > 10 ** (-45 / 20))[0] / 44.1 + end
        assert start_ms == pytest.approx(onset, abs=20)
        end = end_ms + 100  # in the pause: the coder's echo is over


def test_every_line_has_a_cue_as_it_is_written(tmp_path):
    made = briefing(tmp_path / "clips")
    mixed(made, tmp_path / "e")
    cues = parsed((tmp_path / "e/transcript.vtt").read_text())
    lines = [line for segment in made.script.segments for line in segment.lines]
    assert [(who, text) for _, _, who, text in cues] == [(x.speaker or SHOW.title, x.text) for x in lines]
    assert all(a[1] <= b[0] for a, b in pairwise(cues))


def test_chapters_are_the_segments_with_greeting_and_farewell_taken_in(tmp_path):
    episode = mixed(briefing(tmp_path / "clips"), tmp_path / "e")
    assert [c.title for c in episode.chapters] == ["The ferry is back", "What they say", "Background"]
    assert episode.chapters[0].start_ms == 0
    assert episode.chapters[-1].end_ms == episode.duration_ms
    assert all(a.end_ms == b.start_ms for a, b in pairwise(episode.chapters))
    assert {c.url for c in episode.chapters} == {ORIGIN.address}
    cues = parsed((tmp_path / "e/transcript.vtt").read_text())
    assert episode.chapters[1].start_ms == pytest.approx(cues[4][0], abs=30)
    in_json = json.loads((tmp_path / "e/chapters.json").read_text())["chapters"]
    assert [c["title"] for c in in_json] == [c.title for c in episode.chapters]


def test_a_long_opening_is_a_chapter_and_there_is_always_one(tmp_path):
    long = recording(tmp_path / "a", ("opening", "Tour", [Said(seconds=11)]), ("headline", "A", [Said()]))
    assert [c.title for c in mixed(long, tmp_path / "e").chapters] == ["Tour", "A"]
    nameless = recording(tmp_path / "b", ("opening", "Hello", [Said()]), ("headline", " ", [Said()]))
    (only,) = mixed(nameless, tmp_path / "f").chapters
    assert (only.start_ms, only.title) == (0, "The ferry is back")


def test_a_line_in_parts_is_one_cue(tmp_path):
    made = recording(tmp_path / "c", ("headline", "A", [Said(), Said(seconds=2), Said()]))
    first, second, third = made.clips
    lines = made.script.segments[0].lines[:2]
    script = replace(made.script, segments=(replace(made.script.segments[0], lines=lines),))
    clips = (first, replace(second, line=1, part=0), replace(third, line=1, part=1))
    mixed(replace(made, script=script, clips=clips), tmp_path / "e")
    cues = parsed((tmp_path / "e/transcript.vtt").read_text())
    assert [(start, end) for start, end, _, _ in cues] == [
        pytest.approx((0, 1000), abs=6),
        pytest.approx((1350, 1350 + 2000 + 175 + 1000), abs=6),
    ]


def test_sixty_clips_of_one_second(tmp_path):
    lines = [Said(hz=200 + 10 * n, text=f"Line {n}.") for n in range(60)]
    episode = mixed(recording(tmp_path / "c", ("headline", "A", lines)), tmp_path / "e")
    assert episode.duration_ms == pytest.approx(60_000 + 59 * 350, abs=10)
    samples = decoded(tmp_path / "e")
    cues = parsed((tmp_path / "e/transcript.vtt").read_text())
    for n, (start, end, _, text) in enumerate(cues):
        part = heard(samples, (start, end))
        pitch = np.abs(np.fft.rfft(part * np.hanning(len(part)))).argmax() * 44_100 / len(part)
        assert text == f"Line {n}."
        assert pitch == pytest.approx(200 + 10 * n, abs=2)


def test_same_clips_same_bytes(tmp_path):
    made = briefing(tmp_path / "clips")
    mixed(made, tmp_path / "one")
    mixed(made, tmp_path / "two")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_no_program_is_looked_for(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(os, "posix_spawn", None)
    monkeypatch.setattr("subprocess.Popen", None)
    made = recording(tmp_path / "c", ("headline", "A", [Said()]))
    mp3 = tmp_path / "c/0-0.mp3"
    soundfile.write(mp3, tone(1.0), 22_050, format="MP3")
    made = replace(made, clips=(replace(made.clips[0], audio=mp3, format="mp3"),))
    assert mixed(made, tmp_path / "e").duration_ms == pytest.approx(1000, abs=90)


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("import briefing.mix", ("numpy", "pydub", "soxr", "lameenc", "soundfile")),
        (
            "from briefing.mix import Ahead; from briefing.model import Show; from pathlib import Path;"
            "from briefing.episodes import EpisodeFolder\n"
            "with Ahead(Show(), EpisodeFolder(Path('e'))) as ahead: ahead.bench()\n",
            ("av", "mutagen", "PIL"),
        ),
    ],
)
def test_what_is_heavy_is_loaded_when_it_is_used(code, absent):
    script = f"{code}\nimport sys; print(*sorted(set({absent!r}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-W", "error", "-c", script], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("\n", "")


def test_only_addresses_on_the_web_are_told_in_full(tmp_path):
    local = replace(ORIGIN, address="/home/someone/private/ferry.txt")
    mixed(briefing(tmp_path / "c"), tmp_path / "e", origins=(local, replace(ORIGIN, address="-")))
    everything = b"".join(contents(tmp_path / "e").values())
    assert b"private" not in everything
    assert "private".encode("utf-16-le") not in everything
    assert (tmp_path / "e/transcript.txt").read_text().endswith("\n\nferry.txt\n")


# ------------------------------------------------------------------------------------ quiet and silent


def test_a_silent_episode_is_not_made_into_noise(tmp_path):
    made = recording(tmp_path / "c", ("headline", "A", [Said(seconds=2, dbfs=-96, text="Nothing here.")] * 2))
    episode = mixed(made, tmp_path / "e")
    assert np.abs(decoded(tmp_path / "e")).max() < 10 ** (-80 / 20)
    assert "segment 1, line 1 “Nothing here.” is silent, or nearly so" in episode.warnings
    assert any("LUFS" in finding for finding in episode.findings)
    assert np.isfinite(episode.loudness.true_peak_dbtp)


def test_a_very_quiet_voice_is_as_loud_as_any_and_said_to_be_noisy(tmp_path):
    lines = [Said(seconds=4, dbfs=-48, text=f"Line {n}.") for n in range(3)]
    episode = mixed(recording(tmp_path / "c", ("headline", "A", lines)), tmp_path / "e")
    assert lufs(decoded(tmp_path / "e")) == pytest.approx(-19.0, abs=0.15)
    assert any("very quiet" in warning for warning in episode.warnings)


def test_a_silent_line_among_others_is_named_and_harms_none(tmp_path):
    lines = [Said(seconds=4), Said(seconds=4, dbfs=-90, text="Lost."), Said(seconds=4)]
    episode = mixed(recording(tmp_path / "c", ("headline", "A", lines)), tmp_path / "e")
    assert episode.warnings == ("segment 1, line 2 “Lost.” is silent, or nearly so",)
    assert lufs(decoded(tmp_path / "e")) == pytest.approx(-19.0, abs=0.15)


# --------------------------------------------------------------------------------------------- failing


def test_a_broken_clip_names_its_line_and_leaves_the_earlier_files(tmp_path):
    made = briefing(tmp_path / "clips")
    mixed(made, tmp_path / "e")
    before = contents(tmp_path / "e")
    made.clips[5].audio.write_bytes(b"<html>busy</html>")
    with pytest.raises(MixError) as caught:
        mixed(made, tmp_path / "e")
    assert "segment 3, line 2 “The ferry leaves at noon.”" in str(caught.value)
    assert caught.value.exit_code == 8
    assert contents(tmp_path / "e") == before


def test_a_missing_clip_file_names_its_line(tmp_path):
    made = briefing(tmp_path / "clips")
    made.clips[3].audio.unlink()
    with pytest.raises(MixError, match=r"segment 2, line 3 .* No such file"):
        mixed(made, tmp_path / "e")


def test_a_line_that_was_never_spoken_is_not_passed_over(tmp_path):
    made = briefing(tmp_path / "clips")
    with pytest.raises(MixError, match=r"segment 3, line 1 “The ferry leaves at noon.” has no sound"):
        mixed(replace(made, clips=made.clips[:4] + made.clips[5:]), tmp_path / "e")


def test_clips_out_of_order_are_refused(tmp_path):
    made = briefing(tmp_path / "clips")
    with pytest.raises(MixError, match="not those of the script"):
        mixed(replace(made, clips=made.clips[::-1]), tmp_path / "e")


def test_a_script_without_a_line_is_refused(tmp_path):
    made = recording(tmp_path / "c", ("headline", "A", [Said()]))
    empty = Line(text=" ", role=LineRole.PRESENTER)
    script = replace(made.script, segments=(replace(made.script.segments[0], lines=(empty,)),))
    left_out = frozenset({(0, 0)})
    with pytest.raises(MixError, match="no line"):
        mixed(replace(made, script=script, clips=(), left_out=left_out), tmp_path / "e")


def test_a_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "e").write_text("a file")
    with pytest.raises(MixError, match="cannot be written"):
        mixed(briefing(tmp_path / "clips"), tmp_path / "e")


@pytest.mark.parametrize("fails_at", range(1, 8))
def test_a_disk_that_is_full_leaves_what_stood_there(tmp_path, monkeypatch, fails_at):
    """fsync is where a full disk shows for certain; no file takes its place before all are synced."""
    made = briefing(tmp_path / "clips")
    mixed(made, tmp_path / "e")
    before = contents(tmp_path / "e")
    real, calls = os.fsync, []

    def full(descriptor):
        calls.append(descriptor)
        if len(calls) == fails_at:
            raise OSError(28, "No space left on device")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    changed = replace(made, script=replace(made.script, title="Another title"))
    with pytest.raises(MixError, match="No space left on device"):
        mixed(changed, tmp_path / "e")
    assert contents(tmp_path / "e") == before


def test_a_run_that_dies_between_the_files_has_already_changed_the_mp3(tmp_path, monkeypatch):
    """So that the hash in episode.yaml, written last, gives it away."""
    made = briefing(tmp_path / "clips")
    mixed(made, tmp_path / "e")
    before = contents(tmp_path / "e")
    real, placed = os.replace, []

    def dies(source, target):
        if placed:
            raise KeyboardInterrupt
        placed.append(Path(target).name)
        real(source, target)

    monkeypatch.setattr(os, "replace", dies)
    with pytest.raises(KeyboardInterrupt):
        mixed(replace(made, script=replace(made.script, title="Another title")), tmp_path / "e")
    after = contents(tmp_path / "e")
    assert placed == ["episode.mp3"]
    assert after["episode.mp3"] != before["episode.mp3"]
    assert set(after) == set(before)
