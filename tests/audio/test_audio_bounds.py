"""What a file may cost: memory and time follow what is there, not its header; nothing is waited for."""

from __future__ import annotations

import errno
import io
import os
import socket
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from odd_sounds import table
from sound_files import chunk, fmt, id3, mp3, packed, riff, tone, wav, written

from briefing.audio import BrokenSoundError, coded
from briefing.audio.parts import Part, Piece
from briefing.audio.reading import opened
from briefing.mix.clips import sound

pytest.importorskip("resource")  # Windows cannot say how much a process has used

CHILD = """
import resource, sys, threading
from pathlib import Path
from briefing.audio import BrokenSoundError, coded
from briefing.audio.parts import Part, Piece
from briefing.audio.reading import opened
from briefing.mix.clips import sound

def peak_mb():
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // unit

sound(Path(sys.argv[1]))  # all is loaded
before = peak_mb()
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
for path in sys.argv[2:]:
    try:
        print(len(sound(Path(path)).samples), end=" ")
    except BrokenSoundError as exc:
        print(exc, end=" ")
    print(peak_mb() - before, "MB", Path(path).name)
"""


def in_a_child(folder: Path, files: dict[str, Path]) -> list[tuple[str, int]]:
    """What came of each file, and by how many MB the process had grown by then."""
    ordinary = folder / "ordinary.mp3"  # loads libsndfile, too
    ordinary.write_bytes(mp3(rate_hz=24_000))
    command = [sys.executable, "-W", "ignore", "-c", CHILD, str(ordinary), *map(str, files.values())]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert [line.rsplit(" ", 1)[1] for line in lines] == [path.name for path in files.values()]
    return [(line.rsplit(" ", 3)[0], int(line.rsplit(" ", 3)[1])) for line in lines]


def liars() -> dict[str, bytes]:
    """A second of sound at most, and headers that promise, or order, gigabytes."""
    data = chunk(b"data", packed(tone(), "i16"))
    rf64, aiff, caf, au = (written(kind, "PCM_16") for kind in ("RF64", "AIFF", "CAF", "AU"))
    flac, vorbis = written("FLAC", "PCM_16"), written("OGG", "VORBIS")
    ds64, common, sound_at = rf64.index(b"ds64"), aiff.index(b"COMM"), caf.index(b"data")
    info = written("MP3", "MPEG_LAYER_III")
    frames = info.index(b"Xing" if b"Xing" in info else b"Info") + 8
    page = vorbis.rindex(b"OggS")
    return {
        "wav-2-gb": wav(said=2**31 - 8),
        "wav-4-gb": wav(said=2**32 - 1),
        "wav-format-2-gb": riff(chunk(b"fmt ", fmt()[8:], 2**31), data),
        "wav-list-4-gb": riff(fmt(), chunk(b"LIST", b"INFO", 2**32 - 2), data),
        "wav-65535-channels": riff(fmt(channels=65_535), data),
        "wav-frame-65535": riff(fmt(frame=65_535), data),
        "rf64-2-64": rf64[: ds64 + 16] + b"\xff" * 8 + rf64[ds64 + 24 :],
        "rf64-table": rf64[: ds64 + 32] + b"\xff" * 4 + rf64[ds64 + 36 :],
        "aiff-2-gb": aiff[: common + 10] + b"\x7f\xff\xff\xff" + aiff[common + 14 :],
        "aiff-channels": aiff[: common + 8] + b"\x7f\xff" + aiff[common + 10 :],
        "caf-2-62": caf[: sound_at + 4] + b"\x40" + bytes(7) + caf[sound_at + 12 :],
        "caf-info-2-gb": caf[:8] + b"info" + struct.pack(">q", 2**31 - 1) + caf[8:],
        "caf-info-16-mb": caf[:8] + b"info" + struct.pack(">q", 2**24) + caf[8:],
        "au-2-gb": au[:4] + struct.pack(">II", 2**31 - 1, 2**31 - 1) + au[12:],
        "flac-2-36": flac[:21]
        + (int.from_bytes(flac[21:26], "big") | 2**36 - 1).to_bytes(5, "big")
        + flac[26:],
        "flac-picture": flac[:42] + b"\x06\xff\xff\xff" + b"\xff" * 32 + flac[42:],
        "ogg-2-63": vorbis[: page + 6] + b"\xff" * 7 + b"\x7f" + vorbis[page + 14 :],
        "ogg-comments": vorbis.replace(b"\x03vorbis", b"\x03vorbis\xff\xff\xff\x7f", 1),
        "mp3-info-2-32": info[:frames] + b"\xff" * 8 + info[frames + 8 :],
        "mp3-tag-256-mb": id3(b"", said=2**28 - 1) + mp3(),
        "mp3-tag-in-the-middle": mp3() + id3(b"", said=2**28 - 1) + mp3(),
        "mp3-tag-with-frames": id3(b"TIT2" + struct.pack(">IH", 2**31 - 1, 0) + b"x" * 99) + mp3(),
    }


def test_no_header_orders_memory(tmp_path: Path) -> None:
    files = {}
    for name, data in liars().items():
        files[name] = tmp_path / name
        files[name].write_bytes(data)
    for name, (came, grown_mb) in zip(files, in_a_child(tmp_path, files), strict=True):
        assert grown_mb < 16, name
        assert not came.isdigit() or int(came) <= 3 * 44_100, name


def test_long_files_that_take_no_room_on_the_disk(tmp_path: Path) -> None:
    files = {
        name: tmp_path / name
        for name in ("3-gb-of-wav", "100-mb-of-wav", "100-mb-of-nothing", "eleven-minutes")
    }
    for name, size in (("3-gb-of-wav", 3 * 2**30), ("100-mb-of-wav", 100 * 2**20)):
        files[name].write_bytes(riff(fmt(channels=8), struct.pack("<4sI", b"data", min(size - 44, 2**31))))
        os.truncate(files[name], size)
    files["100-mb-of-nothing"].touch()
    os.truncate(files["100-mb-of-nothing"], 100 * 2**20)
    files["eleven-minutes"].write_bytes(mp3(11, rate_hz=8_000, kbits=8) * 61)
    found = dict(zip(files, in_a_child(tmp_path, files), strict=True))
    assert found["3-gb-of-wav"][0] == "it is 3072 MB long"
    assert found["100-mb-of-wav"][0].isdigit()  # silence, in eight channels
    assert "nothing but zeros" in found["100-mb-of-nothing"][0]
    assert found["eleven-minutes"][0] == "it is longer than 10 minutes"
    assert found["100-mb-of-nothing"][1] < 100


def test_much_sound_in_a_small_file_costs_no_more_than_its_length(tmp_path: Path) -> None:
    """Three minutes of silence at 192 kHz in a hundred kB; kept at 44.1 kHz they are 30 MB."""
    import numpy as np
    import soundfile

    path = tmp_path / "silence.flac"
    with soundfile.SoundFile(path, "w", 192_000, 1, format="FLAC", subtype="PCM_16") as file:
        for _ in range(180):
            file.write(np.zeros(192_000, np.int16))
    assert path.stat().st_size < 400_000
    [(came, grown_mb)] = in_a_child(tmp_path, {"silence": path})
    assert int(came) == pytest.approx(180 * 44_100, abs=10)
    assert grown_mb < 130


@pytest.mark.parametrize("kind", ["pipe", "folder", "socket", "zeros", "random"])
def test_what_is_no_file_is_not_opened(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "clip.wav"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "socket":
        folder = os.open(tmp_path, os.O_RDONLY)  # a socket's whole path must be short
        os.fchdir(folder)
        with socket.socket(socket.AF_UNIX) as one:
            one.bind("clip.wav")
    else:
        device = Path("/dev/zero" if kind == "zeros" else "/dev/urandom")
        if not device.exists():
            pytest.skip(f"there is no {device} here")
        path.symlink_to(device)
    with pytest.raises(BrokenSoundError, match="it is no file"):
        sound(path)


def test_links_lead_to_the_file_or_nowhere(tmp_path: Path) -> None:
    (tmp_path / "clip.wav").write_bytes(wav())
    (tmp_path / "link").symlink_to("clip.wav")
    (tmp_path / "lost").symlink_to("nowhere.wav")
    (tmp_path / "round").symlink_to("round")
    assert len(sound(tmp_path / "link").samples) == 44_100
    for name in ("lost", "round", "missing"):
        with pytest.raises(OSError):
            sound(tmp_path / name)


def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "clip.wav"
    path.write_bytes(wav())
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("root may read everything")
    with pytest.raises(PermissionError):
        sound(path)


class Failing(io.BytesIO):
    """A disk that gives up in the middle."""

    def read(self, size: int | None = -1) -> bytes:
        if self.tell() > 6_000:
            raise OSError(errno.EIO, "Input/output error")
        return super().read(size)


@pytest.mark.parametrize("kind", ["AIFF", "FLAC", "CAF"])
def test_what_goes_wrong_under_the_decoder_is_not_the_end_of_the_sound(kind: str) -> None:
    data = written(kind, "PCM_16")
    with pytest.raises(OSError, match="Input/output error"):
        list(coded.read([Piece(Part(Failing(data), 0, len(data)))]).blocks)
    with pytest.raises(BrokenSoundError, match="shorter while it was read"):
        list(coded.read([Piece(Part(io.BytesIO(data[: len(data) // 2]), 0, len(data)))]).blocks)


def test_a_file_that_becomes_shorter_while_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "clip.wav"
    path.write_bytes(wav(samples=tone(30)))
    with opened(path) as source:
        next(source.blocks)
        os.truncate(path, 1_000_000)
        with pytest.raises(BrokenSoundError, match="shorter while it was read"):
            list(source.blocks)


@pytest.mark.parametrize("suffix", [".mp3", ".wav", ".txt", ".html", "", ".WAV", ".m4a"])
@pytest.mark.parametrize(
    "made", ["44100 Hz", "MP3 24000 Hz, 2 channels, 64 kbit/s", "FLAC PCM_16", "Vorbis, 2"]
)
def test_a_name_says_nothing(tmp_path: Path, suffix: str, made: str) -> None:
    path = tmp_path / f"ein Clip\n{chr(0x642)}{suffix}"
    path.write_bytes(table()[made].make())
    assert len(sound(path).samples) == pytest.approx(44_100, abs=5_000)


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_damage_anywhere_ends_in_a_sound_or_in_the_one_error(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    whole = FUZZ_FILES[data.draw(st.sampled_from(sorted(FUZZ_FILES)))]
    damaged = bytearray(whole)
    near = st.integers(0, 200) | st.integers(0, len(whole) - 1)
    for _ in range(data.draw(st.integers(1, 6))):
        at = min(data.draw(near), len(damaged) - 1)
        damaged[at : at + data.draw(st.integers(0, 8))] = data.draw(st.binary(max_size=8))
    path = tmp_path_factory.mktemp("clip") / "a"
    path.write_bytes(bytes(damaged))
    try:
        made = sound(path)
    except BrokenSoundError:
        return
    assert 0 < len(made.samples) < 44_100 * 60
    assert abs(made.samples).max() < 2


FUZZ_FILES = {
    "wav": wav(samples=tone(0.1)), "float": wav("f32", samples=tone(0.1)), "alaw": written("WAV", "ALAW"),
    "extensible": wav("i24", mask=0x3F, channels=6, samples=tone(0.05, channels=6)),
    "w64": written("W64", "PCM_16"), "rf64": written("RF64", "PCM_16"), "aiff": written("AIFF", "PCM_16"),
    "caf": written("CAF", "PCM_16"), "au": written("AU", "PCM_16"), "flac": written("FLAC", "PCM_16"),
    "vorbis": written("OGG", "VORBIS"), "opus": written("OGG", "OPUS", rate_hz=48_000),
    "mp3": mp3(0.5), "info": written("MP3", "MPEG_LAYER_III"), "tag": id3(b"x" * 60) + mp3(0.3),
}  # fmt: skip
