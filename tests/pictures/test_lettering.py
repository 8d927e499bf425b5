"""Letters are drawn joined, in order, with their marks, and never as a box."""

from __future__ import annotations

import sys
import unicodedata
from importlib import resources

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont

from briefing.pictures.lettering import Letters, drawable, in_order, is_rtl, missing

FONTS = resources.files("briefing.pictures") / "fonts"
LETTERS = Letters(60, bold=True)


def drawn(text: str, letters: Letters = LETTERS, *, rtl: bool | None = None) -> Image.Image:
    """The text, its left end ten pixels from the picture's."""
    image = Image.new("L", (int(letters.width(text)) + 40, 160))
    letters.draw(ImageDraw.Draw(image), (10, 100), text, fill=255, rtl=rtl)
    return image


def by_font(name: str, text: str) -> Image.Image:
    """The letters as they stand there, one after the other: no shaping, no order."""
    font = ImageFont.truetype(str(FONTS / name), 60, layout_engine=ImageFont.Layout.BASIC)
    image = Image.new("L", (int(font.getlength(text)) + 40, 160))
    ImageDraw.Draw(image).text((10, 100), text, fill=255, font=font, anchor="ls")
    return image


def ink(image: Image.Image) -> int:
    return sum(value > 60 for value in image.tobytes())


# Written by hand from the Unicode charts of the presentation forms (FB50, FE70), left to right.
SHAPED = {
    "سلام": "\ufee1\ufefc\ufeb3",  # meem alone, lam with alef behind another, seen at the beginning
    "ميناء": "\ufe80\ufe8e\ufee8\ufef4\ufee3",
    "لا دار": "\ufead\ufe8d\ufea9 \ufefb",
    "گچ": "\ufb7b\ufb94",
}


@pytest.mark.parametrize("written", SHAPED)
def test_arabic_letters_join_and_run_from_right_to_left(written: str) -> None:
    expected = by_font("BriefingArabic-Bold.ttf", SHAPED[written])
    assert drawn(written).tobytes() == expected.tobytes()
    assert drawn(written).tobytes() != by_font("BriefingArabic-Bold.ttf", written).tobytes()


# Logical text, base direction → what stands from left to right, by UAX #9 (N0, L2, L4) worked out by hand.
ORDERED = [
    ("שלום (abc) 12", True, "12 (abc) םולש"),
    ("«שלום»", True, "«םולש»"),
    ("abc (שלום) 12%", False, "abc (םולש) 12%"),
    ("NATO: שלום.", True, ".םולש :NATO"),
    ("שלום 2026-11-23", True, "2026-11-23 םולש"),
    ("a [b (ש) c] ש", True, "ש [c (ש) b] a"),
    ("abc!", False, "abc!"),
]


@pytest.mark.parametrize(("text", "rtl", "left_to_right"), ORDERED)
def test_both_directions_in_one_line(text: str, rtl: bool, left_to_right: str) -> None:
    assert in_order(text, rtl) == left_to_right


def test_which_way_a_text_begins() -> None:
    assert is_rtl("2026 – مرحبا Radio")
    assert is_rtl("«שלום»")
    assert not is_rtl("Radio مرحبا")
    assert not is_rtl("12 + 3")


@pytest.mark.parametrize(
    ("letter", "mark"),
    [("م", "َ"), ("ل", "ّ"), ("ي", "ِ"), ("ش", "ُ"), ("ע", "ָ"), ("ש", "ׁ"), ("x", "̂"), ("q", "̃")],
)
def test_a_mark_stands_free_of_its_letter_and_near_it(letter: str, mark: str) -> None:
    assert len(unicodedata.normalize("NFC", letter + mark)) == 2, "no character of its own"
    with_mark, without = drawn(letter + mark), drawn(letter)
    assert with_mark.size == without.size, "a mark takes no room"
    assert ink(with_mark) - ink(without) > 10, "nothing of the mark is hidden by the letter"
    grown, plain = with_mark.getbbox(), without.getbbox()
    assert grown and plain
    assert grown[0] >= plain[0] - 20 and grown[2] <= plain[2] + 20
    assert plain[1] - grown[1] <= 45 and grown[3] - plain[3] <= 45


def test_marks_pile_up_instead_of_lying_on_each_other() -> None:
    one, other, both = ink(drawn("مَ")), ink(drawn("مّ")), ink(drawn("مَّ"))
    plain = ink(drawn("م"))
    assert both - plain == pytest.approx(one - plain + other - plain, rel=0.1)


def test_a_vowel_between_lam_and_alef_keeps_their_ligature() -> None:
    assert "\ufefb" in in_order("لَا", True)


def characters() -> list[tuple[str, str]]:
    found = []
    for line in (FONTS / "characters.txt").read_text("ascii").splitlines():
        family, *ranges = line.split()
        for one in ranges:
            first, last = (int(end, 16) for end in one.split("-"))
            found += [(family, chr(code)) for code in range(first, last + 1)]
    return found


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_the_fonts_have_what_characters_txt_says(weight: str) -> None:
    fonts = {}
    for family, character in characters():
        font = fonts.setdefault(
            family,
            ImageFont.truetype(
                str(FONTS / f"{family}-{weight}.ttf"), 24, layout_engine=ImageFont.Layout.BASIC
            ),
        )
        box = font.getmask("\U0010fffd")
        mask = font.getmask(character)
        if not character.isspace():
            assert (mask.size, bytes(mask)) != (box.size, bytes(box)), f"{family} {ord(character):04X}"


def test_every_arabic_letter_has_all_its_forms() -> None:
    every = {character for _, character in characters()}
    for letter in (c for f, c in characters() if f == "BriefingArabic" and c.isalpha() and c < "\u0700"):
        for text in (letter, f"ب{letter}", f"{letter}ب", f"ب{letter}ب"):
            assert set(in_order(text, True)) <= every, f"{ord(letter):04X} in {text}"


@given(st.text(max_size=30))
@example("ا́ A\u064e \u0301")
@example("\ud800\u202e\ufe0f")
@example("𝐁𝐨𝐥𝐝 ＡＢＣ ﬁ ½ − 16")
def test_whatever_is_written_no_box_is_drawn(text: str) -> None:
    every = {character for _, character in characters()} | set("\u200c\u200d\u200e\u200f\u061c")
    assert set(drawable(text)) <= every
    letters = Letters(16)
    assert letters.width(text) >= 0
    letters.draw(ImageDraw.Draw(Image.new("L", (64, 32))), (0, 20), text, fill=255)


def test_what_no_font_has_is_told() -> None:
    assert missing("Storm 🚢 at 港, again 港") == "🚢港"
    assert missing("A\u200b\ufe0f\u00adB \r\n 𝐁𝐨𝐥𝐝 −16") == ""
    assert drawable("𝐁𝐨𝐥𝐝 −16\t🚢  ﬁ") == "Bold –16 fi"
    assert drawable("\u200f \u200e") == ""


def test_a_space_that_must_not_break_stays_one() -> None:
    assert drawable("10\u202f000 $\n\t x") == "10\xa0000 $ x"


@given(st.text(alphabet="abc سلام שלום", min_size=1, max_size=60), st.integers(0, 400))
def test_a_clipped_text_fits(text: str, width: int) -> None:
    clipped = LETTERS.clipped(text, width)
    assert LETTERS.width(clipped) <= width
    if LETTERS.width(text) <= width:
        assert clipped == drawable(text)
    elif clipped:
        assert clipped.endswith("…") and drawable(text).startswith(clipped[:-1])


@pytest.mark.parametrize(("align", "shift"), [("left", 0.0), ("middle", 0.5), ("right", 1.0)])
def test_alignment(align: str, shift: float) -> None:
    image = Image.new("L", (600, 160))
    width = LETTERS.draw(ImageDraw.Draw(image), (300, 100), "HHH", fill=255, align=align)  # type: ignore[arg-type]
    box = image.getbbox()
    assert box is not None
    assert box[0] == pytest.approx(300 - shift * width + LETTERS.bearing("HHH"), abs=1.5)
    assert width == pytest.approx(LETTERS.width("HHH"))


def test_latin_letters_are_kerned() -> None:
    assert LETTERS.width("AVATAR") < sum(LETTERS.width(c) for c in "AVATAR") - 8
    close, apart = drawn("To", LETTERS), Image.new("L", (200, 160))
    x = LETTERS.draw(ImageDraw.Draw(apart), (10, 100), "T", fill=255)
    LETTERS.draw(ImageDraw.Draw(apart), (10 + x, 100), "o", fill=255)
    assert close.getbbox()[2] == pytest.approx(apart.getbbox()[2] - 0.07 * 60, abs=1)  # type: ignore[index]


def test_the_layout_that_needs_no_system_library_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    truetype = ImageFont.truetype

    def noted(*args: object, **options: object) -> ImageFont.FreeTypeFont:
        asked.append(options.get("layout_engine"))
        return truetype(*args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(ImageFont, "truetype", noted)
    Letters(61.5).width("abc سلام")
    assert asked and set(asked) == {ImageFont.Layout.BASIC}


def test_latin_text_does_not_load_what_arabic_needs() -> None:
    for name in [name for name in sys.modules if name.split(".")[0] in ("bidi", "arabic_reshaper")]:
        del sys.modules[name]
    Letters(20).width("Harbour")
    assert not {"bidi", "arabic_reshaper"} & set(sys.modules)


def test_the_fonts_are_licensed_and_bear_a_name_of_their_own() -> None:
    licence = (FONTS / "OFL.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence and "PERMISSION & CONDITIONS" in licence
    fonts = [path for path in FONTS.iterdir() if path.name.endswith(".ttf")]
    assert len(fonts) == 6
    for path in fonts:
        family, _ = ImageFont.truetype(str(path)).getname()
        assert family is not None and "Noto" not in family and family.replace(" ", "") in licence
        assert path.read_bytes().count("Copyright".encode("utf-16-be")) >= 1, "the original's notice"
