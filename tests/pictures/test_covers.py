"""A cover bears show, title and date as a person of that language sets them; it is small, always the same."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from briefing.model import Colours
from briefing.pictures import dates
from briefing.pictures.colours import Rgb, rgb
from briefing.pictures.cover import SIDE, Cover, cover

DAY = date(2026, 11, 23)
ENGLISH = {"show": "The Morning Pier", "title": "Harbour reopens after three months", "language": "en"}
ARABIC = {"show": "موجز الصباح", "title": "افتتاح الميناء بعد ثلاثة أشهر من الإصلاح", "language": "ar"}
MARGIN = 210


@cache
def _made(given: tuple[tuple[str, Any], ...]) -> Cover:
    return cover(**{"day": DAY, "colours": Colours(), **dict(given)})


def made(like: Mapping[str, Any] = ENGLISH, **other: Any) -> Cover:
    return _made(tuple({**like, **other}.items()))


def picture(jpeg: bytes) -> Image.Image:
    image = Image.open(BytesIO(jpeg))
    image.load()
    return image


def near(one: object, other: Rgb) -> bool:
    assert isinstance(one, tuple)
    return all(abs(a - b) <= 6 for a, b in zip(one, other, strict=True))


def ink(image: Image.Image, box: tuple[int, int, int, int], *, least: int = 170) -> tuple[int, int, int, int]:
    """Where in the box there is something as light as the text on the usual dark ground."""
    found = image.convert("L").crop(box).point(lambda value: 255 if value > least else 0).getbbox()
    assert found is not None, "nothing is written there"
    return found[0] + box[0], found[1] + box[1], found[2] + box[0], found[3] + box[1]


TITLE = (0, 560, SIDE, 2250)
DATE = (0, 2600, SIDE, SIDE)


@pytest.mark.parametrize("like", [ENGLISH, ARABIC], ids=["en", "ar"])
def test_the_files(like: dict[str, Any]) -> None:
    both = made(like)
    full, small = picture(both.full), picture(both.small)
    assert (full.format, full.mode, full.size) == ("JPEG", "RGB", (3000, 3000))
    assert (small.format, small.mode, small.size) == ("JPEG", "RGB", (750, 750))
    assert len(both.full) <= 250_000 and len(both.small) <= 60_000
    assert both.warnings == ()


def test_a_very_long_title_makes_no_large_file() -> None:
    both = made(title="Ministers agree on a plan to rebuild the northern rail link " * 9)
    assert len(both.full) <= 420_000 and len(both.small) <= 70_000


def test_the_same_words_make_the_same_bytes_in_another_process() -> None:
    code = (
        "import hashlib; from datetime import date; from briefing.model import Colours;"
        "from briefing.pictures.cover import cover;"
        f"made = cover(day=date(2026, 11, 23), colours=Colours(), **{ARABIC!r});"
        "print(hashlib.sha256(made.full + made.small).hexdigest())"
    )
    # With an empty PATH: there is no program that it could call.
    env = {**os.environ, "PATH": "", "PYTHONHASHSEED": "7", "PYTHONIOENCODING": "utf-8"}
    ran = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    import hashlib

    both = cover(day=DAY, colours=Colours(), **ARABIC)  # type: ignore[arg-type]
    assert ran.stdout.strip() == hashlib.sha256(both.full + both.small).hexdigest()
    assert ran.stderr == ""


def test_english_begins_at_the_left_and_arabic_at_the_right() -> None:
    english, arabic = picture(made().full), picture(made(ARABIC).full)
    assert ink(english, TITLE)[0] == pytest.approx(MARGIN, abs=3)
    assert ink(arabic, TITLE)[2] == pytest.approx(SIDE - MARGIN, abs=3)
    assert ink(english, (0, 2600, 2000, SIDE))[0] == pytest.approx(MARGIN, abs=3)
    assert ink(arabic, (1000, 2600, SIDE, SIDE))[2] == pytest.approx(SIDE - MARGIN, abs=3)
    for image, corner in ((english, SIDE - 20), (arabic, 20)):
        assert near(image.getpixel((corner, SIDE - 20)), rgb(Colours().accent)), (
            "the sun is at the other side"
        )
        assert near(image.getpixel((SIDE - corner, SIDE - 20)), rgb(Colours().background))


titles = st.text(alphabet="ABgjqÅ ّ سلامِ محطةשל1٢3«»()-–:,", min_size=1, max_size=150)


@given(titles, st.sampled_from(["en", "ar", "he"]))
@settings(max_examples=12)
def test_no_title_reaches_the_edge_or_the_date(title: str, language: str) -> None:
    image = picture(cover(show="A", title=title, day=None, language=language, colours=Colours()).full)
    light = image.convert("L").point(lambda value: 255 if value > 200 else 0)
    box = light.getbbox()
    assert box is not None  # the rule is always there
    assert box[0] >= MARGIN - 3 and box[2] <= SIDE - MARGIN + 3
    assert box[3] <= 2250


def test_its_colours_are_those_of_the_show() -> None:
    colours = Colours(background="#f4efe6", text="#1a1a1a", accent="#c1121f")
    image = picture(made(colours=colours).full)
    assert near(image.getpixel((40, 40)), (0xF4, 0xEF, 0xE6))
    assert near(image.getpixel((1500, MARGIN + 12)), (0x1A, 0x1A, 0x1A))
    assert near(image.getpixel((SIDE - 40, SIDE - 40)), (0xC1, 0x12, 0x1F))


def name_on(colours: Colours) -> set[tuple[int, ...]]:
    """Colours of the band in which the show's name stands, that are there a hundred times or more."""
    band = picture(made(colours=colours).full).crop((MARGIN, 330, 1500, 460)).quantize(16).convert("RGB")
    counted = band.getcolors()
    assert counted is not None
    return {colour for count, colour in counted if count > 100 and isinstance(colour, tuple)}


def test_the_show_has_the_accent_where_that_can_be_read() -> None:
    bright, pale = Colours(), Colours(background="#ffffff", text="#000000", accent="#eeeeee")
    assert any(near(colour, rgb(bright.accent)) for colour in name_on(bright))
    assert any(near(colour, (0, 0, 0)) for colour in name_on(pale))


def test_the_cover_of_a_show_is_its_name_alone() -> None:
    image = picture(made(title=None, day=None).full)
    assert ink(image, (0, 300, SIDE, 2250))[3] - 300 > 900, "the name is large"
    with pytest.raises(AssertionError, match="nothing is written"):
        ink(image, (0, 2600, 1500, SIDE))
    assert made(title=None, day=None).full != made(title=None).full


@pytest.mark.parametrize("like", [ENGLISH, ARABIC], ids=["en", "ar"])
def test_a_show_s_long_name_keeps_clear_of_the_sun(like: dict[str, Any]) -> None:
    colours = Colours(background="#000000", text="#ffffff", accent="#0000ff")
    image = picture(made(like, show=f"{like['title']} " * 3, title=None, day=None, colours=colours).full)
    blue_part = image.getchannel("B").point(lambda value: 255 if value > 200 else 0)
    written = image.getchannel("G").point(lambda value: 255 if value > 200 else 0).getbbox()
    assert written is not None and blue_part.getpixel((SIDE // 2, SIDE - 10)) == 0
    sun = 0.34 * SIDE
    assert written[3] <= SIDE - (sun**2 - MARGIN**2) ** 0.5 + 5


def test_every_episode_has_waves_of_its_own() -> None:
    one, other = (picture(made(title=title).full) for title in ("Strike called off", "Storm on its way"))
    line = [(1500 + step, 2500) for step in range(0, 900, 10)]
    assert [one.getpixel(at) for at in line] != [other.getpixel(at) for at in line]


NO_BOX = [
    ("Storm 🚢 warning", "Storm warning", "without 🚢"),
    ("🚀🚀", None, "without 🚀"),
    ("東京の港", None, "no shipped font has its 東京の港"),
    ("NATO 宣布", None, "does not bear the title"),
]


@pytest.mark.parametrize(("title", "as_if", "told"), NO_BOX)
def test_what_no_font_has_is_left_out_and_told(title: str, as_if: str | None, told: str) -> None:
    found = made(title=title)
    assert found.full == made(title=as_if).full
    assert len(found.warnings) == 1 and told in found.warnings[0]


@pytest.mark.parametrize(
    "title", ["", " \n", "\u200f", "x" * 5000, "ل" * 3000, "\ud800", "A\u0301\u0301\u0301"]
)
def test_odd_titles_are_no_trouble(title: str) -> None:
    assert picture(made(title=title).full).size == (3000, 3000)


@pytest.mark.parametrize(
    ("tag", "day", "beside", "written"),
    [
        ("en", DAY, "", "Monday, 23 November 2026"),
        ("de", DAY, "", "Montag, 23. November 2026"),
        ("es-MX", DAY, "", "Lunes, 23 de noviembre de 2026"),
        ("fr", date(2026, 5, 1), "", "Vendredi 1er mai 2026"),
        ("ar", DAY, "", "الاثنين ٢٣ نوفمبر ٢٠٢٦"),
        ("ar-LB", DAY, "", "الاثنين ٢٣ تشرين الثاني ٢٠٢٦"),
        ("ar-MA", DAY, "", "الاثنين 23 نونبر 2026"),
        ("ar", DAY, "ارتفاع الأسعار 12 في المئة", "الاثنين 23 نوفمبر 2026"),
        ("ar", DAY, "ارتفاع الأسعار ١٢ في المئة", "الاثنين ٢٣ نوفمبر ٢٠٢٦"),
        ("he", DAY, "", "2026-11-23"),
    ],
)
def test_a_date_in_the_language_s_own_way(tag: str, day: date, beside: str, written: str) -> None:
    assert dates.written(day, tag, beside=beside) == written
