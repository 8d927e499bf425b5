"""The tag as mutagen reads it."""

import io
from datetime import date

import pytest
from mutagen.id3 import ID3

from briefing.mix.tags import iso_639_2, tag
from briefing.model import Chapter


def chapters(count):
    return [
        Chapter(start_ms=i * 1000, end_ms=(i + 1) * 1000, title=f"Part {i} · الجزء") for i in range(count)
    ]


def made(**changes):
    values = {
        "title": "The ferry is back\nagain",
        "artist": "Harbour Desk",
        "album": "الصباح",
        "day": date(2026, 2, 3),
        "language": "ar-EG",
        "sources": ["https://example.org/a", "b.txt"],
        "transcript": "First line.\nSecond line 🎙.",
        "chapters": chapters(3),
    }
    return tag(**{**values, **changes})


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
    listed = [Chapter(start_ms=0, end_ms=1, title="A", url="https://example.org/a?b=c")]
    assert parsed(made(chapters=listed))["CHAP:chp0"].sub_frames["WXXX:"].url == "https://example.org/a?b=c"


def test_size_is_exact_and_nul_does_not_cut_text():
    data = made(title="a\0b", transcript="x" * 300_000)
    id3 = parsed(data)
    assert id3.size == len(data)
    assert str(id3["TIT2"]) == "ab"
    assert len(id3["USLT::ara"].text) == 300_000


def test_no_sources_no_comment_and_more_chapters_than_the_table_can_count():
    id3 = parsed(made(sources=[], chapters=chapters(300)))
    assert not id3.getall("COMM")
    assert len(id3["CTOC:toc"].child_element_ids) == len(id3.getall("CHAP")) == 255


@pytest.mark.parametrize(
    ("language", "code"),
    [("en", "eng"), ("pt_BR", "por"), ("zh-Hant", "zho"), ("ckb", "ckb"), ("xx", "und"), ("", "und")],
)
def test_language_codes(language, code):
    assert iso_639_2(language) == code
