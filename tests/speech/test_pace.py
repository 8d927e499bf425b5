"""How long a text takes: real speech in many scripts is plausible, half of it is not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from briefing import engines
from briefing.engines import SpeechEngine
from briefing.model import Utterance, Voice
from briefing.speech.answer import checked
from briefing.speech.pace import estimated_ms, is_sayable, plausible_ms

TEXTS = {
    "en": "The harbour reopened on Monday after three months of repairs that nobody had expected to end.",
    "ar": "أعيد فتح الميناء يوم الاثنين بعد ثلاثة أشهر من أعمال الإصلاح التي لم يتوقع أحد نهايتها.",
    "de": "Der Hafen wurde am Montag nach dreimonatigen Instandsetzungsarbeiten wieder geöffnet.",
    "fi": "Satama avattiin uudelleen maanantaina kolmen kuukauden korjausten jälkeen.",
    "hi": "बंदरगाह तीन महीने की मरम्मत के बाद सोमवार को फिर से खुल गया।",
    "zh": "港口经过三个月的维修后于星期一重新开放。",
    "ko": "항구는 석 달간의 수리 끝에 월요일에 다시 열렸습니다.",
    "he": "הנמל נפתח מחדש ביום שני אחרי שלושה חודשים של תיקונים.",
    "ru": "Порт снова открылся в понедельник после трёх месяцев ремонта.",
    "vi": "Bến cảng đã mở cửa trở lại vào thứ Hai sau ba tháng sửa chữa.",
    "ta": "துறைமுகம் திங்கட்கிழமை மீண்டும் திறக்கப்பட்டது.",
}


@pytest.fixture(scope="module")
def espeak() -> Iterator[SpeechEngine]:
    engine = engines.load("espeak")
    yield engine
    engine.close()


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("rate", [80, None, 200, 450])
def test_real_speech_is_plausible(espeak: SpeechEngine, language: str, rate: int | None) -> None:
    asked = Utterance(text=TEXTS[language], language=language, voice=Voice(rate=rate))
    sound = checked(espeak.speak(asked), asked)
    if rate is None:
        assert estimated_ms(asked.text, None) == pytest.approx(sound.duration_ms, rel=0.6)
        assert sound.duration_ms / 5 < plausible_ms(asked.text, None)[0]  # a fifth of it would not pass


@pytest.mark.parametrize("text", ["a", "7", "%", "港", "€"])
def test_what_can_be_said(text: str) -> None:
    assert is_sayable(text)


@pytest.mark.parametrize("text", ["", "…", " \n", "«»", "ـ", "\u064b"])
def test_what_cannot_be_said(text: str) -> None:
    assert not is_sayable(text)
