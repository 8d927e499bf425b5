"""What French, German and Spanish have of their own: elisions, insertions, nouns with capitals."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from briefing.model import Article, Block, BlockRole, Origin
from briefing.script.dates import dated
from briefing.script.quoting.quotes import SPOKEN_CONFIDENCE, quotations
from briefing.script.words import tokens
from briefing.sentences import sentences
from briefing.speech.spoken_text import spoken_text


def told(language: str, *paragraphs: str) -> list[tuple[str, str | None]]:
    """Text and speaker of what would be spoken."""
    article = Article(
        title="t",
        language=language,
        blocks=tuple(Block(role=BlockRole.PARAGRAPH, text=text) for text in paragraphs),
        origin=Origin(
            address="-", media_type="text/plain", sha256="0" * 64, fetched_at=datetime(2026, 1, 5, tzinfo=UTC)
        ),
    )
    return [
        (q.text, q.speaker.name if q.speaker else None)
        for q in quotations(article)
        if q.confidence >= SPOKEN_CONFIDENCE and q.kind.value == "speech"
    ]


@pytest.mark.parametrize(
    ("language", "text", "pieces"),
    [
        ("fr", "M. Roy et Mme Petit sont venus. Ils sont repartis à 9 h.", 2),
        ("fr", "Le Dr Roy, prof. à Lyon, a parlé. « On verra. C'est long », a-t-il dit.", 2),
        ("de", "Am 5. November kam Dr. Vogt, z. B. wegen der Brücke. Sie blieb bis zum 12. Dezember.", 2),
        ("de", "Das kostet ca. 3 Mio. Euro. Der 3. Platz ging an Halle.", 2),
        ("es", "El Sr. Ruiz y la Dra. Gil llegaron. ¿Vendrán más? Quizá.", 3),
        ("es", "Ocurrió en EE. UU. hace años. Nadie lo vio.", 2),
    ],
)
def test_sentences(language: str, text: str, pieces: int) -> None:
    assert len(sentences(text, language)) == pieces


def test_little_words_are_tokens_of_their_own() -> None:
    text = "L'ancien maire d'Arles, qu'on dit malade, a-t-elle dit hier"
    assert [t.word for t in tokens(text, (), "fr")] == [
        "l", "ancien", "maire", "d", "arles", ",", "qu", "on", "dit", "malade", ",",
        "a", "elle", "dit", "hier",
    ]  # fmt: skip
    assert all(text[t.start : t.end] == t.text for t in tokens(text, (), "fr"))


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        (
            "fr",
            "« Le pont est fermé, explique Anne Roy, ingénieure en chef, et il le restera. »",
            [("Le pont est fermé", "Anne Roy"), ("et il le restera.", "Anne Roy")],
        ),
        (
            "fr",
            "« Le pont est fermé, a ajouté Anne Roy. Il le restera. »",
            [("Le pont est fermé", "Anne Roy"), ("Il le restera.", "Anne Roy")],
        ),
        # It cannot be told whether the clause or the quotation goes on behind the comma.
        (
            "fr",
            "« Le pont est fermé, dit Anne Roy, géante de sa branche, et il le restera. »",
            [("Le pont est fermé", "Anne Roy")],
        ),
        (
            "es",
            "«El puente está cerrado —explicó Ana Ruiz— y lo seguirá estando».",
            [("El puente está cerrado", "Ana Ruiz"), ("y lo seguirá estando", "Ana Ruiz")],
        ),
        (
            "es",
            "—El puente sigue cerrado —dijo Ana Ruiz—. Nadie lo cruza.",
            [("El puente sigue cerrado", "Ana Ruiz"), ("Nadie lo cruza.", "Ana Ruiz")],
        ),
        ("fr", "— Le pont est fermé, répond Anne Roy.", [("Le pont est fermé", "Anne Roy")]),
        ("fr", "— Le pont est fermé depuis lundi.", []),
    ],
)
def test_the_reporter_inside_the_marks_is_not_spoken(
    language: str, text: str, spoken: list[tuple[str, str | None]]
) -> None:
    assert told(language, text) == spoken


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("fr", "« Nous sommes prêts », a-t-elle dit. Anne Roy parlait hier.", None),
        (
            "fr",
            "« Nous sommes prêts depuis lundi », a déclaré l'ancien ministre de l'Intérieur Paul Roy.",
            "Paul Roy",
        ),
        ("fr", "« Nous sommes prêts depuis lundi », sourit Anne de La Tour.", "Anne de La Tour"),
        ("fr", "Selon Mme Roy, « le pont sera fermé tout l'été ».", "Roy"),
        ("fr", "« Nous sommes prêts depuis lundi », a déclaré le groupe Valoris.", "le groupe Valoris"),
        ("de", "„Wir sind seit Montag bereit“, sagte die Ministerin Anna Vogt (SPD).", "Anna Vogt"),
        ("de", "„Wir sind seit Montag bereit“, so Revierförster Jan Hartung.", "Jan Hartung"),
        ("de", "„Wir sind seit Montag bereit“, teilte der Verein in einem Brief mit.", "der Verein"),
        ("de", "Über Anna Vogt sagte Jan Brandt: „Sie ist seit Montag bereit.“", "Jan Brandt"),
        ("de", "Jan Brandt hat am Montag „wir sind alle bereit“ gesagt.", "Jan Brandt"),
        ("de", "Die Sprecherin der Fraktion im Landtag, Anna Vogt, sagte: „Wir sind bereit.“", "Anna Vogt"),
        ("es", "«Estamos listos desde el lunes», le dijo Ana de la Torre al juez.", "Ana de la Torre"),
        (
            "es",
            "El alcalde, Luis Gil Prieto, ha ido más lejos: «Estamos listos desde el lunes».",
            "Luis Gil Prieto",
        ),
    ],
)
def test_speaker_of_one_sentence(language: str, text: str, speaker: str | None) -> None:
    got = told(language, text)
    assert [name for _, name in got] == ([speaker] if speaker else [])


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le maire a dénoncé « une politique du vide »."),
        ("fr", "Le projet, baptisé « Les ailes du vent d'ouest », coûte cher, selon Anne Roy."),
        ("de", "Anna Vogt sprach von einem „Angriff auf die Demokratie“."),
        ("de", "Der Roman „Die Nacht der leeren Rahmen“ ist von Anna Vogt, sagte der Verlag."),
        ("es", "Ana Ruiz calificó la medida de «broma pesada»."),
        ("es", "Ana Ruiz dijo del árbitro que «perdió los papeles»."),
    ],
)
def test_what_is_no_sentence_of_somebody_is_not_spoken(language: str, text: str) -> None:
    assert told(language, text) == []


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("fr", "Le maire a signé hier soir l'accord.", ["le mardi 24 novembre au soir"]),
        ("fr", "Rendez-vous à demain, dit-on.", []),
        ("de", "Sie sagte am Montag, die Brücke bleibe zu.", ["am Montag, den 23. November"]),
        ("de", "Die Brücke wird am Freitag eröffnet.", ["am Freitag, den 27. November"]),
        ("de", "Seit gestern ist die Straße gesperrt.", ["Dienstag, den 24. November"]),
        ("de", "Am Morgen war es kalt.", []),
        ("es", "La votación será mañana.", ["el jueves 26 de noviembre"]),
        ("es", "A la mañana siguiente no quedaba nadie.", []),
        ("es", "El ministro dijo el lunes que vendría.", ["el lunes 23 de noviembre"]),
    ],
)
def test_dates_by_the_day_of_the_article(language: str, text: str, said: list[str]) -> None:
    found = dated(text, language, published=date(2026, 11, 25), day=date(2026, 11, 26))
    assert [d.said for d in found] == said


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        (
            "fr",
            "M. Roy a couru 3 km, M. le maire.",
            "Monsieur Roy a couru trois kilomètres, Monsieur le maire.",
        ),
        ("fr", "Le prix monte de 1 %, à 12 €.", "Le prix monte de un pour cent, à douze euros."),
        (
            "de",
            "Dr. Vogt kam am 5. November, d. h. spät.",
            "Doktor Vogt kam am fünften November, das heißt spät.",
        ),
        ("de", "Das kostet 3 Mio. Euro.", "Das kostet drei Millionen Euro."),
        (
            "es",
            "El Sr. Ruiz pagó $ 300 en EE. UU.",
            "El señor Ruiz pagó trescientos dólares en Estados Unidos.",
        ),
        ("it", "Rossi ha corso 3 km.", "Rossi ha corso tre km."),
    ],
)
def test_short_forms_are_said_in_full(language: str, text: str, said: str) -> None:
    assert spoken_text(text, language) == said
