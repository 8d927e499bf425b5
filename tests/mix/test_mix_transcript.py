"""Transcript files: what a browser and a podcast player would read in them."""

import html
import json
import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from briefing.mix.transcript import chapters_json, plain, vtt
from briefing.model import Chapter, Cue, Script

CUE = re.compile(
    r"(\d\d+):([0-5]\d):([0-5]\d)\.(\d{3}) --> (\d\d+):([0-5]\d):([0-5]\d)\.(\d{3})\n"
    r"<v ([^>\n]*)>([^<\n]*)</v>"
)


def parsed(text):
    """A strict reader of the WebVTT that we write."""
    head, *blocks = text.rstrip("\n").split("\n\n")
    assert head == "WEBVTT"
    found = []
    for block in blocks:
        match = CUE.fullmatch(block)
        assert match, block
        numbers = [int(n) for n in match.groups()[:8]]
        start, end = (((h * 60 + m) * 60 + s) * 1000 + ms for h, m, s, ms in (numbers[:4], numbers[4:]))
        found.append((start, end, html.unescape(match[9]), html.unescape(match[10])))
    return found


def cue(text="Hello.", speaker="The Pier", start_ms=0, end_ms=1000):
    return Cue(start_ms=start_ms, end_ms=end_ms, speaker=speaker, text=text)


printable = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip)


@given(text=printable, speaker=printable, start_ms=st.integers(0, 10**8), length_ms=st.integers(1, 10**6))
def test_vtt_gives_back_whatever_was_said(text, speaker, start_ms, length_ms):
    made = vtt([cue(text, speaker, start_ms, start_ms + length_ms), cue()])
    assert parsed(made) == [
        (start_ms, start_ms + length_ms, " ".join(speaker.split()), " ".join(text.split())),
        (0, 1000, "The Pier", "Hello."),
    ]


def test_vtt_escapes_what_would_end_a_cue_or_open_a_tag():
    made = vtt([cue("a --> b\n\n<i>x</i> & y", speaker="A > B")])
    assert "a --&gt; b &lt;i&gt;x&lt;/i&gt; &amp; y" in made
    assert parsed(made)[0][2:] == ("A > B", "a --> b <i>x</i> & y")


def test_plain_text_has_a_paragraph_for_each_turn():
    script = Script(title="Ferry", language="en", date=date(2026, 11, 24), articles=(), segments=())
    cues = [cue("One."), cue("Two."), cue("Three.", speaker="Ada Lund"), cue("Four.")]
    assert plain(script, cues, show="The Pier", sources=["https://example.org"]) == (
        "Ferry\nThe Pier, 2026-11-24\n\n"
        "The Pier: One. Two.\n\nAda Lund: Three.\n\nThe Pier: Four.\n\nhttps://example.org\n"
    )


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
