"""Every language file is complete; a language without one is told in its own words."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from briefing.article import read
from briefing.language import function_words, known, language
from briefing.model import Source
from briefing.script import write
from briefing.script.templates import slots

LANGUAGES = ("ar", "de", "en", "es", "fr")
PAGE = (
    "months", "date_words", "byline_openings", "byline_offices", "agencies", "credit_words",
    "caption_openings", "boilerplate_lines", "boilerplate_openings", "boilerplate_marks", "counters",
    "related_openings", "sidebar_openings", "function_words",
)  # fmt: skip
QUOTES = (
    "said", "saying", "according", "that", "third_person", "first_person", "pronouns_m", "pronouns_f",
    "clause_subjects", "offices", "offices_f", "institutions", "titles", "titles_f", "sources",
    "documents", "name_links", "not_names", "media", "name_nouns", "prepositions", "conjunctions",
    "question_labels", "answer_labels",
)  # fmt: skip
SPOKEN = ("weekdays", "units", "currencies", "magnitudes", "abbreviations", "symbols")


def test_the_five_languages_have_files() -> None:
    assert set(LANGUAGES) <= set(known())


@pytest.mark.parametrize("tag", LANGUAGES)
def test_no_list_that_a_rule_needs_is_empty(tag: str) -> None:
    found = language(tag)
    wanted = [(found.page, PAGE), (found.quotes, QUOTES), (found.check, ("numbers",))]
    if found.quotes.capitals:  # Arabic abbreviates no weekdays, and has other lists for who is spoken for
        wanted += [(found.spoken, SPOKEN), (found.quotes, ("pronouns_other", "spokes"))]
    assert [name for section, names in wanted for name in names if not getattr(section, name)] == []
    if found.quotes.capitals:
        given = [
            n
            for n in ("given_m", "given_f", "articles", "determiners", "finite")
            if not getattr(found.quotes, n)
        ]
        assert given == []
        assert not set(found.quotes.given_m) & set(found.quotes.given_f)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_calendar_words(tag: str) -> None:
    found = language(tag)
    assert found.phrases is not None
    assert len(found.phrases.weekdays) == 7
    assert len(found.phrases.months) == len(found.spoken.months) == 12
    assert set(found.page.months.values()) == set(range(1, 13))
    written = {name.lower() for name in found.page.months}
    assert {name.lower() for name in found.phrases.months} <= written
    distances = {d.days for d in found.phrases.dates.relative.values()}
    assert {-1, 0, 1} <= distances


@pytest.mark.parametrize("tag", LANGUAGES)
def test_templates_are_those_of_english_with_the_same_slots(tag: str) -> None:
    english, own = language("en").phrases, language(tag).phrases
    assert english is not None and own is not None
    base = {name for name in english.templates if not name[-1].isdigit()}
    assert base - set(own.templates) == set()
    for name in base:
        assert sorted(slots(own.templates[name])) == sorted(slots(english.templates[name])), name
    assert set(own.titles) == set(english.titles)
    assert own.leaning and own.turning and own.first_person


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_quick_reading_of_function_words_is_that_of_the_file(tag: str) -> None:
    assert function_words(tag) == language(tag).page.function_words


PORTUGUESE = """Ponte da Ribeira fecha durante todo o verão

A ponte da Ribeira vai ficar fechada ao trânsito durante todo o verão, anunciou na terça-feira a
câmara municipal. As obras custam três milhões de euros e devem terminar em setembro.

«Não havia outra solução, a ponte tem cem anos», disse a presidente da câmara, Ana Falcão.

Os autocarros vão seguir por outra estrada. Os moradores da cidade velha foram avisados por carta,
mas muitos dizem que não receberam nada.

Em números

A ponte foi construída em 1926 e tem 340 metros. Passam por ela 21 mil automóveis por dia.
"""
ITALIAN = """Il ponte vecchio chiude per tutta l'estate

Il ponte vecchio resterà chiuso al traffico per tutta l'estate, ha annunciato martedì il comune. I
lavori costano tre milioni di euro e dovrebbero finire a settembre.

«Non c'era altra soluzione, il ponte ha cento anni», ha detto la sindaca, Anna Falchi.

Gli autobus prenderanno un'altra strada. Gli abitanti della città vecchia sono stati avvisati con
una lettera, ma molti dicono di non aver ricevuto nulla.
"""


@pytest.mark.parametrize(("tag", "text"), [("pt", PORTUGUESE), ("it", ITALIAN)])
def test_a_language_without_a_file_is_told_in_its_own_words(tag: str, text: str) -> None:
    source = Source.of(
        text.encode(), address="a.txt", media_type="text/plain", fetched_at=datetime(2026, 11, 23, tzinfo=UTC)
    )
    article = read(source)
    assert article.language == tag
    script = write([article], day=date(2026, 11, 23), show="")
    lines = [line for segment in script.segments for line in segment.lines]
    assert lines[0].text.startswith(article.title)
    assert len(lines) >= 4
    assert all(line.spans and line.speaker is None for line in lines)
    assert not any("template" in edit for line in lines for edit in line.edits)
