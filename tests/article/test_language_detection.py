"""Which language a text is in; and what the page says against what its words say."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime

import pytest

from briefing.article import read
from briefing.article.detection import certain, detect, likely
from briefing.model import Source

TEXTS = {
    "en": "The mayor said on Tuesday that the bridge would be closed for the whole of the summer, and that "
    "buses would take another road. People who live in the old town were told by letter.",
    "ar": "قالت رئيسة البلدية يوم الثلاثاء إن الجسر سيغلق طوال الصيف، وإن الحافلات ستسلك طريقا آخر "
    "حتى نهاية الأعمال. وأبلغ سكان المدينة القديمة بذلك في رسالة وصلت إليهم بالبريد.",
    "fa": "شهردار روز سه‌شنبه گفت که پل در تمام تابستان بسته خواهد بود و اتوبوس‌ها از مسیر دیگری می‌روند.",
    "ur": "میئر نے منگل کو کہا کہ پل پورے موسم گرما میں بند رہے گا اور بسیں دوسرے راستے سے چلیں گی۔",
    "fr": "La maire a déclaré mardi que le pont serait fermé pendant tout l'été et que les bus prendraient "
    "une autre route.",
    "de": "Die Bürgermeisterin sagte am Dienstag, dass die Brücke den ganzen Sommer über geschlossen bleibe.",
    "nl": "De burgemeester zei dinsdag dat de brug de hele zomer gesloten blijft en dat de bussen omrijden.",
    "es": "La alcaldesa dijo el martes que el puente permanecerá cerrado todo el verano.",
    "pt": "O presidente da câmara disse na terça-feira que a ponte vai ficar fechada durante todo o verão "
    "e que os autocarros vão seguir por outra estrada.",
    "it": "Il sindaco ha detto martedì che il ponte resterà chiuso per tutta l'estate e che gli autobus "
    "prenderanno un'altra strada.",
    "ca": "L'alcaldessa va dir dimarts que el pont estarà tancat tot l'estiu i que els autobusos aniran "
    "per una altra carretera.",
    "ru": "Мэр сообщила во вторник, что мост будет закрыт в течение всего лета.",
}


@pytest.mark.parametrize("tag", TEXTS)
def test_the_language_of_a_paragraph(tag: str) -> None:
    assert detect(TEXTS[tag]) == tag


def test_certain_is_never_wrong_and_knows_ours() -> None:
    assert {tag: certain(text) for tag, text in TEXTS.items()} == {
        tag: tag if tag in ("en", "ar", "fr", "de", "es") else None for tag in TEXTS
    }


def test_a_text_without_letters_has_no_language() -> None:
    assert detect("1234 — 5678 !") == "und"


@pytest.mark.parametrize(
    ("text", "expected", "tag"),
    [
        ("Win 50% off!", "en", "en"),
        ("World War II ended.", "en", "en"),
        ("St. Louis beat St. Paul 5-3 on St. Patrick's Day.", "en", "en"),
        ("12 km", "de", "de"),
        ("Roe, 45", "ar", "ar"),
        ("24/7", "fr", "fr"),
        ("The bridge is closed.", "de", "en"),
        ("Guten Morgen, zusammen.", "en", "de"),
        ("Bonjour tout le monde", "en", "fr"),
        ("Costará 1 millón de euros.", "en", "es"),
        ("Il ponte è chiuso.", "en", "it"),
        ("مرحبا", "en", "ar"),
        ("موقع example دوت كوم", "en", "ar"),
        ("شركة Harbour Systems أعلنت Beacon", "en", "ar"),
        ("The word نعم means yes.", "en", "en"),
        ("Καλημέρα", "en", "el"),
        (TEXTS["ca"], "en", "ca"),
    ],
)
def test_little_text_is_as_expected_unless_it_clearly_is_not(text: str, expected: str, tag: str) -> None:
    assert likely(text, expected) == tag


def test_english_and_arabic_do_not_load_the_detector() -> None:
    code = (
        "import sys; from briefing.article.detection import detect;"
        f"assert [detect(t) for t in {[TEXTS['en'], TEXTS['ar']]!r}] == ['en', 'ar'];"
        "sys.exit('py3langid' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("declared", "tag", "given", "language"),
    [
        ("en-GB", "en", None, "en-GB"),
        ("en", "ar", None, "ar"),  # a template that says "en" on every page
        ("de", "it", None, "de"),  # both unsure: the page is believed
        ("en", "en", "ar-EG", "ar-EG"),
    ],
)
def test_argument_before_page_before_words(declared: str, tag: str, given: str | None, language: str) -> None:
    text = f"---\nlang: {declared}\n---\n# A title\n\n{TEXTS[tag]}\n\n{TEXTS[tag]} 2\n"
    source = Source.of(
        text.encode(), address="x.md", media_type="text/markdown", fetched_at=datetime(2026, 1, 1, tzinfo=UTC)
    )
    assert read(source, language=given).language == language
