"""The show's artwork: its own picture is checked, ours is made and kept in step, a person's is let alone."""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from briefing.__main__ import main
from briefing.errors import UsageError
from briefing.model import Colours, Show
from briefing.pictures.artwork import check, show_cover


def saved(
    form: str, side: int = 1400, height: int | None = None, mode: str = "RGB", **options: object
) -> bytes:
    file = BytesIO()
    Image.new(mode, (side, height or side), 90).save(file, form, **options)
    return file.getvalue()


JPEG, PNG = saved("JPEG"), saved("PNG")


@pytest.mark.parametrize(
    "data",
    [JPEG, PNG, saved("JPEG", 3000), saved("JPEG", progressive=True), saved("JPEG", mode="L"),
     saved("PNG", mode="P"), saved("PNG", mode="1"), saved("JPEG", exif=b"Exif\0\0" + b"x" * 5000)],
)  # fmt: skip
def test_artwork_that_is_right(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "art"  # its name does not matter
    path.write_bytes(data)
    check(path)


def bomb() -> bytes:
    """A PNG of a hundred bytes that says it has ten thousand million pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    )


WRONG: dict[str, tuple[bytes, str]] = {
    "small": (saved("JPEG", 1399), "it has 1399 × 1399 pixels"),
    "large": (saved("PNG", 3001), "it has 3001 × 3001 pixels"),
    "oblong": (saved("JPEG", 1400, 1500), "not square, but 1400 × 1500"),
    "bomb": (bomb(), "it has 100000 × 100000 pixels"),
    "gif": (saved("GIF"), "neither JPEG nor PNG"),
    "webp": (saved("WEBP"), "neither JPEG nor PNG"),
    "text": (b"<svg></svg>", "neither JPEG nor PNG"),
    "empty": (b"", "neither JPEG nor PNG"),
    "cmyk": (saved("JPEG", mode="CMYK"), "not RGB"),
    "cut": (JPEG[:-2000], "it is broken"),
    "cut png": (PNG[: len(PNG) // 2], "it is broken"),
    "cut head": (JPEG[:100], "neither JPEG nor PNG"),
    "spoilt": (PNG[:60] + b"\0" * 40 + PNG[100:], "it is broken"),
    "long": (JPEG + b"\0" * 20_000_000, "more than 20 MB"),
}


@pytest.mark.parametrize("what", WRONG)
def test_artwork_that_cannot_be_used_is_told_in_one_line(what: str, tmp_path: Path) -> None:
    data, why = WRONG[what]
    path = tmp_path / "art.jpg"
    path.write_bytes(data)
    with pytest.raises(UsageError) as caught:
        check(path)
    said = str(caught.value)
    assert why in said and str(path) in said and "\n" not in said
    assert "1400 to 3000" in said


@pytest.mark.parametrize("at", range(30, len(JPEG), 997))
def test_a_cut_file_is_never_more_than_an_error(at: int, tmp_path: Path) -> None:
    path = tmp_path / "art.jpg"
    path.write_bytes(JPEG[:at])
    with pytest.raises(UsageError):
        check(path)


def missing(path: Path) -> None:
    pass


@pytest.mark.parametrize(
    ("make", "why"),
    [(missing, "no such file"), (Path.mkdir, "it is not a file"), (os.mkfifo, "it is not a file")],
)
def test_what_is_no_file(make: Callable[[Path], None], why: str, tmp_path: Path) -> None:
    path = tmp_path / "art.jpg"
    make(path)
    with pytest.raises(UsageError, match=why):
        check(path)


def test_a_name_that_no_file_can_have(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="too long"):
        check(tmp_path / ("a" * 5000))
    with pytest.raises(UsageError, match="null byte"):
        check(tmp_path / "a\0.jpg")


def test_the_show_s_own_picture_is_used_and_none_is_made(tmp_path: Path) -> None:
    (tmp_path / "art.png").write_bytes(PNG)
    assert show_cover(Show(image="art.png"), tmp_path, "en") == tmp_path / "art.png"
    assert not (tmp_path / "cover.jpg").exists()
    with pytest.raises(UsageError, match="no such file"):
        show_cover(Show(image="other.png"), tmp_path, "en")


def test_a_cover_is_made_once_and_anew_when_the_show_changes(tmp_path: Path) -> None:
    root = tmp_path / "episodes"  # not there yet
    path = show_cover(Show(title="Pier"), root, "en")
    assert path == root / "cover.jpg"
    check(path)
    first, made_at = path.read_bytes(), path.stat().st_ino
    assert show_cover(Show(title="Pier"), root, "en").stat().st_ino == made_at, "written again without need"
    show_cover(Show(title="Quay"), root, "en")
    second = path.read_bytes()
    show_cover(Show(title="Quay", colours=Colours(background="#000000")), root, "en")
    assert len({first, second, path.read_bytes()}) == 3
    show_cover(Show(title="Pier"), root, "en")
    assert path.read_bytes() == first


def test_a_person_s_own_cover_stays(tmp_path: Path) -> None:
    (tmp_path / "cover.jpg").write_bytes(JPEG)
    assert show_cover(Show(title="Pier"), tmp_path, "en").read_bytes() == JPEG


ARTICLE = Path(__file__).parents[2] / "examples" / "harbour.en.txt"


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """`briefing make` in a folder of its own; its exit code."""
    monkeypatch.setenv("BRIEFING_CACHE", str(tmp_path / "clips"))
    (tmp_path / "episodes").mkdir()
    return lambda: main(["make", str(ARTICLE), "--episodes", str(tmp_path / "episodes"), "--minutes", "0.5"])


def test_an_episode_and_its_show_have_covers(make: Callable[[], int], tmp_path: Path) -> None:
    (tmp_path / "episodes" / "show.yaml").write_text('title: Pier\ncolours: {background: "#003049"}\n')
    assert make() == 0
    check(tmp_path / "episodes" / "cover.jpg")
    (episode,) = (tmp_path / "episodes").glob("2*/cover.jpg")
    check(episode)
    with Image.open(episode) as image:
        assert image.getpixel((20, 20)) == pytest.approx((0, 0x30, 0x49), abs=6)


def test_a_show_whose_picture_cannot_be_used(
    make: Callable[[], int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "episodes" / "show.yaml").write_text("image: art.png\n")
    (tmp_path / "episodes" / "art.png").write_bytes(PNG[:5000])
    assert make() == 2
    said = capsys.readouterr().err.strip().splitlines()[-1]
    assert "art.png cannot be used: it is broken" in said
    assert not (tmp_path / "clips").exists()  # nothing was spoken in vain
    (tmp_path / "episodes" / "art.png").write_bytes(PNG)
    assert make() == 0
    assert not (tmp_path / "episodes" / "cover.jpg").exists()


def test_a_pipe_in_the_cover_s_place_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "cover.jpg")
    with pytest.raises(UsageError, match=r"cover\.jpg cannot be the show's cover: it is not a file"):
        show_cover(Show(), tmp_path, "en")
