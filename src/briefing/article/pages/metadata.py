"""The head of a page → what it says of itself: titles, language, date, author, site."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from briefing.article.content import tidy
from briefing.article.words import fold

_ARTICLE_TYPES = re.compile(
    r"(News|Analysis|Opinion|Report|Reportage|Review|Background|Satirical|AskPublic|Scholarly|Tech|Social|Live|"
    r"Blog|AdvertiserContent)?\w*(Article|Posting|Report|Review)$"
)
"""schema.org types below Article."""
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})((?:[-_][A-Za-z0-9]{2,8})*)$")
_TITLE_PARTS = re.compile(r"\s+[|–—·•»:-]\s+|\s*\|\s*")
_PUBLISHED_NAMES = (
    "article:published_time", "datepublished", "og:published_time", "date", "pubdate", "publishdate",
    "dc.date", "dc.date.issued", "dcterms.created",
    "sailthru.date", "parsely-pub-date", "cxenseparse:recs:publishtime",
)  # fmt: skip
_LONGEST_JSON = 2_000_000
_CONTROL = re.compile(r"[\x00-\x1f]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    titles: tuple[str, ...]
    """The headline as several places give it, the most reliable first."""
    language: str | None
    published: datetime | None
    byline: str | None
    site: str | None
    is_article: bool
    """Whether the page calls itself an article."""
    article_body: str | None
    """Of JSON-LD, where the page carries its text for machines."""
    url: str | None
    """The address that the page gives as its own (canonical), absolute."""


def metadata(root: Any, *, address: str = "") -> Metadata:
    """From JSON-LD, OpenGraph and its kin, microdata, <time>, <title>, lang.

    `root` is the lxml tree, `address` where the page came from: a canonical address may be relative to it.
    """
    meta = _meta_tags(root)
    article = _own_article(list(_linked_articles(root)), root, meta)
    site = (
        _text(meta.get("og:site_name"))
        or _name(article.get("publisher"))
        or _text(meta.get("application-name"))
    )
    page_title = _text(root.findtext(".//title"))
    titles = [
        _text(article.get("headline")),
        _without_site(_text(meta.get("og:title")), site),
        _without_site(_text(meta.get("twitter:title")), site),
        _text(meta.get("title")),
        _without_site(page_title, site),
    ]
    if page_title:
        titles.append(max(_TITLE_PARTS.split(page_title), key=len))
    return Metadata(
        titles=tuple(dict.fromkeys(title for title in titles if title)),
        language=_language(root, meta, article),
        published=_published(root, meta, article),
        byline=_byline(root, meta, article),
        site=site,
        is_article=bool(article) or meta.get("og:type", "").lower() == "article",
        article_body=body if isinstance(body := article.get("articleBody"), str) else None,
        url=_canonical(root, meta, article, address),
    )


def _meta_tags(root: Any) -> dict[str, str]:
    """Name or property → content; the first of each name counts."""
    found: dict[str, str] = {}
    for tag in root.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop") or tag.get("http-equiv")
        content = tag.get("content")
        if name and content and content.strip():
            found.setdefault(name.strip().lower(), content)
    return found


def _linked_articles(root: Any) -> Iterator[Mapping[str, Any]]:
    """The JSON-LD objects that are articles, also inside lists and @graph."""
    for script in root.iter("script"):
        text = script.text or ""
        if "ld+json" not in (script.get("type") or "").lower() or len(text) > _LONGEST_JSON:
            continue
        try:
            # Raw line breaks inside strings are common, and so are comment marks around the whole.
            data = json.loads(
                _CONTROL.sub(" ", text.strip().removeprefix("<!--").removesuffix("-->")).strip(" ;")
            )
        except (ValueError, RecursionError):
            continue
        waiting = [data]
        while waiting:
            item = waiting.pop(0)
            if isinstance(item, list):
                waiting += item
            elif isinstance(item, dict):
                types = item.get("@type")
                if any(
                    _ARTICLE_TYPES.match(str(kind))
                    for kind in (types if isinstance(types, list) else [types])
                ):
                    yield item
                waiting += [item[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in item]


def _own_article(
    articles: Sequence[Mapping[str, Any]], root: Any, meta: Mapping[str, str]
) -> Mapping[str, Any]:
    """Of several articles the one that the page's title names: the others are stories that it links to."""
    title = fold(f"{root.findtext('.//title') or ''} {meta.get('og:title', '')}")
    named = (a for a in articles if (headline := _text(a.get("headline"))) and fold(headline) in title)
    return next(named, articles[0] if articles else {})


def _canonical(root: Any, meta: Mapping[str, str], article: Mapping[str, Any], address: str) -> str | None:
    links = (e.get("href") for e in root.iter("link") if "canonical" in (e.get("rel") or "").lower().split())
    page = article.get("mainEntityOfPage")
    said: list[object] = [
        *links,
        meta.get("og:url"),
        article.get("url"),
        page.get("@id") if isinstance(page, Mapping) else page,
    ]
    for candidate in said:
        if not isinstance(candidate, str) or not candidate.strip():
            continue
        try:
            url = urljoin(address, candidate.strip())
            parts = urlsplit(url)
        except ValueError:  # "http://[": no address
            continue
        if parts.scheme in ("http", "https") and parts.hostname and not any(map(str.isspace, url)):
            return url
    return None


def _text(value: object) -> str | None:
    """Tidied text; entities that were escaped twice are resolved."""
    if not isinstance(value, str):
        return None
    return tidy(unescape(unescape(value))) or None


def _name(value: object) -> str | None:
    """The name or names of a schema.org person or organization."""
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(name for name in map(_name, value) if name)) or None
    if isinstance(value, dict):
        return _name(value.get("name"))
    return _text(value)


def _without_site(title: str | None, site: str | None) -> str | None:
    if not title or not site:
        return title
    ending = re.compile(rf"\s*[|–—·•»:-]\s*{re.escape(site)}\s*$", re.IGNORECASE)
    opening = re.compile(rf"^{re.escape(site)}\s*[|–—·•»:-]\s*", re.IGNORECASE)
    return opening.sub("", ending.sub("", title)) or title


def _language(root: Any, meta: Mapping[str, str], article: Mapping[str, Any]) -> str | None:
    body = root.find("body")
    candidates = (
        root.get("lang"),
        root.get("xml:lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        body.get("lang") if body is not None else None,
        article.get("inLanguage"),
        meta.get("og:locale"),
        meta.get("content-language"),
        meta.get("language"),
    )
    for candidate in candidates:
        if isinstance(candidate, str) and (match := _LANGUAGE.match(candidate.strip())):
            return match[1].lower() + match[2].replace("_", "-")
    return None


def _published(root: Any, meta: Mapping[str, str], article: Mapping[str, Any]) -> datetime | None:
    said: list[object] = [article.get("datePublished"), *(meta.get(name) for name in _PUBLISHED_NAMES)]
    times = list(root.iter("time"))
    first = [
        t for t in times if t.get("pubdate") is not None or "publish" in str(t.get("itemprop", "")).lower()
    ]
    said += [element.get("datetime") for element in (*first, *times[:1])]
    return next((moment for moment in map(_moment, said) if moment), None)


def _moment(value: object) -> datetime | None:
    """ISO 8601 or RFC 2822; without a zone it is taken as UTC."""
    if not isinstance(value, str) or not value.strip():
        return None
    text = value.strip()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        try:
            moment = parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError):
            return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _byline(root: Any, meta: Mapping[str, str], article: Mapping[str, Any]) -> str | None:
    candidates = [
        _name(article.get("author")),
        *(
            _text(meta.get(n))
            for n in ("author", "article:author", "byl", "parsely-author", "dc.creator", "sailthru.author")
        ),
    ]
    for candidate in candidates:
        if candidate and "://" not in candidate and "@" not in candidate and len(candidate) <= 200:
            return candidate
    for element in root.iter("a", "span"):
        if element.get("rel") == "author" or element.get("itemprop") == "author":
            return _text(element.text_content())
    return None
