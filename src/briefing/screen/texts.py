"""An article as it was understood, and a script as it was checked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from briefing.episodes import is_edited
from briefing.model import Article, Quotation, QuotationKind
from briefing.screen.page import Page, count, isolated, short

if TYPE_CHECKING:
    from briefing.runs import Written
    from briefing.script import Finding


def understood(article: Article, quotations: Sequence[Quotation]) -> tuple[str, dict[str, Any]]:
    """An article's blocks and quotations: as text, and as `read --json` gives them."""
    lines = [f"{article.title}  [{article.language}]"]
    for number, block in enumerate(article.blocks, 1):
        of = f" of {block.repeats}" if block.repeats else ""
        lines.append(f"{number:4} {block.role.value + of:16} {short(block.text)}")
    speech = [q for q in quotations if q.kind is not QuotationKind.NOT_SPEECH]
    lines.append(f"{count(len(speech), 'quotation')}:")
    for q in speech:
        name = q.speaker.name if q.speaker else "?"
        lines.append(f"{q.span.block:4} {q.confidence:.2f}  {name}: {short(q.text)}")
    data = {
        "title": article.title,
        "language": article.language,
        "direction": article.direction,
        "published": article.published.isoformat() if article.published else None,
        "byline": article.byline,
        "site": article.site,
        "url": article.url,
        "blocks": [
            {"role": b.role.value, "text": b.text, "repeats": b.repeats, "speaker": b.speaker, "block": n}
            for n, b in enumerate(article.blocks, 1)
        ],
        "quotations": [
            {
                "block": q.span.block,
                "start": q.span.start,
                "end": q.span.end,
                "text": q.text,
                "speaker": q.speaker.name if q.speaker else None,
                "confidence": round(q.confidence, 3),
                "kind": q.kind.value,
            }
            for q in quotations
        ],
    }
    return "\n".join(lines), data


def checked(done: Written) -> Page:
    errors = [f for f in done.findings if f.is_error]
    own = [f for f in done.findings if not f.is_error]
    total = sum(len(segment.lines) for segment in done.script.segments)
    lines = []
    for finding in errors:
        lines += [f"✗ {_where(finding)}: {finding.message}", *_both_texts(finding)]
    lines += [f"• {_where(finding)}: {finding.message}: {finding.text}" for finding in own]
    edited = [p.name for p in map(done.folder.article, range(1, len(done.articles) + 1)) if is_edited(p)]
    roles = "its roles are taken as they stand, its words must be those of the source"
    lines += [f"Note: {name} was edited by hand; {roles}." for name in edited]
    wrong = len({(finding.segment, finding.line) for finding in errors})
    verdict = f"{wrong} not as in the articles" if wrong else "all as in the articles"
    lines.append(f"{count(total, 'line')}: {verdict}, {len(own)} of the editor's own.")
    return Page("\n".join(lines), {"lines": total, "findings": done.findings, "articles_edited": edited})


def _where(finding: Finding) -> str:
    if not finding.segment:
        return "title"
    return f"segment {finding.segment}, " + (f"line {finding.line}" if finding.line else "title")


def _both_texts(finding: Finding) -> list[str]:
    """What the article has and what the script says, one under the other, ⟦ ⟧ around what differs."""
    from briefing.script.checking.differences import marked

    if not finding.expected:
        return [f"    script   {isolated(finding.text)}"]
    article, script = marked(finding.expected, finding.found)
    return [f"    article  {isolated(article)}", f"    script   {isolated(script)}"]
