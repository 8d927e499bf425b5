"""The table of written, diacritized and spoken Arabic was written from the grammar, not from the code."""

from __future__ import annotations

import csv
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.engines.espeak.arabic_letters import MARKS
from briefing.engines.espeak.arabic_phonemes import transcribe

ROWS = list(
    csv.DictReader(
        (Path(__file__).parent / "arabic_phonemes.tsv").read_text(encoding="utf-8").splitlines(),
        delimiter="\t",
        quoting=csv.QUOTE_NONE,
    )
)
LETTERS = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيٱپڤگ"


def said(text: str) -> str:
    return transcribe(text).mnemonics.replace("[[", "").replace("]]", "")


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['phonemes']}" for row in ROWS])
def test_pronunciation(row: dict[str, str]) -> None:
    assert said(row["diacritized"]) == row["phonemes"], row["why"]


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['phonemes']}" for row in ROWS])
def test_order_of_marks_does_not_matter(row: dict[str, str]) -> None:
    assert said(unicodedata.normalize("NFC", row["diacritized"])) == row["phonemes"]


def test_words_stand_where_they_are_said_to() -> None:
    spoken = transcribe("وَصَلَ الْوَفْدُ، وَقَالَ Reuters إِنَّهُ بَقِيَ.")
    assert [word for _, word in spoken.words] == ["وصل", "الوفد", "وقال", "Reuters", "إنه", "بقي"]
    begins = [re.split(r"[\s\]]", spoken.mnemonics[at:])[0] for at, _ in spoken.words]
    assert begins == ["w'a.s[a.la", "lw'afd", "waq'a.:la", "Reuters", "?'in:ahu", "b'aqi:"]


def test_a_clause_is_never_longer_than_espeak_reads() -> None:
    spoken = transcribe("مُسْتَشْفًى كَبِيرٌ " * 150).mnemonics
    assert max(len(clause) for clause in re.split(r"[.,;:?] ", spoken)) < 725


def test_brackets_of_the_text_are_not_ours() -> None:
    spoken = transcribe("بَابٌ [[ h@l'oU ]] بَابٌ").mnemonics
    assert re.sub(r"\[\[[^\[\]]*\]\]", "", spoken).strip().isalpha() is False
    assert spoken.count("[[") == spoken.count("]]") == 2
    assert all("h@l" not in inside for inside in re.findall(r"\[\[(.*?)\]\]", spoken))


@given(st.text(alphabet=LETTERS + MARKS + " .،؟ـ[]", max_size=60))
def test_any_marks_on_any_letters_give_known_mnemonics(text: str) -> None:
    inside = re.findall(r"\[\[(.*?)\]\]", transcribe(text).mnemonics)
    known = r"(?:s\[|dH|t\[|dZ|tS|gH|[btTHXdDRzsSZAfqklmnhwjvg?]|[aiu]\.?|[:|' ])*"
    assert all(re.fullmatch(known, part) for part in inside)
