"""French, German, Spanish: descriptions that point back, what stands beside a name, two words of the past."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from briefing.article.lines import LineKind, kind_of
from briefing.article.vocabulary import vocabulary
from briefing.model import Article, Block, BlockRole, Origin
from briefing.script.dates import dated
from briefing.script.quoting.lexicon import lexicon
from briefing.script.quoting.quotes import SPOKEN_CONFIDENCE, quotations
from briefing.sentences import sentences


def told(language: str, *paragraphs: str) -> list[tuple[str | None, str | None]]:
    """Speaker and office of each quotation that would be spoken."""
    article = Article(
        title="t",
        language=language,
        blocks=tuple(Block(role=BlockRole.PARAGRAPH, text=text) for text in paragraphs),
        origin=Origin(
            address="-", media_type="text/plain", sha256="0" * 64, fetched_at=datetime(2026, 1, 5, tzinfo=UTC)
        ),
    )
    return [
        (q.speaker.name, q.speaker.office) if q.speaker else (None, None)
        for q in quotations(article)
        if q.confidence >= SPOKEN_CONFIDENCE and q.kind.value == "speech"
    ]


@pytest.mark.parametrize(
    ("language", "paragraphs", "names"),
    [
        (
            "fr",
            ("« Je n'ai rien vu venir », raconte Anne Roy.", "« Tout a brûlé », souffle la jeune femme."),
            ["Anne Roy", "Anne Roy"],
        ),
        (
            "fr",
            ("Anne Roy se lève tôt. « J'aime ce silence », dit cette ancienne infirmière.",),
            ["Anne Roy"],
        ),
        ("fr", ("Paul Roy hésite. « J'ai tout perdu », dit le boulanger de 58 ans.",), ["Paul Roy"]),
        ("fr", ("Le maire, Paul Roy, se tait. « J'ai tout perdu », finit par dire l'élu.",), ["Paul Roy"]),
        ("fr", ("Le juge, Paul Roy, insiste. « J'ai tout perdu », répond le prévenu.",), []),
        ("fr", ("Paul Roy et Jean Petit sont venus. « J'ai tout perdu », dit le quinquagénaire.",), []),
        ("fr", ("Le préfet, Paul Roy, écoute. « J'ai tout perdu », disent les élus.",), []),
        (
            "de",
            ("Trainer Jan Brandt blieb ruhig. „Wir haben alles versucht“, sagte der Däne.",),
            ["Jan Brandt"],
        ),
        ("de", ("Anna Vogt kam zu spät. „Ich habe es versucht“, sagte die 61-Jährige.",), ["Anna Vogt"]),
        ("es", ("Su abogada, Ana Gil, recurrirá. «No hay ninguna prueba», dijo la letrada.",), ["Ana Gil"]),
        (
            "es",
            ("El alcalde, Luis Gil, calla. «No hay ninguna prueba», dijo el abogado del detenido.",),
            None,
        ),
    ],
)
def test_who_is_meant_by_other_words(
    language: str, paragraphs: tuple[str, ...], names: list[str] | None
) -> None:
    got = [name for name, _ in told(language, *paragraphs)]
    if names is None:
        assert "Luis Gil" not in got
    else:
        assert [name for name in got if name and name[0].isupper()] == names


@pytest.mark.parametrize(
    ("language", "text", "speaker", "office"),
    [
        ("fr", "« Nous sommes prêts », a commencé Anne Roy.", "Anne Roy", None),
        ("fr", "« Nous sommes prêts », justifie la maire, Anne Roy.", "Anne Roy", "la maire"),
        ("fr", "« Nous sommes prêts », a répété trois fois Anne Roy.", "Anne Roy", None),
        (
            "fr",
            "L'armateur conteste, selon Me Anne Roy, pour qui « la mer n'a pas attendu ».",
            "Anne Roy",
            None,
        ),
        ("fr", "« Nous sommes prêts », a dit le ministère de la Santé.", "le ministère de la Santé", None),
        ("fr", "Pour le chef de l'Union (UDF), Paul Roy, « il faut en finir avec ça ».", "Paul Roy", None),
        (
            "de",
            "Das brachte Ministerin Anna Vogt auf. „Wir sind bereit“, sagte sie.",
            "Anna Vogt",
            "Ministerin",
        ),
        ("de", "„Wir sind bereit“, sagte der Mann von Trainer Jan Brandt.", None, None),
        ("de", "„Wir sind alle bereit“, warb ihr Stadtrat Jan Brandt.", "Jan Brandt", "Stadtrat"),
        ("de", "„Wir sind alle bereit“, sagte die Mannschaft von Trainer Jan Brandt.", None, None),
        ("de", "„Wir sind alle bereit“, sagte Sängerin Anna Vogt.", "Anna Vogt", "Sängerin"),
        ("de", "Den Namen gab der Sender bekannt: „Die Nacht ist vorbei.“", None, None),
        (
            "es",
            "«Estamos todos listos», contó el héroe del día, el delantero Luis Gil.",
            "Luis Gil",
            None,
        ),
        ("es", "«Estamos todos listos», ha dicho a EFE la bióloga Ana Gil.", "Ana Gil", "la bióloga"),
    ],
)
def test_what_stands_beside_a_name(language: str, text: str, speaker: str | None, office: str | None) -> None:
    got = told(language, text)
    if speaker is None:
        assert "Jan Brandt" not in [name for name, _ in got]
        assert not any(name and name.startswith("Den ") for name, _ in got)
    else:
        assert [name for name, _ in got] == [speaker]
        if office is not None:
            assert got[0][1] == office
        assert "trois fois" not in str(got[0][1])


def test_the_place_of_saying_is_no_speaker() -> None:
    first = "El consejero, Luis Gil, no cede."
    got = told("es", f"{first} «Vamos a retirar el plan», dijo en los pasillos del Parlamento.")
    assert [name for name, _ in got] in (["Luis Gil"], [])


def test_words_on_a_sign_are_not_the_speakers() -> None:
    text = "„Wir bauen wieder auf“, sagt Anna Vogt und zeigt auf den Schriftzug: „Möbel fürs ganze Leben“."
    assert [name for name, _ in told("de", text)] == ["Anna Vogt"]


def test_endings_are_compared_as_words_are() -> None:
    assert lexicon("de").is_office("geschaftsfuhrerin") and lexicon("de").is_office("bundesprasident")


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("fr", "Le gouvernement a annoncé jeudi un plan.", ["le jeudi 19 novembre"]),
        ("fr", "Un homme a été interpellé mardi soir à Brest.", ["le mardi 24 novembre au soir"]),
        ("fr", "Elle s'est félicitée lundi de ce vote.", ["le lundi 23 novembre"]),
        ("fr", "Le feu est survenu dimanche.", ["le dimanche 22 novembre"]),
        ("fr", "Le musée rouvrira samedi.", ["le samedi 28 novembre"]),
        ("fr", "La réunion est prévue vendredi.", []),
        ("fr", "Le marché a lieu chaque jeudi.", []),
        ("fr", "Elle a dit que le lundi de Pâques serait chômé.", []),
        ("de", "Das Gericht hat am Freitag ein Urteil gefällt.", ["am Freitag, den 20. November"]),
        ("de", "Am Freitag hat das Gericht ein Urteil gefällt.", ["Am Freitag, den 20. November"]),
        ("de", "Das Bad hat am Freitag geöffnet.", []),
        ("es", "El juez ordenó este lunes su ingreso.", ["el lunes 23 de noviembre"]),
        ("es", "El Gobierno ha anunciado este martes un plan.", ["el martes 24 de noviembre"]),
        ("es", "El consejero convocó a todos el lunes.", []),
        ("es", "La norma se aplicará el lunes.", ["el lunes 30 de noviembre"]),
        ("es", "El anuncio del lunes sorprendió.", []),
    ],
)
def test_weekdays_by_the_tense_of_their_clause(language: str, text: str, said: list[str]) -> None:
    found = dated(text, language, published=date(2026, 11, 25), day=date(2026, 11, 26))
    assert [one.said for one in found] == said


@pytest.mark.parametrize(
    ("language", "text", "pieces"),
    [
        ("de", "Das Werk ist zerstört. 380 Menschen bangen.", 2),
        ("de", "Nach Paragraf 5 Abs. 3 gilt das. Es sind ca. 40 Fälle.", 2),
        ("es", "A las 18.30 h. llegó el Dr. Ruiz.", 1),
    ],
)
def test_a_sentence_may_begin_with_a_number(language: str, text: str, pieces: int) -> None:
    assert len(sentences(text, language)) == pieces


@pytest.mark.parametrize(
    ("language", "line", "kind"),
    [
        ("fr", "La ministre Anne Roy à la sortie du Conseil. © Paul Petit / AFP", LineKind.CAPTION),
        ("fr", "La joie des joueurs après l'essai. Photo Le Littoral/Anne Roy", LineKind.CAPTION),
        ("fr", "Paul Roy devant le four à bois refait par les voisins. | LE LITTORAL", LineKind.CAPTION),
        ("fr", "© 2026 Le Littoral", LineKind.FURNITURE),
        ("fr", "Par Le Littoral avec AFP", LineKind.BYLINE),
        ("fr", "Lecture 3 min", LineKind.FURNITURE),
        ("es", "Un ejemplar en la galería minera. EFE/ A. Gil", LineKind.CAPTION),
        ("de", "Das könnte Sie auch interessieren", LineKind.FURNITURE),
    ],
)
def test_lines_of_a_page(language: str, line: str, kind: LineKind) -> None:
    found = kind_of(line, vocabulary(language))
    assert found is kind or (kind is LineKind.FURNITURE and found is LineKind.RELATED)
