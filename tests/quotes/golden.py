"""Golden pairs NAME.txt + NAME.gold.yaml → articles, and quotations measured against the gold.

In the text a line is a block: "# " headline, "## " sidebar heading, "| " sidebar, "> LABEL | " pull quote,
else a paragraph. In the gold every stretch stands in order: its text, its kind, and for speech its speaker;
`may_be_unsure` allows to leave it unspoken, `unsure` demands it. Kind `fragment` is somebody's words that are
no sentence of their own: speech that is never spoken, and where `speaker` is given, that person's.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from briefing.model import Article, Block, BlockRole, Origin, Quotation, QuotationKind
from briefing.script.quoting.quotes import SPOKEN_CONFIDENCE, quotations

FOLDER = Path(__file__).parent
NAMES = sorted(p.name.removesuffix(".gold.yaml") for p in FOLDER.glob("*.gold.yaml"))
_ORIGIN = Origin(
    address="-", media_type="text/plain", sha256="0" * 64, fetched_at=datetime(2026, 1, 5, tzinfo=UTC)
)


def words(name: str) -> list[str]:
    """Of the pair's text."""
    return (FOLDER / f"{name}.txt").read_text("utf-8").split()


def article(text: str, language: str) -> Article:
    blocks = tuple(_block(line) for line in text.splitlines() if line.strip())
    return Article(title=blocks[0].text, language=language, blocks=blocks, origin=_ORIGIN)


def _block(line: str) -> Block:
    for sign, role in (("## ", "sidebar_heading"), ("# ", "headline"), ("| ", "sidebar")):
        if line.startswith(sign):
            return Block(role=BlockRole(role), text=line.removeprefix(sign))
    if line.startswith("> "):
        label, _, text = line.removeprefix("> ").rpartition(" | ")
        return Block(role=BlockRole.PULL_QUOTE, text=text, speaker=label or None)
    return Block(role=BlockRole.PARAGRAPH, text=line)


@dataclass
class Result:
    speech: int = 0
    """In the gold."""
    spoken: int = 0
    """Above the threshold."""
    right: int = 0
    faults: list[str] = field(default_factory=list)


def measure(name: str) -> Result:
    gold: dict[str, Any] = yaml.safe_load((FOLDER / f"{name}.gold.yaml").read_text("utf-8"))
    read = article((FOLDER / f"{name}.txt").read_text("utf-8"), gold["language"])
    found = [q for q in quotations(read) if read.blocks[q.span.block - 1].role is not BlockRole.HEADLINE]
    result = Result()
    for wanted in gold["quotes"]:
        got = next((q for q in found if q.text.strip() == wanted["text"].strip()), None)
        if got is not None:
            found.remove(got)
        _compare(wanted, got, result)
    for extra in found:
        if is_spoken(extra):
            result.spoken += 1
            result.faults.append(f"not in the gold: {extra.text!r} {_who(extra)}")
    return result


def is_spoken(quotation: Quotation) -> bool:
    return quotation.kind is QuotationKind.SPEECH and quotation.confidence >= SPOKEN_CONFIDENCE


def _compare(wanted: dict[str, Any], got: Quotation | None, result: Result) -> None:
    speech = wanted["kind"] == "speech"
    result.speech += speech and not wanted.get("unsure", False)
    if got is None:
        result.faults.append(f"not found: {wanted['text']!r}")
        return
    said = is_spoken(got)
    result.spoken += said
    if wanted["kind"] == "fragment":
        name = got.speaker.name if got.speaker else None
        if said or got.kind is not QuotationKind.SPEECH or wanted.get("speaker", name) != name:
            result.faults.append(f"{got.text!r} is a part of what {wanted.get('speaker')} says: {_who(got)}")
        return
    if speech and not wanted.get("unsure", False):
        if said and got.speaker and got.speaker.name == wanted["speaker"]:
            result.right += 1
        elif said or not wanted.get("may_be_unsure", False):
            result.faults.append(f"{got.text!r} is {wanted['speaker']}'s, not {_who(got)}")
        else:
            result.speech -= 1
    elif said:
        result.faults.append(f"must not be spoken: {got.text!r} {_who(got)}")
    elif not speech and got.kind is not QuotationKind.NOT_SPEECH:
        result.faults.append(f"is no speech: {got.text!r} {_who(got)}")


def _who(quotation: Quotation) -> str:
    name = quotation.speaker.name if quotation.speaker else None
    return f"({quotation.kind.value}, {name}, {quotation.confidence})"
