"""Several articles: which of them tell one story, and how that story is told once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from script_articles import DAY, HARBOUR, ORCHARD, article, lines

from briefing.model import LineRole, SegmentKind
from briefing.script import check, write
from briefing.script.writing.stories import stories

MILL = article(
    ("headline", "Fire guts historic mill in Harrowby, 40 homes evacuated"),
    (
        "paragraph",
        "A fire destroyed the top three floors of the Corder mill in Harrowby on Tuesday morning "
        "and forced the evacuation of 40 homes, the fire service said.",
    ),
    (
        "paragraph",
        "About 60 firefighters were called to the five-storey building, which was being turned into flats.",
    ),
    (
        "paragraph",
        "“The roof went within twenty minutes and there was nothing we could do to save it,” said"
        " Alan Priestley, who led the operation.",
    ),
    ("paragraph", "The mill, built in 1868, was bought by the developer Norland Homes two years ago."),
)
MILL_AGAIN = article(
    ("headline", "Harrowby mill blaze: families wait to return as crews damp down"),
    (
        "paragraph",
        "Families driven from their homes by a huge blaze at a Victorian mill in Harrowby have "
        "been told that they may not be allowed back before Thursday.",
    ),
    (
        "paragraph",
        "Sixty firefighters fought the flames at the Corder mill, a listed building from 1868, "
        "after the alarm was raised at 4.50am on Tuesday. Three of its five floors collapsed, and"
        " 40 houses in Harrowby were cleared.",
    ),
    (
        "paragraph",
        "“I have my slippers on and nothing else from that house,” said Joan Tattersall, 71, who "
        "was waiting in the hall of a school.",
    ),
    (
        "paragraph",
        "Norland Homes, which was converting the mill into 84 flats, said that it would help with"
        " the inquiry.",
    ),
)
WAREHOUSE = article(
    ("headline", "Warehouse fire in Dunmore closes motorway"),
    (
        "paragraph",
        "A fire at a tyre warehouse in Dunmore closed the M71 in both directions on Tuesday "
        "morning and sent black smoke over the town.",
    ),
    (
        "paragraph",
        "About 80 firefighters were called to the building shortly after 6am, the fire service said.",
    ),
)
BOAT = article(
    ("headline", "غرق مركب صيد قبالة ساحل المرسى وإنقاذ سبعة بحارة"),
    (
        "paragraph",
        "أعلن خفر السواحل إنقاذ سبعة بحارة بعد غرق مركب صيد قبالة ساحل المرسى فجر الثلاثاء بسبب "
        "رياح قوية، فيما يتواصل البحث عن بحار ثامن.",
    ),
    (
        "paragraph",
        "وقال قائد الدورية نادر الحسيني إن «المركب انقلب على بعد أربعة أميال من الميناء، ووصلنا "
        "إليه بعد نصف ساعة من تلقي نداء الاستغاثة».",
    ),
    ("paragraph", "ويحمل المركب اسم الأمل وطوله 14 مترا، وكان عائدا من رحلة استمرت ثلاثة أيام."),
    language="ar",
)
BOAT_AGAIN = article(
    ("headline", "البحث عن بحار مفقود بعد انقلاب مركب «الأمل» في المرسى"),
    (
        "paragraph",
        "تواصل زوارق خفر السواحل البحث عن بحار مفقود منذ انقلاب مركب الصيد الأمل قبالة ميناء "
        "المرسى فجر الثلاثاء، بعدما أنقذت سبعة من زملائه.",
    ),
    (
        "paragraph",
        "وقال رئيس نقابة الصيادين كامل عزوز إن «المركب خرج رغم التحذير من الرياح، ولا يجوز أن يتكرر ذلك».",
    ),
    (
        "paragraph",
        "وكان المركب، وطوله 14 مترا، على بعد أربعة أميال من الميناء حين تلقى خفر السواحل نداء الاستغاثة.",
    ),
    language="ar",
)


def test_the_same_event_from_two_pages_is_one_story() -> None:
    assert stories([MILL, WAREHOUSE, MILL_AGAIN, HARBOUR]) == ((3, 1), (2,), (4,))
    assert stories([BOAT, BOAT_AGAIN]) == ((1, 2),)


def test_other_events_are_other_stories() -> None:
    assert stories([MILL, WAREHOUSE]) == ((1,), (2,))
    assert stories([HARBOUR, ORCHARD]) == ((1,), (2,))
    assert stories([MILL, replace(MILL_AGAIN, language="fr")]) == ((1,), (2,))
    first = replace(MILL, published=datetime(2026, 11, 24, tzinfo=UTC))
    later = replace(MILL_AGAIN, published=datetime(2027, 3, 2, tzinfo=UTC))
    assert stories([first, later]) == ((1,), (2,))


def test_one_story_is_told_by_its_fullest_page_with_the_voices_of_the_other() -> None:
    for articles in ((MILL, WAREHOUSE, MILL_AGAIN), (BOAT, BOAT_AGAIN)):
        script = write(articles, day=DAY, show="", minutes=3)
        assert check(script, articles) == ()
        heads = [segment.article for segment in script.segments if segment.kind is SegmentKind.HEADLINE]
        assert len(heads) == len(stories(articles))
        speakers = [line.speaker for line in lines(script) if line.role is LineRole.QUOTE]
        assert len(set(speakers)) == 2
        assert script.articles == tuple(f"article-{n}.yaml" for n in range(1, len(articles) + 1))


def test_a_story_stands_where_its_first_page_was_given() -> None:
    script = write([MILL, WAREHOUSE, MILL_AGAIN], day=DAY, show="", minutes=3)
    told = [segment.article for segment in script.segments if segment.article]
    assert told[0] == 3
    assert told.index(1) < told.index(2)
