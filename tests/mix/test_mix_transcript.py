"""Transcript files: what a browser and a podcast player would read in them."""

import html
import io
import json
import re
import unicodedata
from datetime import date
from itertools import pairwise

import pytest
import srt as srt_reader
import webvtt
from hypothesis import given
from hypothesis import strategies as st

from briefing.mix.subrip import srt
from briefing.mix.transcript import chapters_json, plain, transcript_json, vtt
from briefing.model import Chapter, Cue, LineTime, Script, WordTiming

CUE = re.compile(
    r"(\d+)\n(\d\d+):([0-5]\d):([0-5]\d)\.(\d{3}) --> (\d\d+):([0-5]\d):([0-5]\d)\.(\d{3})\n"
    r"(?:<v ([^>\n]+)>)?([^<\n]*)"
)
MARKS = dict.fromkeys(map(ord, "\u200e\u200f"))

HOSTILE = [
    "a --> b",
    "00:00:01.000 --> 00:00:02.000",
    "NOTE this\n\nSTYLE\n::cue { color: red }",
    "<script>alert(1)</script>",
    "</v></p></body>",
    "&lt;b&gt; &amp;amp; &#0;",
    "{\\an8}{\\b1}x",
    "a \"quoted\" 'one'",
    "tab\there\vand\x0cthere\x85and\u2028over\u2029there",
    "nul\x00 bell\x07 escape\x1b[31m delete\x7f c1\x9b",
    "half \ud83c of a pair \udfa4",
    "\u202eoverride\u202c \u2066isolate \ufeffmark \ufffe\uffff\ufdd0\U0001ffff",
    "1\n\n2",
    "x" * 10_000,
    "word " * 2_000,
    "e" + "\u0301" * 5_000,
    "العربية then English ثم العربية",
]


def parsed(text):
    """A strict reader of the WebVTT that we write."""
    head, *blocks = text.rstrip("\n").split("\n\n")
    assert head == "WEBVTT"
    found = []
    for number, block in enumerate(blocks, 1):
        match = CUE.fullmatch(block)
        assert match, block
        assert int(match[1]) == number
        numbers = [int(n) for n in match.groups()[1:9]]
        start, end = (((h * 60 + m) * 60 + s) * 1000 + ms for h, m, s, ms in (numbers[:4], numbers[4:]))
        assert end > start
        found.append((start, end, html.unescape(match[10] or ""), html.unescape(match[11])))
    return found


def cue(text="Hello.", speaker="The Pier", start_ms=0, end_ms=1000, **more):
    return Cue(start_ms=start_ms, end_ms=end_ms, speaker=speaker, text=text, **more)


def timed(text, speaker="The Pier", start_ms=0, word_ms=300):
    """A cue that knows when each of its words is said."""
    words = text.split()
    times = range(start_ms, start_ms + word_ms * len(words), word_ms)
    return cue(
        text,
        speaker,
        start_ms,
        start_ms + word_ms * len(words),
        words=tuple(
            WordTiming(start_ms=at, end_ms=at + word_ms - 50, text=word)
            for at, word in zip(times, words, strict=True)
        ),
    )


def script(**changes):
    values = {"title": "Ferry", "language": "en", "date": date(2026, 11, 24), "articles": (), "segments": ()}
    return Script(**{**values, **changes})


def line(text, speaker="The Pier", number=1):
    return LineTime(segment=1, line=number, start_ms=0, end_ms=1000, speaker=speaker, text=text)


def is_fit(text):
    """Nothing in it that a reader of text would not show, or would stumble over."""
    text.encode()
    unfit = [c for c in text if c != "\n" and unicodedata.category(c) in ("Cc", "Cs")]
    unfit += [c for c in text if ord(c) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(c) <= 0xFDEF]
    return not unfit and not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


# ------------------------------------------------------------------------------------------------- WebVTT

latin = st.text(
    st.characters(codec="utf-8", categories=["Lu", "Ll", "P", "Nd", "S", "Zs"], max_codepoint=0x24F),
    min_size=1,
    max_size=200,
).filter(str.strip)


@given(text=latin, speaker=latin, start_ms=st.integers(0, 10**8), length_ms=st.integers(1, 10**6))
def test_vtt_gives_back_whatever_was_said(text, speaker, start_ms, length_ms):
    made = vtt([cue(text, speaker, start_ms, start_ms + length_ms), cue()], "en")
    assert parsed(made) == [
        (start_ms, start_ms + length_ms, " ".join(speaker.split()), " ".join(text.split())),
        (0, 1000, "The Pier", "Hello."),
    ]


@given(
    texts=st.lists(st.text(max_size=80), max_size=5), language=st.sampled_from(["en", "ar", "he-IL", "xx"])
)
def test_vtt_is_vtt_whatever_was_said(texts, language):
    made = vtt([cue(text, text) for text in texts], language)
    said = [text for text in texts if not all(unicodedata.category(c)[0] in "CZ" for c in text)]
    assert len(said) <= len(parsed(made)) <= len(texts)
    assert is_fit(made)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_words_for_another_reader_of_vtt(text):
    made = vtt([cue(text, "Ada"), cue("Behind.", "Bo", 1000, 2000)], "en")
    assert [caption.identifier for caption in webvtt.from_string(made)] == ["1", "2"]
    assert [caption.start for caption in webvtt.from_string(made)] == ["00:00:00.000", "00:00:01.000"]
    assert [caption.voice for caption in webvtt.from_string(made)] == ["Ada", "Bo"]
    assert parsed(made)[1] == (1000, 2000, "Bo", "Behind.")
    assert is_fit(made)


def test_vtt_escapes_what_would_end_a_cue_or_open_a_tag():
    made = vtt([cue("a --> b\n\n<i>x</i> & y", speaker="A > B")], "en")
    assert "a --&gt; b &lt;i&gt;x&lt;/i&gt; &amp; y" in made
    assert parsed(made)[0][2:] == ("A > B", "a --> b <i>x</i> & y")


def test_a_cue_without_a_name_or_a_length_is_still_a_cue():
    assert parsed(vtt([cue(speaker=" "), cue(start_ms=5, end_ms=5)], "en")) == [
        (0, 1000, "", "Hello."),
        (5, 6, "The Pier", "Hello."),
    ]


@pytest.mark.parametrize(
    ("text", "language", "mark"),
    [
        ("WHO قالت إن المرض تراجع.", "ar", "\u200f"),
        ("قالت WHO إن المرض تراجع.", "ar", ""),
        ("«قالت» WHO", "ar", ""),
        ("2026 - ٢٠٢٦", "ar", "\u200f"),
        ("12 قتيلا", "ar", ""),
        ("We are glad.", "ar", ""),  # somebody else's language: as it is written
        ("مصر is what they call it.", "en", "\u200e"),
        ("مصر", "en", ""),
        ("3.5!", "en", ""),
        ("Hello.", "en", ""),
        ("WHO אמר", "he", "\u200f"),
        ("WHO کہا", "ur-PK", "\u200f"),
        ("WHO гэта", "be", ""),
        ("WHO دئدی", "az-Arab", "\u200f"),
    ],
)
def test_a_cue_is_shown_in_the_direction_of_its_language(text, language, mark):
    shown = parsed(vtt([cue(text)], language))[0][3]
    assert shown == mark + text
    assert parsed(vtt([cue(text, language=language)], "en"))[0][3] == mark + text  # its own, not the script's


# --------------------------------------------------------------------------------------------------- SRT


def test_a_cue_of_nothing_that_is_shown_is_passed_over():
    spoken = [cue(" \x07\u202e "), cue("Hello.")]
    assert parsed(vtt(spoken, "en")) == [(0, 1000, "The Pier", "Hello.")]
    assert [card.content for card in srt_reader.parse(srt(spoken, "en"))] == ["The Pier: Hello."]


LONG = (
    "The northern pier reopened on Monday after three months of repairs, and the first ferry left at noon"
    " with two hundred people on board."
)


def cards(text):
    made = list(srt_reader.parse(text, ignore_errors=False))
    assert [card.index for card in made] == list(range(1, len(made) + 1))
    assert all(card.end > card.start for card in made)
    assert all(a.end <= b.start for a, b in pairwise(made))
    return made


def test_srt_cards_are_small_and_begin_with_their_words():
    words = LONG.split()
    made = cards(srt([timed(LONG)], "en"))
    assert " ".join(card.content.replace("\n", " ") for card in made) == f"The Pier: {LONG}"
    at = 0
    for card in made:
        rows = card.content.split("\n")
        assert len(rows) <= 2
        assert all(len(row) <= 32 for row in rows)
        said = len(card.content.split()) - (2 if card is made[0] else 0)
        assert card.start.total_seconds() * 1000 == pytest.approx(at * 300)
        assert card.end.total_seconds() * 1000 == pytest.approx((at + said) * 300 - 50)
        at += said
    assert at == len(words)
    assert min(len(card.content) for card in made) > 20  # nothing left over for a card of its own


def test_srt_names_a_speaker_where_they_begin():
    made = srt(
        [cue("One."), cue("Two.", start_ms=1000, end_ms=2000), cue("Three.", "Ada Lund", 2000, 3000)], "en"
    )
    assert [card.content for card in cards(made)] == ["The Pier: One.", "Two.", "Ada Lund: Three."]


def test_srt_makes_up_no_times():
    made = cards(srt([cue(LONG, end_ms=9000)], "en"))
    assert len(made) == 1
    assert (made[0].start.total_seconds(), made[0].end.total_seconds()) == (0, 9)
    assert all(len(row) <= 32 for row in made[0].content.split("\n"))


CHINESE = "北码头于星期一重新开放，第一班渡轮在中午载着两百名乘客离开，下一班在晚上。"


@pytest.mark.parametrize("is_timed", [True, False])
def test_srt_breaks_what_has_no_spaces_and_adds_none(is_timed):
    letters = tuple(
        WordTiming(start_ms=n * 100, end_ms=n * 100 + 90, text=text)
        for n, text in enumerate(re.findall(r"\w[^\w]*", CHINESE))
    )
    spoken = cue(CHINESE, "", end_ms=5000, words=letters if is_timed else ())
    rows = [row for card in cards(srt([spoken], "zh")) for row in card.content.split("\n")]
    assert "".join(rows) == CHINESE
    assert max(map(len, rows)) <= 16  # each as wide as two of ours
    assert not any(row.startswith(("，", "。")) for row in rows)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_words_in_srt(text):
    for first in (cue(text, text), timed(text, "Ada", word_ms=1) if text.split() else cue(text)):
        made = cards(srt([first, cue("Behind.", "Bo", 10_000, 11_000)], "en"))
        assert made[-1].content == "Bo: Behind."
        body = "".join(card.content for card in made)
        assert is_fit(body)
        assert not re.search(r"<[a-z/]|\{\\|-->", body)


def test_every_row_of_an_arabic_card_is_shown_from_the_right():
    made = cards(
        srt([timed("قالت منظمة WHO World Health Organization في بيانها إن المرض تراجع.", "BBC")], "ar")
    )
    rows = [row for card in made for row in card.content.split("\n")]
    first = [next(c for c in row if unicodedata.bidirectional(c) in ("L", "R", "AL")) for row in rows]
    assert all(unicodedata.bidirectional(c) != "L" for c in first)
    assert any(row.startswith("\u200f") for row in rows)  # there was something to do


@given(texts=st.lists(st.text(max_size=120), min_size=1, max_size=4))
def test_srt_holds_every_word(texts):
    spoken = [cue(text, "Ada", i * 1000, i * 1000 + 900) for i, text in enumerate(texts)]
    words = re.findall(r"\w+", srt(spoken, "en"))
    for text in texts:
        plain_text = "".join(c for c in text if unicodedata.category(c) not in ("Cs", "Cc", "Cn", "Cf"))
        if plain_text == text:
            for word in re.findall(r"\w+", text):
                assert word in words


# ------------------------------------------------------------------------------------------ JSON and text


def test_plain_text_has_a_paragraph_for_each_turn():
    lines = [line("One."), line("Two."), line("Three.", "Ada Lund"), line("Four.")]
    assert plain(script(), lines, show="The Pier", sources=["https://example.org"]) == (
        "Ferry\nThe Pier, 2026-11-24\n\n"
        "The Pier: One. Two.\n\nAda Lund: Three.\n\nThe Pier: Four.\n\nhttps://example.org\n"
    )


def test_plain_text_in_arabic_is_shown_from_the_right():
    arabic = script(title="الميناء", language="ar")
    text = plain(arabic, [line("يفتح الميناء.", "BBC")], show="Briefing", sources=[])
    assert text == "الميناء\nBriefing, \u200e2026-11-24\n\n\u200fBBC: يفتح الميناء.\n"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_in_their_paragraph(text):
    made = plain(script(title=text), [line(text, text), line("B.", "Bo")], show=text, sources=[text])
    title, said, behind, source = made.split("\n\n")
    assert (title.count("\n"), said.count("\n"), behind, source.count("\n")) == (1, 0, "Bo: B.", 1)
    assert is_fit(made)


@pytest.mark.parametrize("text", HOSTILE)
def test_json_says_every_word_and_the_lines_as_they_stand_in_the_script(text):
    made = transcript_json([timed(text)], [line(text, text)])
    document = json.loads(made)
    assert document["version"] == "1.0.0"
    assert all(is_fit(segment["body"] + segment["speaker"]) for segment in document["segments"])
    expected = re.sub("[\ud800-\udfff]", "\ufffd", text)
    assert [(one["body"], one["speaker"]) for one in document["lines"]] == [(expected, expected)]
    made.encode()


# ------------------------------------------------------------------------------------------------ chapters


def test_chapters_are_in_seconds_with_their_links():
    made = chapters_json(
        [
            Chapter(start_ms=0, end_ms=1500, title="الأخبار"),
            Chapter(start_ms=1500, end_ms=4001, title="B", url="https://example.org/b"),
        ]
    )
    assert "الأخبار" in made
    assert json.loads(made) == {
        "version": "1.2.0",
        "chapters": [
            {"startTime": 0.0, "endTime": 1.5, "title": "الأخبار"},
            {"startTime": 1.5, "endTime": 4.001, "title": "B", "url": "https://example.org/b"},
        ],
    }


def test_chapters_say_what_they_are_of():
    listed = [Chapter(start_ms=0, end_ms=1, title="A")]
    made = chapters_json(
        listed, title="Ferry", author="Desk", show="The Pier", description="It is back.", sound="episode.mp3"
    )
    assert {**json.loads(made), "chapters": 0} == {
        "version": "1.2.0", "author": "Desk", "title": "Ferry", "podcastName": "The Pier",
        "description": "It is back.", "fileName": "episode.mp3", "chapters": 0,
    }  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_chapters_are_cut_and_linked_to_nothing(text):
    made = chapters_json([Chapter(start_ms=0, end_ms=1, title=text, url=text)], title=text, show=text)
    document = json.load(io.BytesIO(made.encode()))
    assert set(document["chapters"][0]) == {"startTime", "endTime", "title"}
    assert all(len(name) <= 250 for name in (document["title"], document["chapters"][0]["title"]))
    assert is_fit(document["title"])
