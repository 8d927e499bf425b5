"""Sentences and quotation marks."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.sentences import sentences
from briefing.sentences.marks import marked


def split(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in sentences(text, language)]


@pytest.mark.parametrize(
    "pieces",
    [
        ["Dr. Lund met Gov. Ann Bell at 5 p.m. Monday in the U.S. Capitol.", "She left at 6 p.m."],
        ["It costs $3.5 million, e.g. for No. 10 Mill St.", "The rest is free."],
        ["“We did it. They did not,” said Holm.", "Nobody answered."],
        ["“Is it safe?” she asked.", "“We hope.”"],
        ["They went… and came back.", "See example.com/page.html for more."],
        ["J. K. Holm of the U.S.Army spoke.", "He was brief."],
        ["He lives in the U.S.", "The rest stayed."],
    ],
)
def test_english_sentences(pieces: list[str]) -> None:
    assert split(" ".join(pieces)) == pieces


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("انتهى العمل في الميناء.وأضاف المدير.", ["انتهى العمل في الميناء.", "وأضاف المدير."]),
        (
            "قال إن «الماء وصل».وبشأن السعر لم يجب.",
            ["قال إن «الماء وصل».", "وبشأن السعر لم يجب."],
        ),
        ("قال: «وصلنا. ولن نعود». ثم خرج؟ نعم؛ ربما.", ["قال: «وصلنا. ولن نعود».", "ثم خرج؟", "نعم؛ ربما."]),
        ("حضر د. سالم أمس. ثم غادر.", ["حضر د. سالم أمس.", "ثم غادر."]),
    ],
)
def test_arabic_sentences(text: str, pieces: list[str]) -> None:
    assert split(text, "ar") == pieces


def test_glued_english_sentences_are_cut() -> None:
    assert split("They shut the pier.The harbour closed too.") == [
        "They shut the pier.",
        "The harbour closed too.",
    ]


@given(st.text(alphabet="abA .!?؟“”\"«»'قو.\n", max_size=200), st.sampled_from(["en", "ar", "xx"]))
def test_sentences_hold_every_letter_once(text: str, language: str) -> None:
    spans = sentences(text, language)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert "".join("".join(text[s:e].split()) for s, e in spans) == "".join(text.split())
    assert all(text[s:e] == text[s:e].strip() for s, e in spans)


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("‘The workers’ rights are ours,’ he said of ’em.", ["The workers’ rights are ours,"]),
        ("'We don't know,' she said. 'It's 6\" deep.'", ["We don't know,", "It's 6\" deep."]),
        ("In the '90s the dogs' owners left.", []),
        ('قال ل"المنار" إن "الماء قريب"', ["المنار", "الماء قريب"]),
        ("قال ”الماء قريب“ ثم »خرج«", ["الماء قريب", "خرج"]),
        ("„Wir sind da“, sagte er.", ["Wir sind da"]),
        ("He said “I heard ‘go’ and went.”", ["I heard ‘go’ and went.", "go"]),
        ("a stray ” here", []),
    ],
)
def test_marks(text: str, inside: list[str]) -> None:
    assert [text[m.start : m.end] for m in marked(text)] == inside


def test_a_mark_that_never_closes_is_said_to_be_open() -> None:
    (only,) = marked("“We went home.")
    assert not only.closed and only.outer_end == len("“We went home.")
