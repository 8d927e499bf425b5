"""The house lexicon: whole words, by its case rule, with the endings and prefixes of the language."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing import voices
from briefing.engines import Limits, load
from briefing.errors import VoiceProfileError
from briefing.model import Lexicon, Pronounced, Pronunciation, Utterance, Voice
from briefing.speech.casting import cut
from briefing.speech.spoken_text import Spoken, spoken, spoken_text
from engines.tone import ToneEngine

EN: Lexicon = {
    "NATO": "Nayto", "quay": "key", "US": "you ess", "O'Dea": "O Day", "New York": "Noo York", "York": "Yawk",
    "booking.com": "Booking", "MEP": "em ee pee", "boss": "bawss", "Bas": "Bah", "Brien": "wrong",
    "can": "cen", "ch.": "chapter", "F-16": "F sixteen", "de Gaulle": "de Goal",
}  # fmt: skip


@pytest.mark.parametrize(
    ("written", "said"),
    [
        # Whole words only, whatever stands beside them.
        ("NATO, “NATO” (NATO) NATO-led", "Nayto, Nayto, Nayto, Nayto-led"),
        ("The tomato of NATOland and SNATO", "The tomato of NATOland and SNATO"),
        # Small letters: any case. A capital: as it stands.
        ("Quay, quay and QUAY", "key, key and key"),
        ("The US told us, and Us too", "The you ess told us, and Us too"),
        # Endings.
        ("NATO's and NATO’s plan, the MEPs", "Nayto's and Nayto's plan, the em ee pees"),
        ("the quays, the QUAYS, bosses", "the keys, the keys, bawsses"),
        ("Bass is no plural of Bas, Bas's has its own", "Bass is no plural of Bah, Bah's has its own"),
        ("I can and I can't", "I cen and I can't"),
        # The longest first; blanks and apostrophes of every kind.
        ("New York, New\u00a0York, New\nYork; York", "Noo York, Noo York, Noo York; Yawk"),
        ("Ms O’Dea met O'Brien", "Miz O Day met O'Brien"),
        ("De Gaulle, de Gaulle", "De Gaulle, de Goal"),
        # What it says is final; what stands beside it is still read.
        ("Two F-16s, ch. 5, 3 F\u201116", "Two F sixteens, chapter five, three F sixteen"),
        # Addresses stay whole, but may be entries themselves.
        ("see booking.com", "see Booking"),
        ("mail quay@example.org", "mail quay at example dot org"),
        ("see quay.org/quay, or the quay", "see quay dot org slash quay, or the key"),
    ],
)  # fmt: skip
def test_english(written: str, said: str) -> None:
    assert spoken_text(written, "en-GB", EN) == said


AR: Lexicon = {
    "ناسا": "نَاسَا", "الناتو": "الحلف", "ناتو": "نيتو", "NATO": "نيتو", "عُمان": "عُمَان", "سام": "سَامٌ",
    "بنك الدم": "بَنْك الدَّم",
}  # fmt: skip


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("ناسا وناسا فناسا بناسا كناسا لناسا", "نَاسَا ونَاسَا فنَاسَا بنَاسَا كنَاسَا لنَاسَا"),
        ("الناسا والناسا بالناسا كالناسا", "النَاسَا والنَاسَا بالنَاسَا كالنَاسَا"),
        ("فالناسا للناسا وللناسا", "فالنَاسَا للنَاسَا وللنَاسَا"),
        # One article is said, and ل swallows its alif.
        ("الناتو والناتو بالناتو للناتو وللناتو", "الحلف والحلف بالحلف للحلف وللحلف"),
        # Vowel marks and tatweel may stand in the text, those of the entry must.
        ("نَاسا وَبِنَاسَا نـــاسا", "نَاسَا وَبِنَاسَا نَاسَا"),
        ("عُمان وعمان", "عُمَان وعمان"),
        # A letter with another vowel is no prefix, nor is the middle of a word a word.
        ("بَسّام وسام", "بَسّام وسَامٌ"),
        ("قناساه", "قناساه"),
        ("في بنك الدم وببنك\u00a0الدم", "في بَنْك الدَّم وببَنْك الدَّم"),
        ("قوات NATO وبNATO", "قوات نيتو وبنيتو"),
    ],
)  # fmt: skip
def test_arabic(written: str, said: str) -> None:
    assert spoken_text(written, "ar", AR) == said


@pytest.mark.parametrize(
    ("language", "lexicon", "written", "said"),
    [
        ("fr", {"OTAN": "otan"}, "l’OTAN et d'OTAN", "l'otan et d'otan"),
        ("de", {"Merkel": "Märkel"}, "Merkels Rede, Merkelstraße", "Märkels Rede, Merkelstraße"),
        ("es", {"kiwi": "quigüi"}, "Kiwi", "quigüi"),
        ("xx", {"Zorb": "sorb"}, "Zorb zorb", "sorb zorb"),
        ("en", {"straße": "shtrah-suh", "élan": "ay-lahn"}, "Straße, ÉLAN", "shtrah-suh, ay-lahn"),
        ("en", {" ": "x", "": "y", "–": "z"}, "a b", "a b"),
        ("en", {"Ann": "  "}, "Ann left", "Ann left"),
    ],
)
def test_other_languages_and_odd_entries(language: str, lexicon: Lexicon, written: str, said: str) -> None:
    assert spoken_text(written, language, lexicon) == said


# --------------------------------------------------------------------------------------------- phonemes

SOUNDS: Lexicon = {
    "Siobhan": Pronunciation(ipa="ʃɪˈvɔːn", espeak="SIv'O:n"),
    "Cairns": Pronunciation(say="Cans", espeak="k'anz"),
    "الناتو": Pronunciation(espeak="n'ato"),
    "ناسا": Pronunciation(ipa="naːsa"),
}


def fixed(said: Spoken) -> list[tuple[str, str | None, str | None]]:
    return [(said.text[p.start : p.end], p.ipa, p.espeak) for p in said.pronounced]


def test_phonemes_stand_where_their_word_is_said() -> None:
    said = spoken("Friends of Dr. Siobhan's 1,200 friends left Cairns; Siobhan stayed.", "en", SOUNDS)
    assert said.text == (
        "Friends of Doctor Siobhan's one thousand two hundred friends left Cans; Siobhan stayed."
    )
    siobhan = ("Siobhan", "ʃɪˈvɔːn", "SIv'O:n")
    assert fixed(said) == [siobhan, ("Cans", None, "k'anz"), siobhan]


@pytest.mark.parametrize(
    ("language", "written", "said", "word"),
    [
        ("en", "On 3 May Dr. Siobhan left.", "On the third of May Doctor Siobhan left.", "Siobhan"),
        (
            "en",
            "Queen Siobhan II, 12 Siobhan St.",
            "Queen Siobhan the Second, twelve Siobhan Street.",
            "Siobhan",
        ),
        ("en", "#Siobhan, Siobhan & Ann", "Hashtag Siobhan, Siobhan and Ann", "Siobhan"),
        ("ar", "قالت د. منى إن 3 نساء", "قالت الدكتورة منى إن ثلاث نساء", "منى"),
        ("ar", "دفع 50 دولاراً ومُنى", "دفع خمسين دولاراً ومُنى", "منى"),
        ("fr", "Le Dr Siobhan et M. Siobhan", "Le docteur Siobhan et Monsieur Siobhan", "Siobhan"),
        ("de", "Am 3. Mai kam Fr. Siobhan.", "Am dritten Mai kam Frau Siobhan.", "Siobhan"),
    ],
)
def test_a_name_with_sounds_is_a_name_for_the_other_rules(
    language: str, written: str, said: str, word: str
) -> None:
    without = spoken(written, language)
    given = spoken(written, language, {word: Pronunciation(ipa="x")})
    assert (without.text, given.text) == (said, said)
    assert len(given.pronounced) == len(re.findall(word, re.sub("\u064f", "", said)))


_WORD = re.compile(r"(?<!['’])\b[^\W\d_]{2,}\b(?!['’])")


@pytest.mark.parametrize("language", ["en", "ar", "fr", "de", "es"])
def test_sounds_change_no_text_of_the_tables(language: str) -> None:
    rows = (Path(__file__).parent / f"{language}.tsv").read_text("utf-8").splitlines()
    texts = [row.split("\t")[0] for row in rows if row and not row.startswith("#")]
    for written in texts[::2]:
        said = spoken_text(written, language)
        names = {*_WORD.findall(written)} & {*_WORD.findall(said)}
        given = spoken(written, language, {name: Pronunciation(ipa="x") for name in names})
        assert given.text == said
        assert names <= {given.text[p.start : p.end] for p in given.pronounced} or language == "ar"


@pytest.mark.parametrize(
    ("language", "lexicon", "written", "said"),
    [
        ("en", {"AT&T": "ay tee", "5G": "five gee"}, "Mr. AT&T's 5G", "Mister ay tee's five gee"),
        ("en", {"C++": "see plus plus"}, "C++’s 3 (C++)", "see plus plus's three, see plus plus"),
        ("en", {"Saint": "Sent"}, "St. Ann, Saint Bo", "Saint Ann, Sent Bo"),
        # An amount is one word.
        ("en", {"5": "fife"}, "5, 5% of $5.5", "fife, five percent of five point five dollars"),
        ("en", {"3.5bn": "lots"}, "3.5bn, $3.5bn", "lots, three point five billion dollars"),
        ("en", {"NATO": "Nayto"}, "zxqb zxqbq NATO 3", "zxqb zxqbq Nayto three"),
        # The rules' own form of a word counts for its neighbours, and what it says is still final.
        ("ar", {"دولار": "دُولَار"}, "3 دولار", "ثلاثة دُولَار"),
        ("ar", {"دولة": "دَولة"}, "زار 2 دولة", "زار دولتين"),
    ],
)  # fmt: skip
def test_what_the_rules_would_change_is_kept_from_them(
    language: str, lexicon: Lexicon, written: str, said: str
) -> None:
    assert spoken_text(written, language, lexicon) == said


def test_a_word_with_phonemes_alone_is_kept_from_the_other_rules() -> None:
    lexicon = {"St. No.": Pronunciation(espeak="s@n")}
    assert spoken_text("St. No. 5", "en", lexicon) == "St. No. five"


def test_an_arabic_prefix_is_outside_of_the_sounds() -> None:
    assert fixed(spoken("وناسا بالناتو", "ar", SOUNDS)) == [
        ("ناسا", "naːsa", None),
        ("الناتو", None, "n'ato"),
    ]
    # The sounds of the whole word would say the article twice.
    assert fixed(spoken("للناتو", "ar", SOUNDS)) == []


@given(
    words=st.lists(
        st.sampled_from(["Siobhan", "Siobhan's", "Cairns", "the", "pier,", "left.", "12"]), max_size=40
    ),
    limit=st.integers(25, 80),
)
def test_parts_keep_their_own_phonemes(words: list[str], limit: int) -> None:
    said = spoken(" ".join(words), "en", SOUNDS)
    pieces = cut(said, "en", Voice(engine="tone"), ToneEngine(Limits(max_characters=limit)))
    found = [
        (utterance.text[p.start : p.end], p.ipa, p.espeak)
        for utterance in (piece.utterance for piece in pieces)
        for p in utterance.pronounced
    ]
    assert found == fixed(said)
    assert all(len(piece.utterance.text) <= limit for piece in pieces)


# ----------------------------------------------------------------------------------------------- files


def own(language: str, folder: Path) -> Lexicon:
    """Without what ships."""
    shipped = voices.lexicon(language, folder / "nowhere")
    return {key: said for key, said in voices.lexicon(language, folder).items() if key not in shipped}


def test_the_users_word_goes_before_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "lexicon.en.yaml").write_text("Xi: zee\n")
    assert voices.lexicon("en", tmp_path)["Xi"] == "zee"
    assert "Kyiv" in voices.lexicon("en", tmp_path)


def test_a_languages_file_counts_for_that_language_only(tmp_path: Path) -> None:
    (tmp_path / "lexicon.en.yaml").write_text("quay: key\nno: number\n")
    (tmp_path / "lexicon.ar.yaml").write_text("ناسا: {espeak: n'asa}\n")
    (tmp_path / "lexicon.en-gb.yaml").write_text("quay: kee\n")
    assert own("en", tmp_path) == own("en-US", tmp_path) == {"quay": "key", "no": "number"}
    assert own("en-GB", tmp_path) == {"quay": "kee", "no": "number"}
    assert voices.lexicon("ar-EG", tmp_path) == {"ناسا": Pronunciation(espeak="n'asa")}
    assert voices.lexicon("fr", tmp_path) == {}
    assert not [name for name in voices.names(tmp_path) if "lexicon" in name]
    with pytest.raises(VoiceProfileError, match=r"no voice profile `lexicon\.en`"):
        voices.load("lexicon.en", tmp_path)


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "lexicon:\n", "{}"])
def test_a_file_without_words_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "lexicon.en.yaml").write_text(text)
    assert own("en", tmp_path) == {}


def test_a_file_may_have_the_key_that_a_profile_has(tmp_path: Path) -> None:
    (tmp_path / "lexicon.en.yaml").write_text("# ours\nlexicon:  # words\n  quay: {say: key}\n")
    assert own("en", tmp_path) == {"quay": Pronunciation(say="key")}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: b\nquay: {sai: key}\n", r"lexicon\.en\.yaml, line 2: unknown key `sai`. Did you mean `say`"),
        ("a: b\na: c\n", r"line 2: `a` stands here twice"),
        ("- a\n", r"line 1: the file must be `key: value` lines"),
        ("a: [b]\n", r"line 1: `a` must be"),
        ("a: {say: [b]}\n", r"line 1: `a.say` must be text"),
        ("a: 'b\n", r"lexicon\.en\.yaml, line \d is not valid YAML"),
    ],
)
def test_a_mistake_in_a_file_is_one_line_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "lexicon.en.yaml").write_text(text)
    with pytest.raises(VoiceProfileError, match=said):
        voices.lexicon("en", tmp_path)


def test_what_ships_changes_sounds_and_no_text(tmp_path: Path) -> None:
    """The engine takes every entry, and would say each otherwise by itself."""
    shipped = voices.lexicon("en", tmp_path)
    assert len(shipped) >= 10
    engine = load("espeak")
    try:
        for written, entry in shipped.items():
            assert isinstance(entry, Pronunciation) and entry.say is None and entry.ipa
            alone = Utterance(text=written, language="en", voice=Voice())
            fixed_here = Pronounced(start=0, end=len(written), espeak=entry.espeak)
            with_sounds = replace(alone, pronounced=(fixed_here,))
            assert engine.speak(alone).data != engine.speak(with_sounds).data
    finally:
        engine.close()
