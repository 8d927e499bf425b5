"""The tag as mutagen and eyeD3 read it."""

import io
from datetime import date

import eyed3.id3
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutagen.id3 import ID3
from test_mix_transcript import HOSTILE, is_fit

from briefing.mix.tags import Labels, iso_639_2, tag
from briefing.model import Chapter


def chapters(count):
    return tuple(
        Chapter(start_ms=i * 1000, end_ms=(i + 1) * 1000, title=f"Part {i} · الجزء") for i in range(count)
    )


def made(**changes):
    values = {
        "title": "The ferry is back\nagain",
        "artist": "Harbour Desk",
        "album": "الصباح",
        "day": date(2026, 2, 3),
        "language": "ar-EG",
        "sources": ("https://example.org/a", "b.txt"),
        "transcript": "First line.\nSecond line 🎙.",
        "chapters": chapters(3),
    }
    return tag(Labels(**{**values, **changes}))


def parsed(data):
    return ID3(io.BytesIO(data + bytes(64)), translate=False)


def test_every_text_is_read_back():
    id3 = parsed(made())
    assert id3.version == (2, 3, 0)
    plain = {name: str(id3[name]) for name in ("TIT2", "TPE1", "TALB", "TYER", "TDAT", "TCON", "TLAN")}
    assert plain == {
        "TIT2": "The ferry is back again",
        "TPE1": "Harbour Desk",
        "TALB": "الصباح",
        "TYER": "2026",
        "TDAT": "0302",
        "TCON": "Podcast",
        "TLAN": "ara",
    }
    assert id3["COMM::ara"].text == ["https://example.org/a\nb.txt"]
    assert id3["USLT::ara"].text == "First line.\nSecond line 🎙."


def test_chapters_are_in_order_and_listed_at_the_top():
    data = made(chapters=chapters(12))
    id3 = parsed(data)
    contents = id3["CTOC:toc"]
    assert contents.flags == 3  # top level, ordered
    assert contents.child_element_ids == [f"chp{i}" for i in range(12)]
    for i, name in enumerate(contents.child_element_ids):
        chapter = id3[f"CHAP:{name}"]
        assert (chapter.start_time, chapter.end_time) == (i * 1000, (i + 1) * 1000)
        assert str(chapter.sub_frames["TIT2"]) == f"Part {i} · الجزء"
    places = [data.index(f"chp{i}\0".encode(), data.index(b"CHAP")) for i in range(12)]
    assert places == sorted(places)


def test_a_chapter_links_to_its_article():
    listed = (Chapter(start_ms=0, end_ms=1, title="A", url="https://example.org/a?b=c"),)
    assert parsed(made(chapters=listed))["CHAP:chp0"].sub_frames["WXXX:"].url == "https://example.org/a?b=c"


def test_size_is_exact_and_nul_does_not_cut_text():
    data = made(title="a\0b", transcript="x" * 300_000)
    id3 = parsed(data)
    assert id3.size == len(data)
    assert str(id3["TIT2"]) == "ab"
    assert len(id3["USLT::ara"].text) == 300_000


def test_no_sources_no_comment_and_more_chapters_than_the_table_can_count():
    id3 = parsed(made(sources=(), chapters=chapters(300)))
    assert not id3.getall("COMM")
    assert len(id3["CTOC:toc"].child_element_ids) == len(id3.getall("CHAP")) == 255


@pytest.mark.parametrize(
    ("language", "code"),
    [("en", "eng"), ("pt_BR", "por"), ("zh-Hant", "zho"), ("ckb", "ckb"), ("xx", "und"), ("", "und")],
)
def test_language_codes(language, code):
    assert iso_639_2(language) == code


@pytest.mark.filterwarnings("ignore:Parsing dates:DeprecationWarning")  # eyeD3's own, of TDAT
def test_a_second_reader_sees_the_same(tmp_path):
    cover = b"\xff\xd8\xff" + bytes(range(256)) * 8
    path = tmp_path / "tag.mp3"
    path.write_bytes(made(chapters=chapters(12), cover=cover) + bytes(64))
    read = eyed3.id3.Tag()
    assert read.parse(str(path))
    assert (read.version, read.title, read.artist) == ((2, 3, 0), "The ferry is back again", "Harbour Desk")
    assert read.album == "الصباح"
    assert [text.text for text in read.lyrics] == ["First line.\nSecond line 🎙."]
    assert [(image.mime_type, image.picture_type, image.image_data) for image in read.images] == [
        ("image/jpeg", 3, cover)
    ]
    (contents,) = read.table_of_contents
    assert (contents.toplevel, contents.ordered) == (True, True)
    assert contents.child_ids == [f"chp{i}".encode() for i in range(12)]
    assert [read.chapters.get(i).title for i in contents.child_ids] == [
        f"Part {i} · الجزء" for i in range(12)
    ]
    assert [read.chapters.get(i).times for i in contents.child_ids][3] == (3000, 4000)


@pytest.mark.parametrize(
    ("start", "media_type"), [(b"\xff\xd8\xff\xe0", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png")]
)
def test_the_cover_is_there_to_the_byte(start, media_type):
    image = start + bytes(range(256)) * 200
    picture = parsed(made(cover=image))["APIC:"]
    assert (picture.mime, picture.type, picture.data) == (media_type, 3, image)
    assert not parsed(made(cover=None)).getall("APIC")


def test_the_table_of_contents_has_a_title_and_is_left_out_where_it_would_be_empty():
    assert str(parsed(made())["CTOC:toc"].sub_frames["TIT2"]) == "The ferry is back again"
    assert not parsed(made(chapters=())).getall("CTOC")


def test_the_last_chapter_that_can_be_listed_goes_on_to_the_end():
    assert parsed(made(chapters=chapters(300)))["CHAP:chp254"].end_time == 300_000


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_in_their_frames(text):
    listed = (Chapter(start_ms=0, end_ms=1, title=text, url=text), *chapters(2))
    data = made(
        title=text, artist=text, album=text, language=text, description=text, sources=(text, "b"),
        transcript=f"First.\n{text}\nLast.", chapters=listed,
    )  # fmt: skip
    id3 = parsed(data)
    assert id3.size == len(data)
    frames = {name.split(":")[0] for name in id3}
    assert frames == {
        "TIT2",
        "TPE1",
        "TALB",
        "TYER",
        "TDAT",
        "TIT3",
        "TCON",
        "TLAN",
        "COMM",
        "USLT",
        "CTOC",
        "CHAP",
    }
    names = [str(id3[name]) for name in ("TIT2", "TPE1", "TALB")]
    assert all(is_fit(name) and 0 < len(name) <= 250 for name in names)
    assert str(id3["CHAP:chp0"].sub_frames["TIT2"]) == names[0]
    assert list(id3["CHAP:chp0"].sub_frames) == ["TIT2"]
    (transcript,) = id3.getall("USLT")
    assert transcript.text.startswith("First.\n")
    assert transcript.text.endswith("\nLast.")
    assert is_fit(transcript.text)


@settings(max_examples=50)
@given(title=st.text(max_size=300), text=st.text(max_size=300), count=st.integers(0, 4))
def test_a_tag_is_a_tag_whatever_is_in_it(title, text, count):
    listed = tuple(Chapter(start_ms=n, end_ms=n + 1, title=f"{text}{n}") for n in range(count))
    data = made(title=title, artist=text, transcript=text, chapters=listed)
    id3 = parsed(data)
    assert id3.size == len(data)
    assert id3["TYER"].text == ["2026"]
    assert len(id3.getall("CHAP")) == count
    assert is_fit(str(id3["TIT2"]))


@pytest.mark.parametrize("url", ["javascript:alert(1)", "/home/ada/pier.txt", "pier.html"])
def test_a_chapter_links_to_nothing_but_the_web(url):
    (chapter,) = parsed(made(chapters=(Chapter(start_ms=0, end_ms=1, title="A", url=url),))).getall("CHAP")
    assert list(chapter.sub_frames) == ["TIT2"]


def test_a_link_is_written_in_ascii():
    listed = (Chapter(start_ms=0, end_ms=1, title="A", url="https://u:p@bücher.example/خبر"),)
    (chapter,) = parsed(made(chapters=listed)).getall("CHAP")
    assert chapter.sub_frames["WXXX:"].url == "https://xn--bcher-kva.example/%D8%AE%D8%A8%D8%B1"
