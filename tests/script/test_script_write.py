from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from script_articles import CLINIC, DAY, HARBOUR, ORCHARD, PECHE, article, lines

from briefing.article import fetch, read
from briefing.errors import ScriptError
from briefing.model import Article, BlockRole, Line, LineRole, Script, SegmentKind
from briefing.script import check, dump, loads, quotations, summary, write
from briefing.script.writing.said import Said

SHARED = Path(__file__).parents[2].parent / "shared"


def told(*articles: Article, minutes: float = 2, show: str = "The Morning Pier") -> Script:
    return write(articles, day=DAY, show=show, minutes=minutes)


def segment_lines(script: Script, kind: SegmentKind) -> list[Line]:
    return [line for segment in script.segments if segment.kind is kind for line in segment.lines]


def texts(script: Script) -> list[str]:
    return [line.text for line in lines(script)]


# --------------------------------------------------------------------------------------------- one article


def test_the_segments_stand_in_their_order() -> None:
    script = told(HARBOUR)
    assert [segment.kind.value for segment in script.segments] == [
        "opening", "headline", "quotes", "sidebar", "closing",
    ]  # fmt: skip
    assert script.title == "Northern pier reopens after three months"
    assert script.articles == ("article-1.yaml",)


def test_the_greeting_names_the_show_and_the_day() -> None:
    assert texts(told(HARBOUR))[0] == "This is The Morning Pier, for Monday, 23 November 2026."
    assert (
        texts(told(CLINIC, show="ميناء الصباح"))[0]
        == "أهلاً بكم في ميناء الصباح، اليوم الاثنين 23 نوفمبر 2026."
    )


@pytest.mark.parametrize("show", ["", "Briefing"])
def test_a_show_without_a_name_of_its_own_is_not_named(show: str) -> None:
    assert texts(told(HARBOUR, show=show))[0] == "Here is the news briefing for Monday, 23 November 2026."


def test_headline_then_deck_then_lead() -> None:
    first, second, third, *_ = segment_lines(told(HARBOUR), SegmentKind.HEADLINE)
    assert first.text == "Northern pier reopens after three months."
    assert first.edits == ("full stop added",)
    assert second.text.startswith("Divers found the cracks")
    assert third.text.startswith("The northern pier in Eastwick reopened on Monday")
    assert third.edits == ()


def test_a_deck_that_says_the_lead_again_is_left_out() -> None:
    deck = "The northern pier in Eastwick reopened on Monday after repairs that cost 2.4 million pounds."
    blocks = tuple(replace(b, text=deck) if b.role is BlockRole.DECK else b for b in HARBOUR.blocks)
    script = told(replace(HARBOUR, blocks=blocks))
    assert sum("2.4 million" in text for text in texts(script)) == 1


def test_quotes_are_whole_and_announced_with_name_and_office() -> None:
    told_quotes = segment_lines(told(HARBOUR), SegmentKind.QUOTES)
    assert [line.text for line in told_quotes[:2]] == [
        "Ines Hofmann, the harbour master:",
        "We are glad to have the pier back before the herring season",
    ]
    speakers = [line.speaker for line in told_quotes if line.role is LineRole.QUOTE]
    assert {"Ines Hofmann", "Daniel Oyelaran", "Priya Raman"} <= set(speakers)
    for before, line in pairwise(told_quotes):
        if line.role is LineRole.QUOTE and before.role is LineRole.QUOTE:
            assert before.speaker == line.speaker
        elif line.role is LineRole.QUOTE:
            assert (line.speaker or "").split()[-1] in before.text


def test_who_goes_on_in_the_same_paragraph_is_not_announced_again() -> None:
    quoted = segment_lines(told(HARBOUR), SegmentKind.QUOTES)
    first, second = quoted[1], quoted[2]
    assert first.text == "We are glad to have the pier back before the herring season"
    assert (second.role, second.speaker) == (LineRole.QUOTE, "Ines Hofmann")
    assert second.text == "The crews have waited long enough for this day."


def test_the_words_that_announce_take_turns() -> None:
    announced = [
        line.text
        for line in segment_lines(told(HARBOUR), SegmentKind.QUOTES)
        if line.role is LineRole.PRESENTER
    ]
    assert announced == [
        "Ines Hofmann, the harbour master:",
        "Daniel Oyelaran, the mayor of Eastwick, said:",
        "Priya Raman, who leads the island committee:",
    ]


def test_an_office_of_one_word_does_not_follow_a_name() -> None:
    page = article(
        ("headline", "Club against the ban"),
        (
            "paragraph",
            "The club of kite flyers in Marrow has asked the council to think about the ban again.",
        ),
        (
            "paragraph",
            "“We never hurt a single bird in thirty years here,” said its president, Theo Lindgren.",
        ),
    )
    assert "Theo Lindgren:" in texts(told(page))


ADDED = article(
    ("headline", "إطلاق مئة صقر في محمية الرمال"),
    ("paragraph", "أطلقت هيئة البيئة في محمية الرمال مئة صقر بعد عامين من التأهيل في مركز متخصص."),
    (
        "paragraph",
        "وقال مدير المركز عمر السالمي إن «الصقر الذي تربى في الأسر يحتاج إلى أن يتعلم الصيد من جديد».",
    ),
    ("paragraph", "وأضاف السالمي أن أجهزة التتبع ستبقى عاملة أربعة أعوام على الأقل."),
    ("paragraph", "وأضاف البكري أن المحمية ستفتح أبوابها للزوار في عطلة الربيع."),
    language="ar",
)


def test_who_was_heard_may_add_something_and_nobody_else() -> None:
    said = texts(told(ADDED, minutes=3))
    assert any(text.startswith("وأضاف السالمي") for text in said)
    assert not any(text.startswith("وأضاف البكري") for text in said)


def test_a_short_article_is_told_nearly_whole() -> None:
    for page in (HARBOUR, ORCHARD, CLINIC):
        told_text = " ".join(texts(told(page)))
        body = [b.text for b in page.blocks if b.role is BlockRole.PARAGRAPH]
        sentences = [part.strip(" .«»“”") for text in body for part in text.split(". ")]
        missing = [part for part in sentences if part.split("»")[0].split("”")[0][:25] not in told_text]
        assert len(missing) <= 2, missing


def test_the_shortened_pull_quote_is_not_spoken() -> None:
    assert "We are glad to have the pier back" not in texts(told(HARBOUR, minutes=8))


def test_the_verb_of_arabic_attributions_shows_the_gender() -> None:
    announced = [
        line.text
        for line in segment_lines(told(CLINIC), SegmentKind.QUOTES)
        if line.role is not LineRole.QUOTE
    ]
    assert announced[0] == "قالت وزيرة الصحة ليلى المنصوري:"
    assert announced[-1] == "وقال مدير المستشفى فهد العامري:"


def test_the_sidebar_has_its_heading_and_its_sentences() -> None:
    sidebar = segment_lines(told(HARBOUR), SegmentKind.SIDEBAR)
    assert sidebar[0].text == "Also in this story: What the repairs cost."
    assert sidebar[1].text.startswith("The government paid 1.5 million pounds")
    assert all(line.role is LineRole.SIDEBAR for line in sidebar)


def test_without_a_sidebar_what_is_left_is_the_background() -> None:
    paragraphs = [b for b in (*ORCHARD.blocks, *HARBOUR.blocks) if b.role is BlockRole.PARAGRAPH]
    sidebar = segment_lines(told(article(*paragraphs), minutes=4), SegmentKind.SIDEBAR)
    assert sidebar[0].text == "More from the report."
    assert len(sidebar) > 1


@pytest.mark.parametrize("articles", [(HARBOUR,), (CLINIC,), (HARBOUR, ORCHARD)])
@pytest.mark.parametrize("minutes", [0.3, 2, 30])
def test_furniture_is_never_spoken(articles: tuple[Article, ...], minutes: float) -> None:
    script = told(*articles, minutes=minutes)
    furniture = {"caption", "byline", "dateline", "boilerplate", "repeat", "subheading"}
    for line in lines(script):
        for span in line.spans:
            assert articles[span.article - 1].blocks[span.block - 1].role.value not in furniture
    assert not any("Nell Abbott" in text or "newsletter" in text for text in texts(script))


@pytest.mark.parametrize("minutes", [0.3, 2, 30])
def test_nothing_is_said_twice(minutes: float) -> None:
    script = told(HARBOUR, minutes=minutes)
    said = Said()
    for line in lines(script):
        if line.spans and "template" not in " ".join(line.edits):
            assert not said.has(line.text), line.text
            said.add(line.text)


def test_no_sentence_begins_with_what_was_not_told() -> None:
    for text in texts(told(HARBOUR, minutes=30)):
        assert not text.startswith("However")


def test_the_first_sentence_of_an_arabic_sidebar_leans_on_nothing() -> None:
    """A verb before a particle leaves out its subject elsewhere; here it comes later in the sentence."""
    aside = ("تدخل إلى الميناء 40 سفينة في الأسبوع.", "نصفها يحمل القمح والذرة.")
    beside = (("sidebar_heading", "أرقام الميناء"), *(("sidebar", text) for text in aside))
    said = texts(told(article(*CLINIC.blocks, *beside, language="ar")))
    assert [text for text in said if text in aside] == list(aside)


def test_time_that_a_short_sidebar_leaves_goes_to_the_story() -> None:
    paragraphs = [b for b in (*ORCHARD.blocks, *HARBOUR.blocks) if b.role is BlockRole.PARAGRAPH]
    beside = [b for b in HARBOUR.blocks if b.role in (BlockRole.SIDEBAR_HEADING, BlockRole.SIDEBAR)]
    page = article(*paragraphs, *beside)
    assert any("1,200 passengers" in text for text in texts(told(page, minutes=4)))
    assert any("1.5 million" in text for text in texts(told(page, minutes=4)))
    brief = segment_lines(told(page, minutes=0.3), SegmentKind.SIDEBAR)
    assert "More from the report." not in [line.text for line in brief]


def test_more_minutes_tell_more() -> None:
    lengths = [sum(map(len, texts(told(HARBOUR, minutes=m)))) for m in (0.3, 1, 3)]
    assert lengths == sorted(lengths)
    assert lengths[0] < lengths[2]


# ------------------------------------------------------------------------------------------ unusual pages


SENTENCE = "The council of Eastwick will vote on the new ferry timetable in January."
UNUSUAL = {
    "headline and two sentences": article(
        ("headline", "Ferry timetable"), ("paragraph", f"{SENTENCE} The vote was put off twice.")
    ),
    "no headline": article(("paragraph", SENTENCE)),
    "headline alone": article(("headline", "Ferry timetable to change")),
    "no body": article(("headline", "Ferry"), ("deck", "The timetable changes in January after all.")),
    "sidebar alone": article(("sidebar_heading", "In figures"), ("sidebar", SENTENCE)),
    "body says the headline": article(("headline", SENTENCE.rstrip(".")), ("paragraph", SENTENCE)),
    "quote alone": article(
        ("headline", "Mayor speaks"),
        ("paragraph", "“We shall not close the harbour this winter,” said Daniel Oyelaran, the mayor."),
    ),
    "braces": article(("headline", "The {name} of {date}"), ("sidebar_heading", "{title}"),
                      ("sidebar", SENTENCE)),
    "unknown language": article(("headline", "Uusi satama"), ("paragraph", "Satama avattiin tänään."),
                                language="fi"),
    "Japanese": article(("headline", "港が再開"), ("paragraph", "北の桟橋が再開した。町は費用を払った。"),
                        language="ja"),
}  # fmt: skip


@pytest.mark.parametrize("name", UNUSUAL)
@pytest.mark.parametrize("minutes", [0.1, 2])
def test_unusual_pages_make_a_sound_script(name: str, minutes: float) -> None:
    page = UNUSUAL[name]
    script = told(page, minutes=minutes)
    assert check(script, (page,)) == ()
    assert all(segment.lines and segment.title.strip() for segment in script.segments)
    assert any(line.spans for line in lines(script))
    assert loads(dump(script)) == script


def test_an_article_with_nothing_to_tell_is_an_error() -> None:
    with pytest.raises(ScriptError, match=r"nothing to tell in article 2 \(harbour.txt\)"):
        told(HARBOUR, article(("caption", "A picture of the pier")))


def test_no_article_and_no_time_are_errors() -> None:
    with pytest.raises(ScriptError, match="no article"):
        told()
    with pytest.raises(ScriptError, match="0 minutes"):
        told(HARBOUR, minutes=0)


def test_a_dateline_is_not_spoken() -> None:
    wire = article(("headline", "Vote"), ("paragraph", f"EASTWICK (Reuters) - {SENTENCE}"))
    line = segment_lines(told(wire), SegmentKind.HEADLINE)[1]
    assert (line.text, line.edits) == (SENTENCE, ("credit dropped",))
    assert check(told(wire), (wire,)) == ()


def test_capitals_throughout_show_no_place() -> None:
    shouted = article(("paragraph", f"THE LAST FERRY - {SENTENCE}".upper()))
    line = segment_lines(told(shouted), SegmentKind.HEADLINE)[0]
    assert (line.text, line.edits) == (f"THE LAST FERRY - {SENTENCE}".upper(), ())


def test_a_language_without_phrases_gets_no_english() -> None:
    script = told(replace(PECHE, language="oc"))
    assert [segment.kind.value for segment in script.segments] == ["headline", "sidebar"] or [
        segment.kind.value for segment in script.segments
    ] == ["headline"]
    assert all(line.spans for line in lines(script))
    assert not any("template" in edit for line in lines(script) for edit in line.edits)


# ---------------------------------------------------------------------------------------- several articles


def test_several_articles_have_a_tour_and_links() -> None:
    script = told(HARBOUR, ORCHARD)
    opening = segment_lines(script, SegmentKind.OPENING)
    assert [line.text for line in opening[1:]] == [
        "The headlines:",
        "Northern pier reopens after three months.",
        "Late frost halves the apple crop in the Vale.",
    ]
    heads = [segment for segment in script.segments if segment.kind is SegmentKind.HEADLINE]
    assert [segment.article for segment in heads] == [1, 2]
    assert heads[1].lines[0].text == "In other news:"


def test_the_same_article_twice_is_told_once() -> None:
    script = told(HARBOUR, HARBOUR, ORCHARD)
    assert {segment.article for segment in script.segments} == {None, 1, 3}
    assert script.articles == ("article-1.yaml", "article-2.yaml", "article-3.yaml")
    assert check(script, (HARBOUR, HARBOUR, ORCHARD)) == ()


def test_articles_of_other_languages_keep_their_own_phrases() -> None:
    script = told(HARBOUR, CLINIC)
    assert script.language == "en"
    foreign = [segment for segment in script.segments if segment.article == 2]
    assert {segment.language for segment in foreign} == {"ar"}
    assert foreign[0].lines[0].text == "وفي خبر آخر:"
    assert "The headlines:" not in texts(script)


def test_several_articles_share_the_minutes() -> None:
    alone = sum(map(len, texts(told(HARBOUR, minutes=3))))
    shared = sum(
        len(line.text)
        for s in told(HARBOUR, ORCHARD, minutes=3).segments
        if s.article == 1
        for line in s.lines
    )
    assert shared < alone


def test_the_summary_has_headlines_and_quotes() -> None:
    found = summary(told(HARBOUR, ORCHARD)).splitlines()
    assert found[0] == "Northern pier reopens after three months."
    assert any(line.startswith("Ines Hofmann: “We are glad") for line in found)


# ---------------------------------------------------------------------------------------------- properties


_WORDS = "the pier “ ” « » ( ) said Ines Hofmann, However he not 40 . ! ? : … — 'tis , and harbour قال الوزير"
_words = st.sampled_from(_WORDS.split())
_roles = st.sampled_from([role for role in BlockRole if role is not BlockRole.REPEAT])
_blocks = st.lists(
    st.tuples(_roles, st.lists(_words, min_size=1, max_size=25).map(" ".join)), min_size=1, max_size=8
)


@settings(max_examples=150, deadline=None)
@given(_blocks, st.sampled_from(["en", "ar", "xx"]), st.sampled_from([0.2, 2.0]))
def test_whatever_the_page_what_is_written_is_proven(
    blocks: list[tuple[BlockRole, str]], language: str, minutes: float
) -> None:
    page = article(*((role.value, text) for role, text in blocks), language=language)
    try:
        script = told(page, minutes=minutes)
    except ScriptError:
        return
    assert check(script, (page,)) == ()
    assert script.title.strip()
    assert loads(dump(script)) == script


# ------------------------------------------------------------------------------------------- the seed page


@pytest.fixture
def seed() -> Article:
    page = SHARED / "articles" / "coalition.ar.txt"
    if not page.exists():
        pytest.skip("../shared/articles is not here")
    return read(fetch(str(page), now=datetime(2026, 11, 23, tzinfo=UTC)))


def test_the_seed_page_is_told_as_an_editor_would(seed: Article) -> None:
    gold = yaml.safe_load((SHARED / "articles" / "coalition.ar.gold.yaml").read_text(encoding="utf-8"))
    script = told(seed)
    assert check(script, (seed,)) == ()
    spoken = {line.text: line.speaker for line in lines(script) if line.role is LineRole.QUOTE}
    chosen = {quote["id"] for quote in gold["quotes"] if quote["text"] in spoken}
    assert len(chosen & set(gold["briefing"]["key_quotes_must_any"])) >= 3
    assert not chosen & set(gold["briefing"]["key_quotes_must_not"])
    names = {speaker["id"]: speaker["name"] for speaker in gold["speakers"]}
    speakers = {quote["text"]: names[quote["speaker"]] for quote in gold["quotes"]}
    assert spoken == {text: speakers[text] for text in spoken}
    assert {names[i] for i in gold["briefing"]["every_speaker_heard"]} <= set(spoken.values())
    assert len(spoken) >= 4
    headline = gold["structure"]["headline"]["text"]
    assert segment_lines(script, SegmentKind.HEADLINE)[0].text == f"{headline}."
    assert segment_lines(script, SegmentKind.SIDEBAR)
    seconds = sum(len(text) for text in texts(script)) / 8.5  # measured with the default voice
    assert 90 <= seconds <= 240


def test_pull_quotes_of_the_seed_page_are_not_taken_for_speech(seed: Article) -> None:
    gold = yaml.safe_load((SHARED / "articles" / "coalition.ar.gold.yaml").read_text(encoding="utf-8"))
    printed = {pull["text"] for pull in gold["structure"]["pull_quotes"]}
    assert quotations(seed)
    assert not printed & set(texts(told(seed, minutes=30)))


# --------------------------------------------------------------------------- what the reporter does not say


INTERVIEW = article(
    ("headline", "The man who stopped a motorway"),
    ("paragraph", "Edwin Hale refused every offer for his two acres of clover outside Tolbury."),
    ("paragraph", "How did it begin?"),
    ("paragraph", "With a man in a yellow jacket who hammered a stake into my clover one morning in April."),
    ("paragraph", "Did you ever think of selling?"),
    ("paragraph", "Once, in the third winter, when half the hives had died and the roof was leaking."),
)


def test_answers_of_an_interview_are_not_the_presenters() -> None:
    script = told(INTERVIEW, minutes=5)
    spoken = [line.text for line in lines(script) if line.role is not LineRole.QUOTE]
    assert any("two acres of clover" in text for text in spoken)
    assert not any("yellow jacket" in text or "third winter" in text for text in spoken)


def test_the_reporters_own_questions_make_no_interview() -> None:
    page = article(
        ("headline", "The tram is late"),
        ("paragraph", "The tram to the airport should have opened in June of last year."),
        ("subheading", "What went wrong?"),
        ("paragraph", "The trams are eleven centimetres wider than the platforms allow."),
        ("subheading", "Who pays?"),
        ("paragraph", "The maker of the trams says that it delivered what was ordered."),
    )
    assert any("eleven centimetres" in text for text in texts(told(page)))


def test_an_answer_that_is_no_clause_needs_its_question() -> None:
    page = article(
        ("headline", "What the new rules on scooters mean"),
        ("paragraph", "From January, whoever rides an electric scooter on a public road will need a plate."),
        ("subheading", "Where can I ride?"),
        ("paragraph", "On roads and cycle lanes between the villages, but not on pavements."),
        ("subheading", "Why now?"),
        ("paragraph", "The number of people hurt in accidents with scooters has doubled in two years."),
    )
    said = texts(told(page, minutes=3))
    assert any(text.startswith("The number of people") for text in said)
    assert not any(text.startswith("On roads") for text in said)
