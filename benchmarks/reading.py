"""How the time and memory of reading and scripting grow with the page, up to 2 MB and 3,000 paragraphs.

    python benchmarks/reading.py [SIZE...]      default: 2 4 8, eighths of the largest page

The pages are made up here, English and Arabic: a live report whose people (a new one every few paragraphs),
quotations and repeats grow with its length, as HTML and as plain text; the same all in one paragraph; and one
that names two new people in each paragraph. The first row of a table is an ordinary page of 38 paragraphs.
`briefing read --json` and `briefing script --print` run as a person runs them, each as a process of its own.
Seconds are those of the processor, less start-up (the time of a page of one paragraph). Seconds of one
machine mean little: what counts is the growth of the time for twice the page (2 is linear) and, as a unit
that others can compare with, how many times as long as lxml takes to parse the same bytes. Exit 1 above the
limits.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

BRIEFING = [sys.executable, "-m", "briefing"]
LARGEST_PARAGRAPHS, LARGEST_BYTES = 3000, 2_000_000
NEW_PERSON_EVERY = 6
"""Paragraphs."""
ORDINARY = 0.1
MOST_GROWTH, MOST_MB, MOST_SECONDS = 2.4, 400, 1.0
"""For twice the page; of memory at its peak; for an ordinary page."""
KINDS = [
    ("html", "en"),
    ("html", "ar"),
    ("txt", "en"),
    ("txt", "ar"),
    ("one paragraph", "en"),
    ("crowd", "en"),
]

ENGLISH = {
    "given": ["Anna", "Bram", "Clara", "Dorin", "Edda", "Femi", "Greta", "Henk", "Ida", "Jonas", "Karin"],
    "family": ["Ambrel", "Brenning", "Castow", "Dorvik", "Elsner", "Farrow", "Gantry", "Holmark", "Isted"],
    "endings": ["", "sen", "ley", "ford", "mann", "by", "wick", "ton", "ridge", "holt", "more", "stead"],
    "offices": ["the harbour master", "a pilot", "the dredging company's director", "a fisherman"],
    "subjects": ["The northern pier", "The dredger", "A second inspection", "The ferry company"],
    "verbs": ["was closed after", "will be paid for by", "came two days before", "was delayed by"],
    "objects": ["the storm of last winter", "a loan of 14 million crowns", "the summer timetable"],
    "places": ["in Ostrava Bay", "near the old lighthouse", "at the third lock", "on the eastern shore"],
    "said": ["“We measured {n} centimetres at the gate, and it is {adj},” said {who}, {office}.",
             "{who} said: “Nobody told us that the {thing} would be {adj} for {n} days.”",
             "“The {thing} is {adj},” {short} said. “We will look at it again in {n} weeks.”"],
    "told": "{subject} {verb} {object} {place}, after {n} days of work, and people there asked for more.",
    "named": "“{thing}” is what the workers call it.",
    "things": ["gate", "crane", "channel", "bridge", "tide table", "breakwater", "pump"],
    "adjectives": ["worse than last year", "safe", "too late", "what we had hoped for", "not enough"],
    "headline": "Harbour of Ostrel opens again after {n} days",
}  # fmt: skip
ARABIC = {
    "given": ["سامي", "ليلى", "مروان", "هدى", "طارق", "سلمى", "فارس", "رنا", "عادل", "نورة", "كريم"],
    "family": ["الخطيب", "النجار", "الحداد", "الصباغ", "القباني", "الزيات", "العطار", "الطحان", "الملاح"],
    "endings": ["", " الشرقي", " الغربي", " الكبير", " الصغير", " الجبلي", " الساحلي", " الشامي"],
    "offices": ["مدير الميناء", "رئيس البلدية", "مهندس المشروع", "ممثل الصيادين"],
    "subjects": ["أعلنت البلدية", "أنهت الشركة", "بدأت اللجنة", "رفض المجلس", "تسلم الميناء"],
    "verbs": ["أعمال الصيانة في", "تقريراً عن", "خطة جديدة من أجل", "قراراً يخص", "دراسة تتناول"],
    "objects": ["الرصيف الشمالي", "القناة القديمة", "حاجز الأمواج", "سوق السمك", "محطة الضخ"],
    "places": ["قرب المنارة القديمة", "على الساحل الشرقي", "في مدخل الخليج", "عند البوابة الثالثة"],
    "said": ["وقال {who}، {office}: «وجدنا {n} سنتيمتراً عند البوابة، وهذا أمر {adj} بالنسبة لنا جميعاً».",
             "وأضاف {short}: «لم يخبرنا أحد بأن {thing} سيكون {adj} بعد {n} يوماً».",
             "«لقد كان {thing} {adj} منذ البداية»، قال {who} خلال مؤتمر صحفي."],
    "told": "{subject} {verb} {object} {place} بعد {n} يوماً من العمل، وطالب السكان هناك بالمزيد من الخطوات.",
    "named": "ويسمي العمال هذا المكان «{thing}» منذ سنوات.",
    "things": ["الجسر", "المرفأ", "الحاجز", "الرصيف", "الممر", "المخزن"],
    "adjectives": ["خطيراً", "آمناً", "متأخراً", "كافياً", "جديداً"],
    "headline": "ميناء المدينة يفتح أبوابه من جديد بعد {n} يوماً",
}  # fmt: skip


def paragraphs(words: dict[str, Any], count: int, bytes_each: int, new_person_every: float) -> Iterator[str]:
    """`count` paragraphs of about `bytes_each` bytes; every 50th is an earlier one pasted in again."""
    draw = random.Random(5)

    def pick(key: str) -> str:
        return str(draw.choice(words[key]))

    people: list[tuple[str, str, str]] = []
    earlier: list[str] = []
    for number in range(count):
        while len(people) <= number / new_person_every:
            name, office = f"{pick('family')}{pick('endings')}{pick('endings')}", pick("offices")
            people.append((f"{pick('given')} {name}", name, office))
        if number % 50 == 49:
            yield draw.choice(earlier)
            continue
        text, size = "", 0
        who, short, office = draw.choice(people[-40:])
        while size < bytes_each:
            form = draw.choices([words["told"], pick("said"), words["named"]], [3, 2, 0.3])[0]
            text += form.format(
                n=draw.randint(3, 990), adj=pick("adjectives"), who=who, short=short, office=office,
                thing=pick("things"), subject=pick("subjects"), verb=pick("verbs"), object=pick("objects"),
                place=pick("places"),
            ) + " "  # fmt: skip
            size = len(text.encode())
        earlier.append(text.strip())
        yield text.strip()


def page(kind: str, tag: str, eighths: float) -> bytes:
    """A page of `eighths`/8 of the largest size."""
    words = {"en": ENGLISH, "ar": ARABIC}[tag]
    count = max(1, round(LARGEST_PARAGRAPHS * eighths / 8))
    overhead = 40 if kind == "html" else 1
    new_person_every = 0.5 if kind == "crowd" else NEW_PERSON_EVERY
    bytes_each = LARGEST_BYTES // LARGEST_PARAGRAPHS - overhead - 60
    texts = list(paragraphs(words, count, bytes_each, new_person_every))
    headline = words["headline"].format(n=90)
    if kind == "one paragraph":
        return "\n\n".join([headline, texts[0], " ".join(texts[1:])]).encode()
    if kind != "html":
        return "\n\n".join([headline, *texts]).encode()
    body = "\n".join(
        f'<div class="e"><p id="p{number}">{text}</p></div>'
        + ("<aside><blockquote>" + text[:80] + "</blockquote></aside>" if number % 40 == 20 else "")
        for number, text in enumerate(texts)
    )
    menu = "".join(f'<li><a href="/{n}">{word}</a></li>' for n, word in enumerate(words["things"]))
    return (
        f'<!DOCTYPE html><html lang="{tag}"><head><meta charset="utf-8"><title>{headline}</title></head>'
        f"<body><nav><ul>{menu}</ul></nav><main><article><h1>{headline}</h1>{body}</article></main></body></html>"
    ).encode()


def run(command: list[str]) -> tuple[float, float]:
    """Processor seconds and peak resident memory in MB of the command."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    unit = 1 if sys.platform == "darwin" else 1024
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 1e6


def parse_seconds(data: bytes) -> float:
    """What lxml takes for the same bytes, the best of five."""
    from lxml import html

    def once() -> float:
        start = time.perf_counter()
        html.fromstring(data)
        return time.perf_counter() - start

    return min(once() for _ in range(5))


def show(kind: str, tag: str, sizes: list[float], folder: Path) -> Iterator[str]:
    """Prints a table; gives what lies above the limits."""
    print(f"\n{kind}, {tag}")
    print(f"{'':14}{'paragraphs':>10}{'MB':>6}{'s':>8}{'MB peak':>9}{'for 2 ×':>9}{'× lxml':>8}")
    file = folder / f"page.{tag}.{'html' if kind == 'html' else 'txt'}"
    for name, command in (("read --json", ["read", "--json"]), ("script --print", ["script", "--print"])):
        file.write_bytes(page(kind, tag, 0))
        idle = min(run([*BRIEFING, *command, str(file)])[0] for _ in range(3))
        before: tuple[float, float] | None = None
        for size in (ORDINARY, *sizes):
            data = page(kind, tag, size)
            file.write_bytes(data)
            seconds, memory = run([*BRIEFING, *command, str(file)])
            own = max(seconds - idle, 0.001)
            growth = own / before[1] if before and size == 2 * before[0] >= 2 else 0.0
            where = f"{kind}, {tag}, {name}, {len(data) / 1e6:.2f} MB"
            count = round(LARGEST_PARAGRAPHS * size / 8)
            print(
                f"{name:14}{count:10}{len(data) / 1e6:6.2f}{own:8.2f}{memory:9.0f}"
                f"{f'{growth:.2f}' if growth else '':>9}{own / parse_seconds(data):8.0f}",
                flush=True,
            )
            if growth > MOST_GROWTH:
                yield f"{where}: {growth:.2f} times as long for twice the page"
            if memory > MOST_MB:
                yield f"{where}: {memory:.0f} MB"
            if size == ORDINARY and own > MOST_SECONDS:
                yield f"{where}: {own:.2f} s for an ordinary page"
            before = size, own


if __name__ == "__main__":
    asked = [float(size) for size in sys.argv[1:]] or [2.0, 4.0, 8.0]
    with tempfile.TemporaryDirectory() as name:
        above = [line for kind, tag in KINDS for line in show(kind, tag, asked, Path(name))]
    if above:
        sys.exit("\nabove the limits:\n" + "\n".join(above))
