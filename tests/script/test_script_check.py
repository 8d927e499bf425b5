from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from script_articles import CLINIC, DAY, HARBOUR, ORCHARD, PECHE, article, lines

from briefing.model import Article, Line, LineRole, Script, Segment, SegmentKind, Span
from briefing.script import Finding, FindingKind, check, write

ARTICLES = (HARBOUR, ORCHARD)
SCRIPT = write(ARTICLES, day=DAY, show="The Morning Pier", minutes=4)


def spoken(
    *told: Line, of: tuple[Article, ...] = ARTICLES, tag: str = "en", number: int = 1
) -> tuple[Finding, ...]:
    """The findings of a script of these lines alone."""
    title = of[number - 1].title
    segment = Segment(kind=SegmentKind.QUOTES, title=title, article=number, lines=told)
    names = tuple(f"article-{n}.yaml" for n in range(1, len(of) + 1))
    return check(Script(title=title, language=tag, date=DAY, articles=names, segments=(segment,)), of)


def changed(script: Script, change: Callable[[Line], Line], which: Callable[[Line], bool]) -> Script:
    """The script with the first line that is `which` changed."""
    todo = [True]

    def one(line: Line) -> Line:
        if todo and which(line):
            todo.clear()
            return change(line)
        return line

    made = replace(
        script, segments=tuple(replace(s, lines=tuple(map(one, s.lines))) for s in script.segments)
    )
    assert not todo, "no line was changed"
    return made


def place(of: Article, text: str, *, number: int = 1) -> Span:
    """Where `text` stands in the article."""
    for block, found in enumerate(of.blocks, 1):
        if (start := found.text.find(text)) >= 0:
            return Span(number, block, start, start + len(text))
    raise AssertionError(text)


def presenter(text: str, *spans: Span, edits: tuple[str, ...] = ()) -> Line:
    return Line(text=text, role=LineRole.PRESENTER, spans=spans, edits=edits)


def errors(findings: tuple[Finding, ...]) -> list[Finding]:
    return [finding for finding in findings if finding.is_error]


def is_quote(line: Line) -> bool:
    return line.role is LineRole.QUOTE


def is_sentence(line: Line) -> bool:
    return line.role is not LineRole.QUOTE and bool(line.spans) and not line.edits


# ------------------------------------------------------------------------------------- what is written


@pytest.mark.parametrize("articles", [(HARBOUR,), (ORCHARD,), (CLINIC,), (PECHE,), (HARBOUR, CLINIC, PECHE)])
@pytest.mark.parametrize("show", ["", "The Morning Pier", "{date} {name}"])
@pytest.mark.parametrize("minutes", [0.5, 2, 8])
def test_what_the_program_writes_has_no_finding(
    articles: tuple[Article, ...], show: str, minutes: float
) -> None:
    assert check(write(articles, day=DAY, show=show, minutes=minutes), articles) == ()


# ------------------------------------------------------------------------------------------- mutations


@given(st.data())
def test_one_changed_letter_of_any_quote_is_found(data: st.DataObject) -> None:
    quotes = [line for line in lines(SCRIPT) if is_quote(line)]
    quote = data.draw(st.sampled_from(quotes))
    at = data.draw(st.integers(0, len(quote.text) - 1))
    letter = data.draw(st.sampled_from(["", "x", "’", ",", "7"]))
    text = quote.text[:at] + letter + quote.text[at + 1 :]
    if text.split() == quote.text.split():
        return
    script = changed(SCRIPT, lambda line: replace(line, text=text), lambda line: line == quote)
    finding = errors(check(script, ARTICLES))[0]
    assert finding.found == text
    assert finding.expected == quote.text


@given(st.data())
def test_one_changed_word_of_any_sentence_is_found(data: st.DataObject) -> None:
    told = data.draw(st.sampled_from([line for line in lines(SCRIPT) if line.spans]))
    words = told.text.split()
    at = data.draw(st.integers(0, len(words) - 1))
    word = data.draw(st.sampled_from(["", "not", "40", "Monday", "“harbour”"]))
    text = " ".join(w for w in [*words[:at], word, *words[at + 1 :]] if w)
    if text == told.text:
        return
    script = changed(SCRIPT, lambda line: replace(line, text=text or "x"), lambda line: line == told)
    assert errors(check(script, ARTICLES))


def test_a_changed_figure_is_named() -> None:
    script = changed(
        SCRIPT,
        lambda line: replace(line, text=line.text.replace("2.4", "4.2")),
        lambda line: is_sentence(line) and "2.4" in line.text,
    )
    (finding,) = errors(check(script, ARTICLES))
    assert "the figure `2.4` became `4.2`" in finding.message
    assert "2.4 million" in finding.expected
    assert "4.2 million" in finding.found


@pytest.mark.parametrize("mark", ["“{}”", '"{}"', "{}!", "{} …"])
def test_marks_added_to_a_quote_are_found(mark: str) -> None:
    script = changed(SCRIPT, lambda line: replace(line, text=mark.format(line.text)), is_quote)
    assert errors(check(script, ARTICLES))


def test_a_listed_edit_does_not_excuse_a_quote() -> None:
    script = changed(SCRIPT, lambda line: replace(line, edits=("clause cut",)), is_quote)
    (finding,) = errors(check(script, ARTICLES))
    assert "a quote is not edited" in finding.message


def test_another_speaker_is_found_at_the_quote_and_before_it() -> None:
    script = changed(
        SCRIPT,
        lambda line: replace(line, speaker="Priya Raman"),
        lambda line: line.speaker == "Daniel Oyelaran",
    )
    findings = errors(check(script, ARTICLES))
    assert any("the article has Daniel Oyelaran say it" in f.message for f in findings)
    assert any("Daniel Oyelaran, and Priya Raman speaks next" in f.message for f in findings)


def test_swapped_quotes_are_found() -> None:
    segment = next(s for s in SCRIPT.segments if s.kind is SegmentKind.QUOTES)
    at = [n for n, line in enumerate(segment.lines) if is_quote(line)]
    first, last = at[0], at[-1]
    order = list(segment.lines)
    order[first], order[last] = order[last], order[first]
    script = replace(
        SCRIPT, segments=tuple(replace(s, lines=tuple(order)) if s is segment else s for s in SCRIPT.segments)
    )
    assert len(errors(check(script, ARTICLES))) >= 2  # and whoever goes on unannounced


def test_swapped_attributions_are_found() -> None:
    segment = next(s for s in SCRIPT.segments if s.kind is SegmentKind.QUOTES)
    at = [n for n, line in enumerate(segment.lines) if not is_quote(line)]
    order = list(segment.lines)
    order[at[0]], order[at[-1]] = order[at[-1]], order[at[0]]
    script = replace(
        SCRIPT, segments=tuple(replace(s, lines=tuple(order)) if s is segment else s for s in SCRIPT.segments)
    )
    assert len(errors(check(script, ARTICLES))) == 4  # each line, and the quote behind it


def test_a_quote_that_nobody_announces_is_found() -> None:
    quote = next(line for line in lines(SCRIPT) if is_quote(line))
    assert "is not told that" in spoken(quote)[0].message
    sentence = presenter(
        "Some 1,200 passengers a week use the ferry in winter, and 9,000 in summer.",
        Span(1, 13, 0, 74),
    )
    assert "is not told that" in spoken(sentence, quote)[0].message


def test_an_announcement_without_its_quote_is_found() -> None:
    announced = next(line for line in lines(SCRIPT) if line.edits and "attribution" in line.edits[0])
    assert "announces a quote, and none follows" in spoken(announced)[0].message


def test_an_office_of_another_is_found() -> None:
    office, name = place(HARBOUR, "the harbour master"), place(HARBOUR, "Daniel Oyelaran")
    quote = next(line for line in lines(SCRIPT) if line.speaker == "Daniel Oyelaran")
    line = presenter(
        "Daniel Oyelaran, the harbour master:", name, office, edits=("template: attribution_office_after",)
    )
    (finding,) = spoken(line, quote)
    assert "`the harbour master` is not the office of Daniel Oyelaran" in finding.message


def test_words_put_into_a_template_are_found() -> None:
    script = changed(
        SCRIPT,
        lambda line: replace(line, text=line.text.replace(":", ", who lied:")),
        lambda line: bool(line.spans) and "template: attribution" in " ".join(line.edits),
    )
    assert "other words than the template and the article" in errors(check(script, ARTICLES))[0].message


def test_joined_quotes_are_found() -> None:
    name = place(HARBOUR, "Ines Hofmann")
    one = place(HARBOUR, "We are glad to have the pier back before the herring season")
    two = place(HARBOUR, "The crews have waited long enough for this day.")
    line = Line(
        text="We are glad to have the pier back before the herring season "
        "The crews have waited long enough for this day.",
        role=LineRole.QUOTE, speaker="Ines Hofmann", spans=(one, two),
    )  # fmt: skip
    findings = spoken(presenter("Ines Hofmann:", name, edits=("template: name",)), line)
    assert any("joined from several places" in f.message for f in findings)


def test_half_a_quote_is_found() -> None:
    text = "Nobody asked the ferry passengers what they needed"
    line = Line(text=text, role=LineRole.QUOTE, speaker="Priya Raman", spans=(place(HARBOUR, text),))
    name = presenter("Priya Raman:", place(HARBOUR, "Priya Raman"), edits=("template: name",))
    (finding,) = spoken(name, line)
    assert "a quote is spoken whole" in finding.message


def test_a_reporters_words_are_no_quote() -> None:
    text = "The council did not say when the southern quay will be closed for its own inspection."
    line = Line(text=text, role=LineRole.QUOTE, speaker="Ines Hofmann", spans=(place(HARBOUR, text),))
    assert any("not a quotation in the article" in f.message for f in spoken(line))


def test_an_invented_quote_is_an_error_with_and_without_a_place() -> None:
    invented = Line(text="We will close the harbour for good.", role=LineRole.QUOTE, speaker="Ines Hofmann")
    assert "nobody says this" in errors(spoken(invented))[0].message


def test_sentences_joined_from_two_places_are_found() -> None:
    one, two = "The council did not say when", "the ferry in winter, and 9,000 in summer."
    for edits in ((), ("clause cut",)):
        line = presenter(f"{one} {two}", place(HARBOUR, one), place(HARBOUR, two), edits=edits)
        assert any("joins words from several places" in f.message for f in spoken(line))


@pytest.mark.parametrize("edits", [(), ("clause cut",), ("credit dropped",), ("marks dropped",)])
def test_a_dropped_negation_is_found(edits: tuple[str, ...]) -> None:
    kept = ["The council did", "say when the southern quay will be closed for its own inspection."]
    line = presenter(" ".join(kept), *(place(HARBOUR, k) for k in kept), edits=edits)
    assert any("may change what it says" in f.message for f in spoken(line))


def test_the_end_of_a_sentence_is_not_a_sentence() -> None:
    text = "the southern quay will be closed for its own inspection."
    (finding,) = spoken(presenter(text, place(HARBOUR, text)))
    assert "may change what it says" in finding.message
    assert finding.expected.startswith("The council did not say")


def test_arabic_clauses_that_only_add_may_be_cut_but_not_those_that_turn() -> None:
    adds = article(
        ("headline", "الميناء يفتح أبوابه"),
        ("paragraph", "قال المدير إن الميناء فتح أبوابه اليوم، موضحا أن السفن ستصل مساء الغد."),
        ("paragraph", "قال المدير إن الميناء فتح أبوابه أمس، موضحا أن السفن لن تصل قبل الشتاء."),
        language="ar",
    )
    harmless, turned = "قال المدير إن الميناء فتح أبوابه اليوم", "قال المدير إن الميناء فتح أبوابه أمس"
    for text, count in ((harmless, 0), (turned, 1)):
        line = presenter(f"{text}.", place(adds, text), edits=("clause cut", "full stop added"))
        assert len(spoken(line, of=(adds,), tag="ar")) == count


def test_places_outside_the_article_are_found() -> None:
    for span, says in (
        (Span(9, 1, 0, 3), "no article 9"),
        (Span(2, 1, 0, 3), "not of article 1"),
        (Span(1, 99, 0, 3), "no block 99"),
        (Span(1, 2, 0, 999), "code points"),
        (Span(1, 5, 0, 9), "a caption is not spoken"),
        (Span(1, 4, 0, 9), "a byline is not spoken"),
        (Span(1, 17, 0, 9), "a repeat is not spoken"),
    ):
        (finding,) = spoken(presenter("x", span))
        assert says in finding.message


def test_an_unknown_edit_is_found() -> None:
    script = changed(SCRIPT, lambda line: replace(line, edits=("shortened",)), is_sentence)
    (finding,) = errors(check(script, ARTICLES))
    assert "`shortened` is not an edit" in finding.message


def test_a_presenter_does_not_speak_for_somebody() -> None:
    script = changed(SCRIPT, lambda line: replace(line, speaker="Ines Hofmann"), is_sentence)
    assert "only a quote has a speaker" in errors(check(script, ARTICLES))[0].message


def test_an_unknown_template_is_found() -> None:
    line = presenter("Ines Hofmann lied:", place(HARBOUR, "Ines Hofmann"), edits=("template: accusation",))
    assert "there is no template `accusation`" in spoken(line)[0].message


def test_a_presenter_does_not_speak_the_words_of_another_as_facts() -> None:
    text = "The crews have waited long enough for this day."
    for span in (place(HARBOUR, text), place(HARBOUR, f"“{text}”")):
        findings = spoken(presenter(text, span, edits=("marks dropped",)))
        assert any("these are the words of Ines Hofmann" in f.message for f in findings)
    pulled = place(HARBOUR, "We are glad to have the pier back")
    pulled = replace(pulled, block=8, start=0, end=33)
    (finding,) = spoken(presenter("We are glad to have the pier back", pulled))
    assert "these are the words of" in finding.message


@pytest.mark.parametrize(
    ("text", "left_out", "is_error"),
    [
        ("PARIS (AFP) - The bridge opened on Monday.", "PARIS (AFP) - ", False),
        ("PARIS, Nov 23 - The bridge opened on Monday.", "PARIS, Nov 23 - ", False),
        ("The mayor, who lost the vote - The bridge opened.", "The mayor, who lost the vote - ", True),
        ("Paris - Reuters: The bridge opened on Monday.", "Paris - Reuters: ", False),
        ("Paris - a city: The bridge opened on Monday.", "Paris - a city: ", True),
        ("NEVER (AFP) - The bridge opened on Monday.", "NEVER (AFP) - ", True),
        ("The bridge opened on Monday (Reuters).", " (Reuters).", False),
        ("The bridge opened on Monday (in a drawing).", " (in a drawing).", True),
    ],
)
def test_only_credits_are_dropped_as_credits(text: str, left_out: str, is_error: bool) -> None:
    page = article(("headline", "Bridge"), ("paragraph", text))
    kept = text.replace(left_out, "")
    edits = ("credit dropped",) if kept.endswith(".") else ("credit dropped", "full stop added")
    line = presenter(kept if kept.endswith(".") else f"{kept}.", place(page, kept), edits=edits)
    assert bool(errors(spoken(line, of=(page,)))) is is_error


def test_words_in_marks_that_nobody_said_are_no_quote() -> None:
    page = article(
        ("headline", "Film"),
        ("paragraph", "The film “The Long Way Home to the Sea” won the prize on Sunday."),
    )
    text = "The Long Way Home to the Sea"
    line = Line(text=text, role=LineRole.QUOTE, speaker="Ines Hofmann", spans=(place(page, text),))
    assert errors(spoken(line, of=(page,)))


# --------------------------------------------------------------------------------------- the editor's own


def test_a_line_of_the_editors_own_is_listed_and_no_error() -> None:
    (finding,) = spoken(presenter("We will be back tomorrow."))
    assert (finding.kind, finding.segment, finding.line) == (FindingKind.EDITOR, 1, 1)
    assert not finding.is_error


def test_a_changed_greeting_is_the_editors_own() -> None:
    script = changed(
        SCRIPT,
        lambda line: replace(line, text="Good morning, harbour!"),
        lambda line: "template: opening" in line.edits,
    )
    (finding,) = check(script, ARTICLES)
    assert finding.kind is FindingKind.EDITOR


def test_a_pronoun_may_become_the_name_of_the_one_who_is_quoted() -> None:
    told = article(
        ("headline", "Pier opens"),
        ("paragraph", "“We are glad to have the pier back,” said Ines Hofmann, the harbour master."),
        ("paragraph", "She said the pier was closed for too long."),
    )
    sentence, name = "She said the pier was closed for too long.", place(told, "Ines Hofmann")
    unsure = presenter(
        "Ines Hofmann said the pier was closed for too long.", place(told, sentence), name,
        edits=("name for pronoun: Ines Hofmann",),
    )  # fmt: skip
    assert "it is not sure that the pronoun stands for" in spoken(unsure, of=(told,))[0].message
