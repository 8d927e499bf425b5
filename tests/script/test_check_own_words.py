"""What an editor writes without a place in an article: when it is listed, and when it is wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from corruption_articles import FERRY, RESERVOIR, STATION
from script_articles import DAY, article

from briefing.model import Article, Block, BlockRole, Line, LineRole, Script, Segment, SegmentKind, Span
from briefing.script import Finding, check, write
from briefing.script.checking.dates import is_that_day
from briefing.script.checking.figures import values

SCRIPT = write((RESERVOIR,), day=DAY, show="", minutes=5)


def found(of: Article, *told: Line, title: str | None = None) -> tuple[Finding, ...]:
    segment = Segment(kind=SegmentKind.HEADLINE, title=title or of.title, article=1, lines=told)
    articles = ("article-1.yaml",)
    script = Script(title=of.title, language=of.language, date=DAY, articles=articles, segments=(segment,))
    return check(script, (of,))


def own(text: str, role: LineRole = LineRole.PRESENTER, speaker: str | None = None) -> Line:
    return Line(text=text, role=role, speaker=speaker)


@pytest.mark.parametrize(
    ("of", "text", "names", "numbers"),
    [
        (RESERVOIR, "Good morning from Marrick.", [], []),
        (RESERVOIR, "Clara Whitlock says nobody is in danger.", [], []),
        (RESERVOIR, "That was Clara Whitlock, the chief engineer.", [], []),
        (RESERVOIR, "Peter Smith of Thames Water is here.", ["Peter Smith", "Thames Water"], []),
        (RESERVOIR, "Ida Moss is here with Clara Whitlock.", ["Ida Moss"], []),
        (RESERVOIR, "Reuters has more on a strike in December.", ["Reuters", "December"], []),
        (RESERVOIR, "It was built 133 years ago, and is forty-one metres high.", [], ["133"]),
        (RESERVOIR, "On Tuesday twenty-two thousand people came.", ["Tuesday"], ["twenty-two thousand"]),
        (RESERVOIR, "Some three hundred and twenty people came.", [], []),
        (STATION, "صباح الخير من الربوة.", [], []),
        (STATION, "زار الوزير خالد العبدالله المحطة في ديسمبر.", ["خالد العبدالله", "ديسمبر"], []),
        (STATION, "تبلغ الكلفة خمسة وعشرين مليون دينار.", [], ["خمسة وعشرين مليون"]),
        (STATION, "بنيت المحطة عام ١٩٠٨ ورممت عام ١٩٧٠.", [], ["١٩٧٠"]),
    ],
)  # fmt: skip
def test_an_own_line_is_listed_with_what_the_article_has_not(
    of: Article, text: str, names: list[str], numbers: list[str]
) -> None:
    (finding,) = found(of, own(text))
    assert not finding.is_error
    assert (list(finding.names), list(finding.numbers)) == (names, numbers)
    assert all(word in finding.message for word in (*names, *numbers))


@pytest.mark.parametrize(
    ("of", "text", "expected"),
    [
        (RESERVOIR, "The lake will be emptied in March 2028.", "in March 2027"),
        (RESERVOIR, "The company said that the dam could fail.", "denied"),
        (RESERVOIR, "The company expects a shortage in summer.", "does not expect"),
        (RESERVOIR, "Clara Whitlock says that everybody below the dam is in danger today.", "Nobody"),
        (RESERVOIR, "Edwin Marsh says it has grown by 12 per cent in a year.", "Clara Whitlock"),
        (RESERVOIR, "The water company says that 5,400 homes will not notice the change.", "4,500"),
        (RESERVOIR, "The wall is 310 metres high and 41 metres long.", "41 metres high"),
        (RESERVOIR, "Three men lost their lives when it was built.", "Two men"),
        (FERRY, "Agnes Tulloch did answer questions about her insurance.", "did not answer"),
        (STATION, "الشركة تقول إن 4500 راكب سيتأثرون بالإغلاق.", "لن يتأثروا"),
        (STATION, "الشق خطير، بحسب محضر اجتماع البلدية.", "ليس خطيرا"),
        (STATION, "ويمر بالمحطة تسعة ملايين راكب كل عام.", "سبعة ملايين"),
    ],
)
def test_an_own_line_that_changes_what_the_article_says_is_wrong(
    of: Article, text: str, expected: str
) -> None:
    finding = found(of, own(text))[0]
    assert finding.is_error
    assert finding.found == text
    assert any(expected in f.expected + f.message for f in found(of, own(text)))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Walter Marsh said: “Nobody below the dam is in danger today.”", "the words of Clara Whitlock"),
        ("Clara Whitlock said: “We never saw any of these reports.”", "nobody says it in the article"),
        ("Nobody below the dam is in danger today.", "the words of Clara Whitlock: the line must be a quote"),
    ],
)
def test_an_own_line_may_not_put_words_into_a_mouth(text: str, says: str) -> None:
    assert any(f.is_error and says in f.message for f in found(RESERVOIR, own(text)))


@pytest.mark.parametrize(
    ("before", "says"),
    [
        ("Clara Whitlock:", ""),
        ("And the chief engineer, Clara Whitlock, sees no reason to worry:", ""),
        ("Edwin Marsh:", "names Edwin Marsh"),
        ("A caller from the valley:", "does not say who speaks"),
        ("Clara Whitlock, the leader of the parish council:", "is not the office of Clara Whitlock"),
        ("Clara Whitlock, the mayor:", "is not the office of Clara Whitlock"),
        ("Clara Whitlock confessed:", "is not how the article or a template has Clara Whitlock say it"),
        ("Now Clara Whitlock:", ""),
    ],
)
def test_an_own_line_before_a_quote_says_who_speaks(before: str, says: str) -> None:
    said = "We would not empty it if we had another way of mending the wall, would we?"
    quote = own(said, LineRole.QUOTE, "Clara Whitlock")
    wrong = [f for f in found(RESERVOIR, own(before), quote) if f.is_error and f.line == 1]
    assert bool(wrong) is bool(says)
    assert not says or says in wrong[0].message


@pytest.mark.parametrize(
    ("before", "is_wrong"),
    [
        ("قالت هدى الشامي:", False),
        ("قال هدى الشامي:", True),
        ("ونسمع الآن مديرة المشروع هدى الشامي:", False),
        ("زعمت هدى الشامي:", True),
        ("الوزيرة هدى الشامي:", True),
        ("سامر الخطيب:", True),
    ],
)
def test_an_own_line_before_a_quote_in_arabic(before: str, is_wrong: bool) -> None:
    said = "لن يدفع المسافرون دينارا واحدا من كلفة العمل، والشركة هي التي تدفع كل شيء"
    findings = found(STATION, own(before), own(said, LineRole.QUOTE, "هدى الشامي"))
    assert any(f.is_error and f.line == 1 for f in findings) is is_wrong


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Reservoir above Marrick to be emptied for two years", None),
        ("The dam in figures", None),
        ("In their words", None),
        ("The reservoir above Marrick will be emptied in March…", None),
        ("Reservoir above Marrick to be emptied", "editor"),
        ("News from the north", "editor"),
        ("Reservoir above Marrick to be emptied for three years", "error"),
        ("Reservoir above Marrick not to be emptied for two years", "error"),
        ("The reservoir above Marrick will be closed in March…", "error"),
    ],
)
def test_titles_are_looked_at_as_well(title: str, kind: str | None) -> None:
    first = next(line for s in SCRIPT.segments if s.kind is SegmentKind.HEADLINE for line in s.lines)
    findings = found(RESERVOIR, first, title=title)
    assert [(f.kind.value, f.segment, f.line) for f in findings] == ([(kind, 1, 0)] if kind else [])


def test_the_title_of_the_script_is_line_0_of_segment_0() -> None:
    changed = replace(SCRIPT, title="Reservoir above Marrick to be emptied for nine years")
    (finding,) = check(changed, (RESERVOIR,))
    assert (finding.segment, finding.line, finding.is_error) == (0, 0, True)
    assert finding.expected == RESERVOIR.title


@pytest.mark.parametrize(
    ("text", "told", "is_wrong"),
    [
        ("The “peace” plan was approved on Monday.", "The peace plan was approved on Monday.", False),
        ("The peace plan was approved on Monday.", "The “peace” plan was approved on Monday.", True),
        ("The “peace” plan was “quite” dead on Monday.", "The peace plan was “quite” dead on Monday.", False),
        ("The “peace” plan was quite dead on Monday.", "The peace “plan” was quite dead on Monday.", True),
        ("The “peace” plan was approved on Monday.", "The “peace” plan was approved on Monday.", True),
        ("The “peace” plan was approved on Monday.", "The peace plan was not approved on Monday.", True),
    ],
)
def test_marks_are_dropped_and_nothing_else(text: str, told: str, is_wrong: bool) -> None:
    page = article(("headline", "Plan"), ("paragraph", text))
    span = Span(1, 2, 0, len(text))
    line = Line(text=told, role=LineRole.PRESENTER, spans=(span,), edits=("marks dropped",))
    assert any(f.is_error for f in found(page, line)) is is_wrong


@pytest.mark.parametrize(
    ("tag", "text", "left_out", "is_wrong"),
    [
        ("ar", "القاهرة (رويترز) – افتتح الوزير الجسر الجديد أمس.", "القاهرة (رويترز) – ", False),
        ("ar", "عمان - الرأي - افتتح الوزير الجسر الجديد أمس.", "عمان - الرأي - ", False),
        ("ar", "وزير الأشغال: افتتح الجسر الجديد أمس.", "وزير الأشغال: ", True),
        ("ar", "أكدت الوزارة - افتتح الجسر الجديد أمس.", "أكدت الوزارة - ", True),
        ("en", "The mayor (Labour) – the new bridge is closed.", "The mayor (Labour) – ", True),
        ("en", "NEW DELHI, Nov 23 (AP) – The bridge is closed.", "NEW DELHI, Nov 23 (AP) – ", False),
        ("en", "Reuters reported: The new bridge is closed.", "Reuters reported: ", True),
    ],
)  # fmt: skip
def test_a_credit_is_no_attribution(tag: str, text: str, left_out: str, is_wrong: bool) -> None:
    page = article(("headline", "x"), ("paragraph", text), language=tag)
    line = Line(
        text=text.removeprefix(left_out), role=LineRole.PRESENTER,
        spans=(Span(1, 2, len(left_out), len(text)),), edits=("credit dropped",),
    )  # fmt: skip
    assert any(f.is_error for f in found(page, line)) is is_wrong


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        ("en", "two hundred and five of 1,200, and 2.4 million", {205, 1200, 2_400_000}),
        ("en", "One thousand two hundred. Twenty-one and 3.", {1200, 21, 3}),
        ("ar", "ثلاثة وعشرون ألفا و٣٫٥ مليون، ثلاثمئة وخمسة", {23_000, 3_500_000, 305}),
        ("ar", "بأحد عشر راكبا، في الثالث من مايو", {11, 3}),
        ("fr", "quatre-vingt-dix-sept, soixante et onze, 3,2 millions", {97, 71, 3_200_000}),
        ("de", "einundzwanzig, zweihundertfünfzig, 310.000", {21, 250, 310_000}),
        ("es", "treinta y cinco mil, doscientos veinte, mil millones", {35_000, 220, 1_000_000_000}),
    ],
)
def test_numbers_are_read_in_digits_and_words(tag: str, text: str, expected: set[float]) -> None:
    assert values(text, tag) == expected


@pytest.mark.parametrize(
    ("tag", "written", "said", "is_so"),
    [
        ("en", "yesterday", "on Sunday, 22 November", True),
        ("en", "yesterday", "on Monday, 22 November", False),
        ("en", "yesterday", "on Monday, 23 November", False),
        ("en", "on Friday", "on Friday, 27 November", True),
        ("en", "on Friday", "on Saturday, 28 November", False),
        ("en", "on Friday", "on Friday, 11 December", False),
        ("en", "last month", "in October", True),
        ("en", "last month", "in September", False),
        ("en", "last year", "in 2025", True),
        ("en", "last year", "in 2024", False),
        ("ar", "أمس", "يوم الأحد 22 نوفمبر", True),
        ("ar", "أمس", "يوم الأحد 29 نوفمبر", False),
        ("ar", "غدا", "يوم الثلاثاء 24 نوفمبر", True),
    ],
)
def test_a_date_is_counted_again(tag: str, written: str, said: str, is_so: bool) -> None:
    assert is_that_day(written, said, date(2026, 11, 23), date(2026, 11, 24), tag) is is_so


def test_a_name_that_two_speakers_bear_is_not_enough() -> None:
    def named(text: str, name: str, template: str) -> Line:
        block = next(n for n, b in enumerate(RESERVOIR.blocks, 1) if name in b.text)
        start = RESERVOIR.blocks[block - 1].text.index(name) + len(name) - len(text)
        span = Span(1, block, start, start + len(text))
        said = {"name": f"{text}:", "again": f"{text} also said:"}[template]
        return Line(text=said, role=LineRole.PRESENTER, spans=(span,), edits=(f"template: {template}",))

    quotes = {line.speaker: line for s in SCRIPT.segments for line in s.lines if line.speaker}
    edwin, walter = quotes["Edwin Marsh"], quotes["Walter Marsh"]
    heard = (named("Edwin Marsh", "Edwin Marsh", "name"), edwin)
    again = (named("Marsh", "Edwin Marsh", "again"), edwin)
    other = (named("Walter Marsh", "Walter Marsh", "name"), walter)
    assert found(RESERVOIR, *heard, *again) == ()
    (finding,) = found(RESERVOIR, *heard, *other, *again)
    assert "`Marsh` may be Edwin Marsh or Walter Marsh" in finding.message


@pytest.mark.parametrize(
    ("said", "speaker", "is_wrong"),
    [
        ("I did not want to read of my vats in the newspaper", "Agnes Thorn", False),
        ("read of my vats in the newspaper", "Agnes Thorn", True),
        ("I did not want to read of my vats", "Agnes Thorn", True),
        ("I did not want to read of my vats in the newspaper", "Ned Thorn", True),
    ],
)
def test_a_pull_quote_is_spoken_whole_and_by_its_own_speaker(said: str, speaker: str, is_wrong: bool) -> None:
    text = "“I did not want to read of my vats in the newspaper.”"
    page = article(
        ("headline", "Dye works to close"),
        ("paragraph", "Agnes Thorn and Ned Thorn have dyed wool at the mill since spring."),
        Block(role=BlockRole.PULL_QUOTE, text=text, speaker="Agnes Thorn"),
    )
    whole = text.index(said)
    end = whole + len(said) + (not is_wrong)  # with its full stop
    line = replace(own(text[whole:end], LineRole.QUOTE, speaker), spans=(Span(1, 3, whole, end),))
    findings = found(page, own(f"Here is {speaker}:"), line)
    assert any(f.is_error and f.line == 2 for f in findings) is is_wrong
