"""The page as a browser's parser reads it."""

from datetime import date

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_mix_transcript import HOSTILE, is_fit

from briefing.mix.transcript_page import html
from briefing.model import Chapter, LineTime, Script, Segment, SegmentKind


def segment(title="News", language=None):
    return Segment(kind=SegmentKind.HEADLINE, title=title, lines=(), language=language)


def script(**changes):
    values = {
        "title": "The ferry is back", "language": "en", "date": date(2026, 11, 24), "articles": (),
        "segments": (segment(), segment()),
    }  # fmt: skip
    return Script(**{**values, **changes})


def line(text, speaker="The Pier", start_ms=0, segment=1, number=1):
    return LineTime(
        segment=segment, line=number, start_ms=start_ms, end_ms=start_ms + 900, speaker=speaker, text=text
    )


LINES = [line("One."), line("Two.", start_ms=1000), line("Three.", "Ada Lund", 3_723_456, 2)]
CHAPTERS = [
    Chapter(start_ms=0, end_ms=3_723_400, title="News", url="https://example.org/خبر"),
    Chapter(start_ms=3_723_400, end_ms=3_800_000, title="Voices"),
]


def page(what=None, lines=LINES, chapters=CHAPTERS, **changes):
    values = {
        "show": "The Pier",
        "sources": ["https://example.org/a?b&c", "pier.txt"],
        "sound": "episode.mp3",
    }
    return html(what or script(), lines, chapters, **{**values, **changes})


def parsed(text):
    """The root; raises at the first thing that is no HTML."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(text)


def body(text):
    return list(parsed(text).find("body"))


def words(element):
    return "".join(element.itertext())


def test_speaker_time_and_words_stand_as_the_podcast_namespace_has_them():
    found = [(e.tag, words(e)) for e in body(page()) if e.tag in ("cite", "time", "p")]
    assert found == [
        ("cite", "The Pier:"), ("time", "00:00:00"), ("p", "One."),
        ("cite", "The Pier:"), ("time", "00:00:01"), ("p", "Two."),
        ("cite", "Ada Lund:"), ("time", "01:02:03"), ("p", "Three."),
    ]  # fmt: skip
    assert all(not e.attrib for e in body(page()) if e.tag in ("time", "p"))
    assert page().startswith("<!--")


def test_chapters_are_headings_with_their_links():
    elements = body(page())
    assert [(e.attrib["id"], words(e)) for e in elements if e.tag == "h2"] == [
        ("chapter-1", "News"),
        ("chapter-2", "Voices"),
    ]
    order = [words(e) for e in elements if e.tag in ("h2", "p")]
    assert order == ["News", "One.", "Two.", "Voices", "Three."]
    links = [a.attrib["href"] for a in parsed(page()).iter("a") if "rel" in a.attrib]
    assert links == ["https://example.org/%D8%AE%D8%A8%D8%B1", "https://example.org/a?b&c"]
    assert [a.attrib["href"] for a in parsed(page()).find("body/nav").iter("a")] == [
        "#chapter-1",
        "#chapter-2",
    ]


def test_a_chapter_without_a_word_has_its_heading_too():
    music = Chapter(start_ms=3_800_000, end_ms=3_900_000, title="Music")
    assert [words(e) for e in body(page(chapters=[*CHAPTERS, music])) if e.tag in ("h2", "p")][-2:] == [
        "Three.",
        "Music",
    ]


def test_one_chapter_needs_no_contents():
    assert parsed(page(chapters=CHAPTERS[:1])).find("body/nav") is None
    assert parsed(page(chapters=[], sources=[])).find("body/footer") is None


def test_every_line_can_be_heard_and_nothing_else_is_loaded():
    root = parsed(page(sound="episode.m4a"))
    plays = [e.attrib["href"] for e in root.iter("a") if e.attrib.get("class") == "play"]
    assert plays == ["episode.m4a#t=0.000", "episode.m4a#t=1.000", "episode.m4a#t=3723.456"]
    assert [e.attrib["src"] for e in root.iter() if "src" in e.attrib] == ["episode.m4a"]
    assert not {e.tag for e in root.iter()} & {"script", "link", "iframe", "img", "object", "base", "form"}


def test_arabic_is_written_from_the_right_and_other_languages_in_their_own_way():
    arabic = script(title="WHO في الميناء", language="ar-EG", segments=(segment(), segment(language="en")))
    lines = [
        line("WHO قالت إن الميناء مفتوح."),
        line("We are glad.", "Ada Lund", 1000),
        line("Three.", "Ada Lund", 2000, 2),
        line("٢٠٢٦", start_ms=3000),
    ]
    root = parsed(page(arabic, lines))
    assert (root.attrib["lang"], root.attrib["dir"]) == ("ar-EG", "rtl")
    assert [dict(e.attrib) for e in root.iter("p")] == [{}, {"dir": "ltr"}, {"lang": "en", "dir": "ltr"}, {}]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_words(text):
    hostile = script(title=text, language=text[:20], segments=(segment(text), segment(text)))
    chapters = [Chapter(start_ms=0, end_ms=1, title=text, url=text), CHAPTERS[1]]
    made = page(hostile, [line(text, text), *LINES], chapters, show=text, sources=[text])
    root = parsed(made)
    assert is_fit(made)
    assert {e.tag for e in root.iter() if isinstance(e.tag, str)} <= {
        "html", "head", "meta", "title", "style", "body", "h1", "h2", "div", "bdi", "audio", "nav", "ol",
        "ul", "li", "a", "cite", "time", "p", "footer",
    }  # fmt: skip
    assert [words(e) for e in root.iter("p")][1:] == ["One.", "Two.", "Three."]
    assert all(a.attrib["href"].startswith(("#", "episode.mp3#")) for a in root.iter("a"))
    assert len(words(root.find("head/title"))) <= 250


@settings(max_examples=50)
@given(
    title=st.text(max_size=40), text=st.text(max_size=80), language=st.sampled_from(["en", "ar", "", "x y"])
)
def test_a_page_is_html_whatever_is_in_it(title, text, language):
    what = script(title=title, language=language, segments=(segment(language="fa"), segment()))
    made = page(what, [line(text, title), line("B.", text, 5, 2)], show=text, sources=[title])
    said = [words(e) for e in parsed(made).iter("p")]
    assert said[1:] == ["B."]
    assert is_fit(made)


def test_a_page_without_a_title_has_one():
    assert words(parsed(page(script(title="\x07"))).find("head/title")) == "The Pier"
