"""What a listener needs to follow a script: who speaks, what was asked, nothing that points at the untold."""

from __future__ import annotations

from dataclasses import replace

import pytest
from script_articles import DAY, article, lines

from briefing.language import language
from briefing.model import Article, Line, LineRole, Quotation, QuotationKind, Script, Span, Speaker
from briefing.script import check, write
from briefing.script.edits import CLAUSE_CUT, CREDIT_DROPPED, LABEL_DROPPED
from briefing.script.templates import fill
from briefing.script.who_clauses import who_clause
from briefing.script.writing.introductions import Introductions
from briefing.script.writing.material import says_something
from briefing.script.writing.said import Said
from briefing.script.writing.sayable import leans, passages, whole


def told(*articles: Article, minutes: float = 2.0) -> Script:
    script = write(articles, day=DAY, show="The Morning Pier", minutes=minutes)
    assert check(script, articles) == ()
    return script


def texts(script: Script) -> list[str]:
    return [line.text for line in lines(script)]


# ----------------------------------------------------------------------------------------- who that is


@pytest.mark.parametrize(
    ("tag", "name", "text"),
    [
        ("en", "Ann Hill", "“It holds,” said Ann Hill, |who runs the ferry to Morden|."),
        ("en", "Ann Hill", "Ann Hill, 61, |who grows 1,400 pears a year|, lost them all."),
        ("en", "Ann Hill", "Ann Hill, |who keeps bees with her sister|, said no."),
        ("fr", "Anne Morel", "« Il tient », dit Anne Morel, |qui tient le bac de Lannec|."),
        ("es", "Ana Soler", "«Aguanta», dice Ana Soler, |que dirige el taller del puerto|."),
        ("ar", "ليلى منصور", "حضرت اللقاء ليلى منصور، |التي تدير مخبز القرية القديم|."),
        # cut in the middle, of somebody untold, of another day, what is said and not who says it
        ("en", "Ann Hill", "Ann Hill, who sells lamps, rope and tar, lost them all."),
        ("en", "Ann Hill", "“It holds,” said Ann Hill, who runs the oldest of them."),
        ("en", "Ann Hill", "“It holds,” said Ann Hill, who arrived here yesterday evening."),
        ("en", "Ann Hill", "“It holds,” said Ann Hill, who said she had tested every rope."),
        ("en", "Ann Hill", "“It holds,” said Ann Hill, who left."),
        ("en", "Ann Hill", "The ferry, which Ann Hill runs, was late."),
        ("ar", "ليلى منصور", "وقالت ليلى منصور، التي تدير مخبز القرية القديم: «سنفتح غدا»."),
    ],
)
def test_the_clause_that_says_who_somebody_is(tag: str, name: str, text: str) -> None:
    marked = text.split("|")
    text = "".join(marked)
    found = who_clause(article(("paragraph", text), language=tag), name)
    assert (text[found.start : found.end] if found else "") == "".join(marked[1:2])


FERRY = article(
    ("headline", "Ferry to Morden runs again"),
    ("paragraph", "The ferry to Morden ran again on Monday after four weeks on the slipway for new engines."),
    ("paragraph", "“It sounds like a sewing machine,” said Ann Hill, who has steered ferries for ten years."),
    ("paragraph", "“Nobody waves when a bus goes by,” one passenger said. “Everybody waves at a ferry.”"),
    ("paragraph", "“My shop has lost a third of its trade this autumn,” said Tom Reed, a baker on the quay."),
)  # fmt: skip


def test_whoever_has_no_office_is_introduced_by_that_clause() -> None:
    assert "Ann Hill, who has steered ferries for ten years:" in texts(told(FERRY))


def test_an_invented_clause_is_found() -> None:
    script = told(FERRY)
    wrong = tuple(
        replace(s, lines=tuple(_reworded(line, "ten", "two") for line in s.lines)) for s in script.segments
    )
    assert [f.line for f in check(replace(script, segments=wrong), [FERRY]) if f.is_error] == [1]


def _reworded(line: Line, old: str, new: str) -> Line:
    return replace(line, text=line.text.replace(old, new)) if "who has steered" in line.text else line


def test_names_come_before_the_nameless() -> None:
    speakers = [line.speaker for line in lines(told(FERRY, minutes=0.5)) if line.role is LineRole.QUOTE]
    assert speakers and "one passenger" not in speakers


def test_an_office_that_breaks_off_is_not_spoken() -> None:
    text = "Ann Hill, the warden of the quay and, has resigned."
    speaker = Speaker(
        name="Ann Hill", name_span=Span(1, 1, 0, 8), office=text[10:36], office_span=Span(1, 1, 10, 36)
    )
    said = Quotation(
        span=Span(1, 1, 38, 50),
        text=text[38:50],
        speaker=speaker,
        cue=None,
        confidence=1,
        kind=QuotationKind.SPEECH,
    )
    introductions = Introductions(article=article(("paragraph", text)), number=1)
    assert [line.text for line in introductions.of(said, LineRole.PRESENTER)] == ["Ann Hill:"]


def test_a_description_begins_a_line_with_a_capital() -> None:
    assert fill("{name} said:", {"name": "an eBay spokesman"}) == "An eBay spokesman said:"
    assert fill("{name}:", {"name": "bell hooks"}) == "bell hooks:"


# ----------------------------------------------------------------------------------------- interviews


def interview(label: str, answer: str) -> Article:
    return article(
        ("headline", "The lamp at Orrin Point goes out"),
        ("deck", "Helen Strand has kept it for thirty years."),
        ("paragraph", "Helen Strand came to the lamp as a girl. Strand has lived below it ever since."),
        ("paragraph", f"{label}What will you miss most?"),
        ("paragraph", f"{answer}The sound of the clockwork. It is louder than the sea on a still night."),
        ("paragraph", f"{label}Did you ever let it go out?"),
        (
            "paragraph",
            f"{answer}It happened once, for eleven minutes, and nobody has ever asked me about it.",
        ),
    )


@pytest.mark.parametrize(
    ("label", "answer", "edits"),
    [
        ("Q. ", "A. ", (LABEL_DROPPED,)),
        ("Q: ", "A: ", (LABEL_DROPPED,)),
        ("", "Helen Strand: ", ()),
    ],
)  # fmt: skip
def test_the_question_is_heard_before_the_answer(label: str, answer: str, edits: tuple[str, ...]) -> None:
    found = lines(told(interview(label, answer)))
    asked = next(n for n, line in enumerate(found) if line.text == "Did you ever let it go out?")
    question, name, said = found[asked : asked + 3]
    assert (question.role, question.edits) == (LineRole.PRESENTER, edits)
    assert name.text in ("Helen Strand:", "Strand:")
    assert (said.role, said.speaker) == (LineRole.QUOTE, "Helen Strand")
    assert said.text.startswith("It happened once")


def test_nothing_but_a_label_is_dropped_as_one() -> None:
    page = interview("Q: ", "A: ")
    script = told(page)
    cut = Span(1, 4, 8, 27)  # "will you miss most?"
    wrong = tuple(
        replace(
            s,
            lines=tuple(
                replace(line, text="will you miss most?", spans=(cut,)) if "miss most" in line.text else line
                for line in s.lines
            ),
        )
        for s in script.segments
    )
    assert any(f.is_error for f in check(replace(script, segments=wrong), [page]))


def test_labelled_answers_are_never_the_presenters_words() -> None:
    page = interview("Q: ", "A: ")
    presenter = " ".join(line.text for line in lines(told(page)) if line.role is not LineRole.QUOTE)
    assert "clockwork" not in presenter and "eleven minutes" not in presenter


# ----------------------------------------------------------------------------------- openings and ends

TURN = (
    ("headline", "Morden votes on a new quay"),
    ("paragraph", "The council of Morden will vote on a new quay in March, after ten years of argument."),
    (
        "paragraph",
        "“We have waited long enough,” said Ann Hill, the harbour master. “The old one is rotten.”",
    ),
    ("paragraph", "But the fishing crews fear a rent of 900 pounds a year, twice what they pay at present."),
)


def test_but_goes_where_what_it_turns_against_is_not_told() -> None:
    line = next(n for n in lines(told(article(*TURN))) if "fishing crews" in n.text)
    assert line.text.startswith("The fishing crews fear")
    assert line.edits == (CLAUSE_CUT,)
    kept = next(n for n in lines(told(article(*TURN[:2], TURN[3]))) if "fishing crews" in n.text)
    assert kept.text.startswith("But the fishing crews fear")


@pytest.mark.parametrize(
    ("text", "told_as"),
    [
        ("However, the council refused to pay.", "The council refused to pay."),
        ("But, he said, the council refused to pay.", "But, he said, the council refused to pay."),
        ("But they refused to pay for the quay.", "But they refused to pay for the quay."),
        ("Butter was dear in the town that year.", "Butter was dear in the town that year."),
    ],
)
def test_what_an_opener_leaves_begins_as_a_sentence(text: str, told_as: str) -> None:
    (found,) = passages(1, text, "en", language("en").phrases, longest=400)
    assert found.without_opener == told_as


@pytest.mark.parametrize(
    ("tag", "text", "expected", "edits"),
    [
        ("en", "(Reuters) — The lamp went out.", ["The lamp went out."], (CREDIT_DROPPED,)),
        ("en", "(Early) — The lamp went out.", ["(Early) — The lamp went out."], ()),
        ("es", "Alcorán, 19 nov (EFE).- El faro se apagó el lunes.", ["El faro se apagó el lunes."], ()),
        ("fr", "1978. Le phare s'allume.", ["1978. Le phare s'allume."], ()),
        ("es", "2 de octubre. Se apaga el faro.", ["2 de octubre. Se apaga el faro."], ()),
        ("en", "The lamp went out. See below for more on its history.", ["The lamp went out."], ()),
    ],
)  # fmt: skip
def test_what_is_told_of_a_paragraph(
    tag: str, text: str, expected: list[str], edits: tuple[str, ...]
) -> None:
    found = list(passages(1, text, tag, language(tag).phrases, longest=400))
    assert [p.text for p in found] == expected
    assert found[0].edits == edits


def test_a_headline_ends_in_one_mark() -> None:
    assert whole(1, "The lamp goes out; ").text == "The lamp goes out"


# --------------------------------------------------------------------------------- what points elsewhere


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The animals need far more than that.", True),
        ("The museum was the first to hear of it.", True),
        ("The club had hoped to save the hut with anchors, but the rock was too soft to hold them.", False),
        ("The museum has the lens.", False),
    ],
)
def test_a_short_sentence_may_point_back_with_its_last_word(text: str, expected: bool) -> None:
    assert leans(text, language("en").phrases) is expected


def test_a_noun_that_sums_up_what_is_not_told_is_left_out() -> None:
    page = article(
        ("headline", "Morden divides its gardens"),
        (
            "paragraph",
            "The town of Morden has too few gardens for 900 families, and too little land for more.",
        ),
        (
            "paragraph",
            "“I asked for half of mine to be given away,” said Ann Hill, the warden of the gardens.",
        ),
        ("paragraph", "The older gardeners have fought the proposal since it was read out in the town hall."),
        ("paragraph", "The plan to open a field by the railway was given up in spring for want of money."),
    )
    found = " ".join(texts(told(page)))
    assert "fought the proposal" not in found
    assert "The plan to open a field" in found


def test_a_deck_that_is_half_of_the_lead_is_not_told() -> None:
    said = Said()
    said.add("The house will become a police station so that it is no place of pilgrimage for the far right.")
    assert said.echoes("The town wants no place of pilgrimage for the far right.")
    assert not said.echoes("The town has argued about the far right for thirty years.")


def test_whoever_declines_to_comment_is_told_last() -> None:
    page = article(
        ("headline", "Morden's ferry is late again"),
        ("paragraph", "The ferry to Morden was late on 61 days this year, more often than ever before."),
        (
            "paragraph",
            "“I have stopped looking at my watch,” said Ann Hill, the warden of the quay at Morden.",
        ),
        ("paragraph", "The ferry company declined to comment on the delays when it was asked on Monday."),
        ("paragraph", "A second ferry will be bought in spring and is to cost 4 million pounds in all."),
    )
    assert "declined" not in " ".join(texts(told(page, minutes=0.45)))
    assert "declined" in " ".join(texts(told(page)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Not all of them agreed.", False),
        ("Nobody on the quay had seen it.", True),
        ("もちろん、会社はそれを認めていません。", True),
        ("認めません。", False),
    ],
)
def test_a_sentence_has_some_words_or_as_many_letters(text: str, expected: bool) -> None:
    assert says_something(text) is expected
