"""M4A and Opus beside MP3: as long, in place and as loud as what went in; labels that other programs read."""

from __future__ import annotations

import base64
import errno
import io
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest
import soundfile
from mix_tones import tone
from mutagen.flac import Picture
from mutagen.mp4 import MP4
from mutagen.oggopus import OggOpus
from PIL import Image

from briefing.audio.decoding import decoded
from briefing.errors import MixError
from briefing.mix import mp3
from briefing.mix.codec import Coding, coding
from briefing.mix.grid import Samples
from briefing.mix.tags import Labels
from briefing.model import Chapter, Quality, SoundFormat

BY_PYAV = (SoundFormat.M4A, SoundFormat.OPUS)
CODINGS = [
    coding(form, quality, stereo=stereo)
    for form in SoundFormat
    for quality in Quality
    for stereo in (False, True)
]
every_coding = pytest.mark.parametrize(
    "made", CODINGS, ids=lambda made: f"{made.sound.format}-{made.sound.bitrate_kbits}-{made.grid.channels}"
)
every_format = pytest.mark.parametrize("form", SoundFormat)
by_pyav = pytest.mark.parametrize("form", BY_PYAV)


def picture(kind: str, side: int = 40) -> bytes:
    file = io.BytesIO()
    noise = np.random.default_rng(1).integers(0, 256, (side, side, 3), dtype=np.uint8)
    Image.fromarray(noise).save(file, kind)
    return file.getvalue()


LABELS = Labels(
    title="The ferry is back",
    artist="Pier Radio",
    album="The Morning Pier",
    day=date(2026, 11, 24),
    language="ar",
    description="The ferry sails again.",
    sources=("https://example.org/ferry",),
    transcript="The ferry is back.\nعادت العبّارة.",
    chapters=(
        Chapter(title="Headline", start_ms=0, end_ms=1000),
        Chapter(title="أصوات من الميناء", start_ms=1000, end_ms=2345, url="https://example.org/ferry?a=1"),
        Chapter(title="More", start_ms=2345, end_ms=4000),
    ),
    cover=picture("JPEG"),
)


def speechlike(made: Coding, length: int) -> Samples:
    noise = np.random.default_rng(5).normal(0, 1, (made.grid.channels, length + 64))
    rows = [np.convolve(row, np.hanning(64), "same")[:length] for row in noise]
    return (0.03 * np.stack(rows)).astype(np.float32)


def written(path: Path, made: Coding, samples: Samples, labels: Labels | None = LABELS) -> Path:
    block = made.grid.hop * 200
    with path.open("w+b") as file:
        made.write((samples[:, i : i + block] for i in range(0, samples.shape[1], block)), file, labels)
        assert file.tell() == path.stat().st_size  # what comes next would come behind it
    return path


def heard(path: Path) -> Samples:
    with decoded(path) as sound:
        return np.concatenate(list(sound.blocks), axis=1)


_MOVED = {SoundFormat.MP3: 0, SoundFormat.M4A: 0, SoundFormat.OPUS: 2}
"""Samples. Opus codes speech below 8 kHz by SILK, whose resampler does not keep to whole ones."""


@every_coding
@pytest.mark.parametrize("hops", [1, 7, 333])
def test_as_long_and_in_place(tmp_path: Path, made: Coding, hops: int) -> None:
    samples = speechlike(made, made.grid.hop * hops)
    back = heard(written(tmp_path / "sound", made, samples))
    assert back.shape == samples.shape
    if hops > 100:
        fits = [float(np.vdot(np.roll(back, -shift, axis=1), samples)) for shift in range(-20, 21)]
        assert np.argmax(fits) - 20 == pytest.approx(0, abs=_MOVED[made.sound.format])


@every_coding
def test_as_loud(tmp_path: Path, made: Coding) -> None:
    sine = tone(3, hz=1000, dbfs=-12, rate_hz=made.grid.rate_hz).astype(np.float32)
    sides = np.stack([sine, 0.5 * sine])[: made.grid.channels]
    back = heard(written(tmp_path / "sound", made, sides))
    inner = slice(6000, -6000)  # of both sides together: intensity stereo moves a little between them
    power = np.sum(back[:, inner] ** 2) / np.sum(sides[:, inner] ** 2)
    assert 10 * np.log10(power) == pytest.approx(0, abs=0.02 if made.sound.format == "mp3" else 0.3)


@every_coding
def test_no_more_bytes_than_were_asked_for(tmp_path: Path, made: Coding) -> None:
    seconds = 10
    path = written(tmp_path / "sound", made, speechlike(made, made.grid.rate_hz * seconds), None)
    assert path.stat().st_size * 8 / 1000 / seconds < 1.1 * made.sound.bitrate_kbits + 4


@every_format
def test_the_same_bytes_whenever_and_however_it_is_called(tmp_path: Path, form: SoundFormat) -> None:
    made = coding(form, Quality.STANDARD, stereo=True)
    samples = speechlike(made, made.grid.hop * 1000)
    one, other = (written(tmp_path / name, made, samples).read_bytes() for name in ("a.part", "other.m4a"))
    assert one == other


@by_pyav
def test_chapters_in_order(tmp_path: Path, form: SoundFormat) -> None:
    """Read by FFmpeg's libraries, as most players do."""
    made = coding(form, Quality.SMALL, stereo=False)
    path = written(tmp_path / "sound", made, speechlike(made, made.grid.samples(4000)))
    with av.open(str(path)) as container:
        found = [(c["metadata"]["title"], float(c["start"] * c["time_base"])) for c in container.chapters()]
    assert found == [(c.title, c.start_ms / 1000) for c in LABELS.chapters]


def test_an_m4a_s_labels(tmp_path: Path) -> None:
    made = coding(SoundFormat.M4A, Quality.STANDARD, stereo=False)
    path = written(tmp_path / "sound", made, speechlike(made, made.grid.samples(4000)))
    tags = MP4(path).tags
    assert tags is not None
    texts = {name: tags[name] for name in ("\xa9nam", "\xa9ART", "\xa9alb", "\xa9day", "desc", "\xa9cmt")}
    assert texts == {
        "\xa9nam": ["The ferry is back"],
        "\xa9ART": ["Pier Radio"],
        "\xa9alb": ["The Morning Pier"],
        "\xa9day": ["2026-11-24"],
        "desc": ["The ferry sails again."],
        "\xa9cmt": ["https://example.org/ferry"],
    }
    assert tags["\xa9lyr"] == [LABELS.transcript]
    assert [bytes(cover) for cover in tags["covr"]] == [LABELS.cover]
    assert tags["covr"][0].imageformat == tags["covr"][0].FORMAT_JPEG
    with av.open(str(path)) as container:
        assert container.streams.audio[0].language == "ara"


def test_an_m4a_may_be_streamed(tmp_path: Path) -> None:
    """Its index stands before the sound, with a cover larger than the room that was left as well."""
    made = coding(SoundFormat.M4A, Quality.STANDARD, stereo=False)
    labels = replace(LABELS, cover=picture("PNG", 200))
    path = written(tmp_path / "sound", made, speechlike(made, made.grid.samples(4000)), labels)
    data = path.read_bytes()
    assert 0 < data.index(b"moov") < data.index(b"mdat")
    (cover,) = MP4(path)["covr"]
    assert cover.imageformat == cover.FORMAT_PNG


def test_an_opus_file_s_labels(tmp_path: Path) -> None:
    made = coding(SoundFormat.OPUS, Quality.STANDARD, stereo=False)
    labels = replace(LABELS, cover=picture("JPEG", 400))  # longer than a page of Ogg, which is 65 kB
    assert labels.cover and len(labels.cover) > 70_000
    path = written(tmp_path / "sound", made, speechlike(made, made.grid.samples(4000)), labels)
    found = dict(OggOpus(path))
    image = Picture(base64.b64decode(found.pop("metadata_block_picture")[0]))
    assert (image.type, image.mime, image.data) == (3, "image/jpeg", labels.cover)
    found.pop("encoder", None)
    assert found == {
        "title": ["The ferry is back"],
        "artist": ["Pier Radio"],
        "album": ["The Morning Pier"],
        "date": ["2026-11-24"],
        "genre": ["Podcast"],
        "language": ["ara"],
        "description": ["The ferry sails again.\nhttps://example.org/ferry"],
        "lyrics": [LABELS.transcript],
        "chapter001": ["00:00:00.000"],
        "chapter001name": ["Headline"],
        "chapter002": ["00:00:01.000"],
        "chapter002name": ["أصوات من الميناء"],
        "chapter002url": ["https://example.org/ferry?a=1"],
        "chapter003": ["00:00:02.345"],
        "chapter003name": ["More"],
    }
    assert soundfile.info(path).frames == made.grid.samples(4000)


@by_pyav
def test_labels_that_are_not_fit_to_be_shown(tmp_path: Path, form: SoundFormat) -> None:
    made = coding(form, Quality.SMALL, stereo=False)
    labels = replace(
        LABELS,
        title="Two\nlines\x00",
        transcript="half a \ud800 pair",
        chapters=tuple(replace(c, title="=;#\\\n\x07 a" * 100) for c in LABELS.chapters),
        cover=None,
    )
    path = written(tmp_path / "sound", made, speechlike(made, made.grid.samples(4000)), labels)
    with av.open(str(path)) as container:
        titles = [c["metadata"]["title"] for c in container.chapters()]
        told = dict(container.metadata) | dict(container.streams.audio[0].metadata)
    assert len(titles) == 3
    assert all(title.startswith("=;#\\ a=;#\\ a") and len(title) <= 250 for title in titles)
    assert told.get("title", told.get("TITLE")) == "Two lines"


@by_pyav
def test_without_labels(tmp_path: Path, form: SoundFormat) -> None:
    made = coding(form, Quality.SMALL, stereo=False)
    path = written(tmp_path / "sound", made, speechlike(made, made.grid.samples(1000)), None)
    with av.open(str(path)) as container:
        assert container.chapters() == []


@by_pyav
@pytest.mark.parametrize("package", ["av", "mutagen"])
def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch, form: SoundFormat, package: str) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MixError) as caught:
        coding(form, Quality.STANDARD, stereo=False)
    message = str(caught.value)
    assert f"`{form}`" in message and package in message and "pip install 'briefing[formats]'" in message


def test_a_pyav_without_the_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(av, "codecs_available", {"aac"})
    coding(SoundFormat.M4A, Quality.STANDARD, stereo=False)
    with pytest.raises(MixError, match="without libopus"):
        coding(SoundFormat.OPUS, Quality.STANDARD, stereo=False)


class Full(io.FileIO):
    """A file on a disk with room for 100,000 bytes."""

    room = 100_000

    def write(self, data: bytes, /) -> int:
        self.room -= len(data)
        if self.room < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(data)


@every_format
def test_a_full_disk_reaches_the_caller(tmp_path: Path, form: SoundFormat) -> None:
    made = coding(form, Quality.BEST, stereo=True)
    samples = speechlike(made, made.grid.hop * 200)
    with Full(tmp_path / "sound", "w+") as file, pytest.raises(OSError, match="No space left") as caught:
        made.write((samples for _ in range(30)), file, LABELS)  # type: ignore[arg-type]  # a raw file
    assert caught.value.errno == errno.ENOSPC


def test_a_disk_that_is_full_before_the_tags_are_written(tmp_path: Path) -> None:
    made = coding(SoundFormat.M4A, Quality.SMALL, stereo=False)
    labels = replace(LABELS, cover=picture("PNG", 250))
    with Full(tmp_path / "sound", "w+") as file, pytest.raises(MixError, match=r"tags.*No space left"):
        made.write([speechlike(made, made.grid.hop * 200)], file, labels)


@every_format
def test_an_error_in_the_blocks_reaches_the_caller(tmp_path: Path, form: SoundFormat) -> None:
    made = coding(form, Quality.STANDARD, stereo=False)

    def blocks() -> Iterator[Samples]:
        yield speechlike(made, made.grid.hop * 200)
        raise MixError("the clip of line 3 is broken")

    with (tmp_path / "sound").open("w+b") as file, pytest.raises(MixError, match="line 3"):
        made.write(blocks(), file, LABELS)


def test_lame_that_gives_something_else_is_found_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Its own resampling, say, after which no cue would be in its place."""
    made = coding(SoundFormat.MP3, Quality.STANDARD, stereo=False)
    samples = speechlike(made, 60_000)
    monkeypatch.setattr(mp3, "_ENCODER_DELAY", 5000)
    with pytest.raises(MixError, match="LAME gave"):
        written(tmp_path / "sound", made, samples)


# ------------------------------------------------------------------------------------------- other programs


PARTS = ((300, 1.0), (800, 1.5), (1700, 1.2), (500, 1.0))
"""Hz and seconds: a chapter each."""


def parts_of_tones(path: Path, made: Coding) -> Path:
    lengths = [made.grid.whole_hops(round(seconds * made.grid.rate_hz)) for _, seconds in PARTS]
    rows = [
        tone(length / made.grid.rate_hz, hz=hz, rate_hz=made.grid.rate_hz)
        for (hz, _), length in zip(PARTS, lengths, strict=True)
    ]
    edges = [made.grid.ms(edge) for edge in np.cumsum([0, *lengths]).tolist()]
    chapters = tuple(
        Chapter(title=f"Part {number}", start_ms=start, end_ms=end)
        for number, (start, end) in enumerate(pairwise(edges), 1)
    )
    samples = np.concatenate(rows)[None].astype(np.float32)
    return written(path, made, samples, replace(LABELS, chapters=chapters))


def strongest_hz(samples: Samples, rate_hz: int) -> float:
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples)), rate_hz))
    return float(np.argmax(spectrum))


@pytest.mark.skipif(not shutil.which("mpv"), reason="mpv is not installed")
@pytest.mark.parametrize(
    ("form", "quality"),
    [*((form, Quality.STANDARD) for form in SoundFormat), (SoundFormat.MP3, Quality.SMALL)],
)
def test_mpv_seeks_to_each_chapter(tmp_path: Path, form: SoundFormat, quality: Quality) -> None:
    """And there is the sound of that chapter, from within a frame or two of the coder on."""
    made = coding(form, quality, stereo=False)
    path = parts_of_tones(tmp_path / f"sound.{form}", made)
    found = []
    for number in range(1, len(PARTS) + 1):
        out = tmp_path / "out.wav"
        subprocess.run(
            [
                "mpv", "--no-config", "--no-video", "--really-quiet", "--ao=pcm", f"--ao-pcm-file={out}",
                f"--start=#{number}", "--length=0.3", str(path),
            ],
            check=True, stdin=subprocess.DEVNULL, timeout=60,
        )  # fmt: skip
        samples, rate_hz = soundfile.read(out, always_2d=True)
        found.append(strongest_hz(samples[round(0.06 * rate_hz) :, 0], rate_hz))
    assert found == pytest.approx([hz for hz, _ in PARTS], abs=4)


@pytest.mark.skipif(not shutil.which("ffprobe"), reason="ffprobe is not installed")
@every_format
def test_ffprobe_sees_chapters_tags_and_cover(tmp_path: Path, form: SoundFormat) -> None:
    made = coding(form, Quality.STANDARD, stereo=False)
    path = written(tmp_path / f"sound.{form}", made, speechlike(made, made.grid.samples(4000)))
    shown = subprocess.run(
        ["ffprobe", "-v", "error", "-show_chapters", "-show_streams", "-show_format", str(path)],
        check=True, capture_output=True, encoding="utf-8", timeout=60,
    ).stdout  # fmt: skip
    chapters = re.findall(r"\[CHAPTER\].*?start_time=([\d.]+).*?TAG:title=(.*?)\n", shown, re.DOTALL)
    assert [(round(float(at), 3), title) for at, title in chapters] == [
        (c.start_ms / 1000, c.title) for c in LABELS.chapters
    ]
    rows = shown.lower().splitlines()
    for told in ("title=the ferry is back", "artist=pier radio", "album=the morning pier"):
        assert f"tag:{told}" in rows
    assert "DISPOSITION:attached_pic=1" in shown
