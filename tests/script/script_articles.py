"""Small articles of our own, block by block, for the tests of the script."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from briefing.article import read
from briefing.model import Article, Block, BlockRole, Line, Origin, Script, Source

DAY = date(2026, 11, 23)
ORIGIN = Origin(
    address="harbour.txt",
    media_type="text/plain",
    sha256="0" * 64,
    fetched_at=datetime(2026, 11, 23, tzinfo=UTC),
)


def article(*blocks: tuple[str, str] | Block, language: str = "en", title: str | None = None) -> Article:
    """An article of (role, text) pairs; its title is its headline unless one is given."""
    made = tuple(b if isinstance(b, Block) else Block(role=BlockRole(b[0]), text=b[1]) for b in blocks)
    headline = next((b.text for b in made if b.role is BlockRole.HEADLINE), "Untitled")
    return Article(title=title or headline, language=language, blocks=made, origin=ORIGIN)


def read_article(path: Path) -> Article:
    """A page of tests/articles, as the program understands it."""
    media_type = {".txt": "text/plain", ".md": "text/markdown", ".html": "text/html"}[path.suffix]
    return read(
        Source.of(
            path.read_bytes(), address=path.name, media_type=media_type, fetched_at=ORIGIN.fetched_at
        )
    )  # fmt: skip


HARBOUR = article(
    ("kicker", "Harbour"),
    ("headline", "Northern pier reopens after three months"),
    ("deck", "Divers found the cracks in August, and the ferries had to turn away."),
    ("byline", "By Otto Lindqvist"),
    ("caption", "The pier on Monday (photo by Nell Abbott)"),
    (
        "paragraph",
        "The northern pier in Eastwick reopened on Monday after repairs that cost 2.4 million pounds and "
        "kept 38 boats from their moorings.",
    ),
    (
        "paragraph",
        "“We are glad to have the pier back before the herring season,” said Ines Hofmann, the harbour "
        "master. “The crews have waited long enough for this day.”",
    ),
    ("pull_quote", "We are glad to have the pier back"),
    (
        "paragraph",
        "“The town cannot pay for another repair like this one,” said Daniel Oyelaran, the mayor of "
        "Eastwick.",
    ),
    ("paragraph", "The council did not say when the southern quay will be closed for its own inspection."),
    ("subheading", "Complaints"),
    (
        "paragraph",
        "“Nobody asked the ferry passengers what they needed in all these months,” said Priya Raman, who "
        "leads the island committee. However, the committee will meet the council in December.",
    ),
    ("paragraph", "Some 1,200 passengers a week use the ferry in winter, and 9,000 in summer."),
    ("sidebar_heading", "What the repairs cost"),
    (
        "sidebar",
        "The government paid 1.5 million pounds of the bill, and the town paid the rest from its reserves. "
        "Two firms from the county did the work.",
    ),
    ("boilerplate", "Sign up for our newsletter"),
    Block(
        role=BlockRole.REPEAT,
        text="Some 1,200 passengers a week use the ferry in winter, and 9,000 in summer.",
        repeats=13,
    ),
)

ORCHARD = article(
    ("headline", "Late frost halves the apple crop in the Vale"),
    ("paragraph", "Growers in the Vale of Morden expect half of the usual apple crop after frost in May."),
    (
        "paragraph",
        "“We lit candles between the trees for five nights, and still the blossom died,” said Hannah Weld, a "
        "grower in Morden.",
    ),
    ("paragraph", "Prices of early apples have risen by 20 per cent since the beginning of September."),
)

CLINIC = article(
    ("headline", "مستشفى السدرة يفتتح قسما جديدا للأطفال"),
    (
        "paragraph",
        "افتتحت وزيرة الصحة ليلى المنصوري أمس قسما جديدا للأطفال في مستشفى السدرة "
        "يضم 60 سريرا وثلاث غرف عمليات.",
    ),
    (
        "paragraph",
        "وقالت وزيرة الصحة ليلى المنصوري «هذا القسم سيخفف العبء عن العائلات التي كانت "
        "تسافر إلى العاصمة كل أسبوع».",
    ),
    (
        "paragraph",
        "وقال مدير المستشفى فهد العامري «نستقبل اليوم مئتي طفل ونحن مستعدون "
        "لاستقبال ضعف هذا العدد في الشتاء».",
    ),
    ("paragraph", "وبلغت كلفة المشروع 14 مليون دينار، واستغرق بناؤه ثلاث سنوات."),
    language="ar",
)

PECHE = article(
    ("headline", "La criée de Port-Lannec rouvre ses portes"),
    ("paragraph", "La criée a rouvert lundi matin, huit mois après l'incendie qui avait détruit sa toiture."),
    ("paragraph", "Les travaux ont coûté 3,2 millions d'euros, dont la moitié a été payée par la région."),
    language="fr",
)


def lines(script: Script) -> list[Line]:
    return [line for segment in script.segments for line in segment.lines]
