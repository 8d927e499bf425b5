"""One line of a page → what kind of line it is by itself, wherever it stands."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from enum import StrEnum

from briefing.article.vocabulary import Vocabulary as Vocabulary
from briefing.article.vocabulary import vocabulary as vocabulary
from briefing.article.words import fold, folded_words, word_count


class LineKind(StrEnum):
    FURNITURE = "furniture"
    """Buttons, menus, notices, tags, addresses."""
    RELATED = "related"
    """A link to other articles, or the heading of a list of such links."""
    BYLINE = "byline"
    DATELINE = "dateline"
    CAPTION = "caption"
    LABEL = "label"
    """A name with a colon, alone on its line: who says the next line."""
    TITLE = "title"
    """No end of a sentence: headline, deck, heading."""
    PROSE = "prose"


_SIGNED_LATE = re.compile(r"(?:^|[/|])\s*[Bb]y\s+([^,/|]+)$")
"""Desk, then name: "Rural desk / By Ann Hill"."""
_HOURS = re.compile(r"\b\d{1,2}:\d{2}\b")
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}(?:\s*(?:am|pm|gmt|bst|utc|e[sd]?t|p[sd]?t|cet|ist))?")
_CLOSERS = "\"'”’“»›)\\]"
_SENTENCE_END = re.compile(rf"[.!?…؟۔。！？][{_CLOSERS}]*(\s*[(\[][^()\[\]]{{1,40}}[)\]])?$")
_INNER_END = re.compile(rf"(?:(?<![\s.(\u201c\"-][A-Z])(?<!^[A-Z])\.|[!?؟۔])[{_CLOSERS}]*\s+(?=\S)")
"""Not behind an initial: "Mary J. Hill", "the U.S. court"."""
_ADDRESS = re.compile(r"\S+@\S+\.\w+|https?://\S+|www\.\S+", re.I)
_HANDLES = re.compile(r"([@#][\w.]+[\s,،]*)+$")
_HANDLE = re.compile(r"(?<!\w)@\w")
_COUNT = re.compile(r"\s*[(\[]\d+[)\]]$")
"""Behind a button: "Comments (12)"."""
_PHONE = re.compile(r"\+?\d[\d\s()./-]{6,}\d")
_CRUMBS = re.compile(r"\s[|>›/·•]\s|\s»\s(?=[^«]*$)")
_READING_TIME = re.compile(r"^[^\W\d_]+(?: [^\W\d_]+)?:? \d{1,2} ?min\.?$")
"""How long the reading takes: "Reading time 3 min"."""
_CREDITED_LAST = re.compile(r"[.!?»”] ?(?P<word>[^\W\d_]+)(?: |: )(?P<owner>[^.!?:]{3,50})$")
"""Behind what a picture shows, whose it is: "The pier. Photo Ann Hill"."""
_OWNED_LAST = re.compile(
    r"(?<=\S) \| ?(?P<paper>[A-ZÀ-Þ][A-ZÀ-Þ'’ -]{3,40})$"
    r"|[.!?»”] (?P<agency>[A-Z]{2,9}) ?/ ?[A-ZÀ-Þ][\w. '’-]{2,40}$"
)
"""… in capitals behind a stroke, or an agency with its photographer."""
_BULLETS = "•·∙▪|–- "
_GLUED = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
_BRACKETED_END = re.compile(r"[(\[]([^()\[\]]{2,60})[)\]][.\s]*$")
_ISO = re.compile(r"\b((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?:\b|(?=t\d))", re.I)
_NUMERIC = re.compile(r"\b(\d{1,2})[-/.](\d{1,2})[-/.]((?:19|20)\d\d)\b")
_DAY_WORD_YEAR = re.compile(r"\b\d{1,2}(?:\.|er|º)? (?:de )?[^\W\d_]{3,}\.? (?:de )?(?:19|20)\d\d\b")
_MERIDIEM = re.compile(r"\b([ap])\.\s?m\b\.?", re.I)
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_PARTICLES = frozenset(
    ("de", "da", "di", "du", "des", "la", "le", "van", "von", "der", "den", "bin", "ibn", "al", "el", "and",
     "et", "und", "y", "e", "of", "the")
)  # fmt: skip

_TAIL = 60
"""Characters in which a sentence's last mark, closing marks and a bracketed source stand."""
_LONGEST_LINE = 1200
"""Characters. Longer lines are running text; no pattern is tried on them, so that none can be slow."""
_WORDS_BESIDE_ADDRESS = 5
_LONGEST_BYLINE = 12
_LONGEST_DATELINE = 20
"""Words: when it was published, and when it was changed, each with the hour."""
_LONGEST_NOTE = 70
"""Words of what is said of an author, with where to follow and to write to them."""
_LONGEST_MENU = 24
"""Words of a menu in one line."""
_LONGEST_FURNITURE = 30
"""Words; a longer line that begins like a notice is one only if it is about cookies or copyright."""


def ends_sentence(text: str) -> bool:
    """Whether the text ends like a sentence: stop, question or exclamation mark, then closing marks only."""
    return _SENTENCE_END.search(text[-_TAIL:]) is not None


def sentence_count(text: str) -> int:
    """Roughly how many sentences there are; initials and abbreviations are not told apart."""
    return 1 + len(_INNER_END.findall(text))


def kind_of(text: str, vocabulary: Vocabulary) -> LineKind:
    """What the line shows by itself. Where it stands decides the rest (`pages`, `texts`)."""
    if len(text) > _LONGEST_LINE:
        return LineKind.PROSE
    folded = re.sub(r"\s+:", ":", fold(text))
    count = word_count(text)
    if _is_related(folded, count, vocabulary):
        return LineKind.RELATED
    if _is_furniture(text, folded, count, vocabulary):
        return LineKind.FURNITURE
    if count <= _LONGEST_BYLINE and _is_signed_by_name(text, folded, vocabulary):
        return LineKind.BYLINE  # "By Ann Hill (text) and Owen Pike (photos)"
    if _is_caption(text, folded, count, vocabulary):
        return LineKind.CAPTION
    ends = ends_sentence(text)
    if count <= _LONGEST_DATELINE and is_dateline(text, vocabulary):
        return LineKind.DATELINE
    if count <= 12 and not ends and _is_byline(text, folded, count, vocabulary):
        return LineKind.BYLINE
    if text.endswith((":", "：")) and count <= 6 and not _INNER_END.search(text):
        return LineKind.LABEL
    return LineKind.PROSE if ends else LineKind.TITLE


def _is_signed_by_name(text: str, folded: str, vocabulary: Vocabulary) -> bool:
    opening = vocabulary.opens(folded, "byline_openings")
    if opening is None or ends_sentence(text) or len(folded) != len(text):
        return False
    name = vocabulary.joining.split(text[opening.end() :].strip(" :"))[0]
    return is_name(re.sub(r"\s*\(.*", "", name))


def _is_related(folded: str, count: int, vocabulary: Vocabulary) -> bool:
    opening = vocabulary.opens(folded, "related_openings")
    if not opening or count > _LONGEST_FURNITURE:
        return False
    rest = folded[opening.end() :].strip(" .…")
    return (
        not rest
        or rest[0] in ":：|-–—>»"
        or opening.group().endswith(":")
        or (count <= 14 and not ends_sentence(folded))
    )


def _is_furniture(text: str, folded: str, count: int, vocabulary: Vocabulary) -> bool:
    if not any(map(str.isalnum, text)):
        return True
    folded = folded.lstrip(_BULLETS)
    bare = " ".join(_COUNT.sub("", folded).split()).strip(" .:!|-–—>«»[]()…")
    if bare in vocabulary.lines or (3 <= count <= _LONGEST_MENU and _is_row_of_sections(bare, vocabulary)):
        return True
    if _is_glued_path(text, vocabulary):
        return True
    if _CLOCK.fullmatch(bare):
        return True  # of an entry in a live report
    if count <= 40 and vocabulary.boilerplate_marks.search(folded):
        return True
    if count <= 5 and bare[:1].isdigit() and vocabulary.counters.search(bare):
        return True
    if count <= 4 and _READING_TIME.search(bare):
        return True
    if "©" in text and count <= 25 and not vocabulary.credits.search(folded) and not _is_credited(text):
        return True
    if opening := vocabulary.opens(folded, "boilerplate_openings"):
        about_site = "cookie" in folded or "تعريف" in folded or opening.group() in ("copyright", "©")
        if count <= _LONGEST_FURNITURE or (about_site and count <= 120):
            return True
    if count <= _LONGEST_NOTE and _asks_to_follow(folded, vocabulary):
        return True
    if count <= 12 and (_is_address(text) or _HANDLES.match(text)):
        return True
    if count <= 8 and _PHONE.search(text) and not is_dateline(text, vocabulary) and not ends_sentence(text):
        return sum(map(str.isdigit, text)) >= 7
    return _is_menu(text)


def _is_address(text: str) -> bool:
    """Whether an address is all that it tells, but for a name or a few words: "Press: ann@tower.example"."""
    rest, found = _ADDRESS.subn(" ", text)
    return found > 0 and word_count(rest) <= _WORDS_BESIDE_ADDRESS


def _asks_to_follow(folded: str, vocabulary: Vocabulary) -> bool:
    """Whether the last sentence sends the reader elsewhere: "Follow Ann Hill on Twitter @annhill"."""
    last = _INNER_END.split(folded)[-1]
    where = vocabulary.networks.search(last) or _ADDRESS.search(last) or _HANDLE.search(last)
    return where is not None and vocabulary.opens(last, "contact_openings") is not None


def _is_row_of_sections(folded: str, vocabulary: Vocabulary) -> bool:
    """Names of sections and buttons with nothing between them: "Home News Sport"."""
    words = folded.split()
    found = at = 0
    while at < len(words):
        length = next((n for n in (3, 2, 1) if " ".join(words[at : at + n]) in vocabulary.menu), 0)
        if not length:
            return False
        found, at = found + 1, at + length
    return found > 2


def _is_glued_path(text: str, vocabulary: Vocabulary) -> bool:
    """Steps of a path that only a style sheet parts: "HomeNews"."""
    steps = _GLUED.split(text)
    return 2 <= len(steps) <= 4 and all(" ".join(folded_words(step)) in vocabulary.menu for step in steps)


def _is_menu(text: str) -> bool:
    """Sections of a site in a row: "Home > News > Harbour", "News | Sport | Weather"."""
    parts = _CRUMBS.split(text)
    return len(parts) >= 3 and not ends_sentence(text) and all(word_count(part) <= 3 for part in parts)


def _is_caption(text: str, folded: str, count: int, vocabulary: Vocabulary) -> bool:
    if count > 60:
        return False
    bracketed = _BRACKETED_END.search(folded)
    if bracketed:
        words = bracketed[1]
        if vocabulary.credits.search(words):
            return True
        agency = any(part.strip() in vocabulary.agencies for part in re.split(r"[/,،|–-]", words))
        if agency and 4 <= count <= 30 and not ends_sentence(text[: bracketed.start()].strip()):
            return True
    if count <= 25 and not ends_sentence(text) and vocabulary.caption_marks.search(folded):
        return True
    opening = vocabulary.opens(folded, "caption_openings")
    if opening and (
        folded[opening.end() : opening.end() + 1] in (":", "")
        or (count <= 25 and not _is_short_noun(opening))
    ):
        return True
    if _is_credited(text):
        return True
    if (last := _CREDITED_LAST.search(text)) and vocabulary.credits.fullmatch(fold(last["word"])):
        owners = re.split(r"[\s/]+", last["owner"])
        if all(word[:1].isupper() or fold(word) in _PARTICLES for word in owners):
            return True
    owned = _OWNED_LAST.search(text)
    if owned and (owned["paper"] or fold(owned["agency"] or "") in vocabulary.agencies):
        return True
    if "©" in text and count <= 45 and vocabulary.credits.match(folded.rpartition("©")[2].strip()):
        return True
    credit = re.search(r"(?:^|[.!\s])(\w+(?: \w+)?)\s*(?:by|:|©)\s*[^.!?]{2,50}$", folded)
    if credit and (match := vocabulary.credits.search(credit[1])) and match.end() == len(credit[1]):
        return count <= 45
    return (
        bool(re.search(r"\w/(\w+)( images)?\W*$", folded))
        and _ends_with_agency(folded, vocabulary)
        and count <= 40
    )


def _is_credited(text: str) -> bool:
    """ "The pier on Monday. © Ann Hill / Agency": what the picture shows, then whose it is; no year."""
    shown, sign, owner = text.partition("©")
    if not sign or not 4 <= word_count(shown) <= 45 or word_count(owner) > 8:
        return False
    return owner.strip()[:1].isupper() and not any(map(str.isdigit, owner))


def _is_short_noun(opening: re.Match[str]) -> bool:
    """ "Picture" may open any sentence; "file picture" opens captions only."""
    return " " not in opening.group()


def _ends_with_agency(folded: str, vocabulary: Vocabulary) -> bool:
    last = folded.rstrip(" .)").rsplit("/", 1)[-1].strip()
    return last in vocabulary.agencies or last.startswith("getty")


def is_dateline(text: str, vocabulary: Vocabulary) -> bool:
    """Whether the line only says when (and perhaps where) the article was written."""
    text = _MERIDIEM.sub(r"\1m", text)
    folded = fold(text)
    tokens = _TOKEN.findall(folded)
    has_date = bool(_ISO.search(folded) or _NUMERIC.search(folded) or _DAY_WORD_YEAR.search(folded))
    has_month = any(_month_at(tokens, i, vocabulary) for i in range(len(tokens)))
    numbers = sum(token.isdigit() for token in tokens)
    others = [t for t in tokens if not t.isdigit() and t not in vocabulary.date_words]
    if has_date:  # in a language whose words we do not know: "Publié le 3 novembre 2026"
        return sum(len(token) >= 4 for token in others) <= 2
    if has_month and numbers:  # "2 October. First tremors." is a line of a chronology
        return len(others) <= (0 if ends_sentence(text) and "." in text.rstrip(".") else 2)
    first = tokens[0] if tokens else ""
    return first in vocabulary.date_words and len(tokens) >= 2 and not others and numbers >= 1


def published(text: str, vocabulary: Vocabulary) -> datetime | None:
    """The day that a dateline names, at midnight UTC; None when day, month and year are not all there."""
    folded = _HOURS.sub(" ", fold(text))
    tokens = _TOKEN.findall(folded)
    for index in range(len(tokens)):
        if found := _month_at(tokens, index, vocabulary):
            month, length = found
            before, behind = tokens[max(0, index - 2) : index], tokens[index + length : index + length + 3]
            around = [*reversed(before), *behind]  # the nearest first
            days = [int(t) for t in around if t.isdigit() and 1 <= int(t) <= 31]
            years = [int(t) for t in around if t.isdigit() and 1900 <= int(t) <= 2100]
            if days and years:
                return _day(years[0], month, days[0])
    if iso := _ISO.search(folded):
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    if numeric := _NUMERIC.search(folded):
        first, second, year = (int(part) for part in numeric.groups())
        day_first = vocabulary.words.day_first and second <= 12
        if first > 12 >= second or first == second or day_first:  # otherwise they cannot be told apart
            return _day(year, second, first)
        if second > 12 >= first:
            return _day(year, first, second)
    return None


def _month_at(tokens: list[str], index: int, vocabulary: Vocabulary) -> tuple[int, int] | None:
    """Month and how many tokens its name takes ("تشرين الثاني" takes two)."""
    for length in (2, 1):
        month = vocabulary.months.get(" ".join(tokens[index : index + length]))
        if month:
            return month, length
    return None


def _day(year: int, month: int, day: int) -> datetime | None:
    try:
        return datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None


def _is_byline(text: str, folded: str, count: int, vocabulary: Vocabulary) -> bool:
    bare = folded.lstrip("([")
    if opening := vocabulary.opens(bare, "byline_openings"):
        rest = text[opening.end() + len(folded) - len(bare) :].lstrip(" :：")
        capital = not rest[:1].islower()  # True for Arabic as well: its length must do
        also_preposition = opening.group() in vocabulary.byline_prepositions
        of_agency = count <= 8 and fold(rest).split()[-1:] and fold(rest).split()[-1] in vocabulary.agencies
        if of_agency:
            return True  # "Par AFP", "Par Le Littoral avec AFP"
        if also_preposition and not is_name(vocabulary.joining.split(rest)[0]):
            return False  # "From Monday, buses will …"
        if not rest and (" " in opening.group() or opening.group() in vocabulary.byline_lines):
            return True  # "From our correspondent"
        if rest and capital and (rest[:1].isupper() or word_count(rest) <= 5):
            return True
    if (signed := _SIGNED_LATE.search(text)) and is_name(signed[1]):
        return True
    head, _, tail = re.sub(r"\s[-–—|]\s", ", ", text).replace("،", ",").partition(",")
    if tail and is_name(head) and vocabulary.offices.search(fold(tail)):
        return word_count(tail) <= 5
    parts = [part.strip() for part in re.split(r"\s?[-–—|/,،(]\s?|\sو(?=ال)", folded)]
    if count <= 6 and any(part.strip("()") in vocabulary.agencies for part in parts):
        return True
    *_, link, last = ("", "", *folded.strip("() ").split())
    return count <= 8 and last in vocabulary.agencies and link.strip("(") in vocabulary.byline_links


def signs(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a person follows a byline's opening: "Report: Ann Hill", not "Report: oil prices rise"."""
    opening = vocabulary.opens(fold(text), "byline_openings")
    if opening is None or not opening.group().endswith(":"):
        return True
    names = text.partition(":")[2].strip()
    first = fold(names).split()[:1]
    return is_name(vocabulary.joining.split(names)[0]) or bool(first and first[0] in vocabulary.given_names)


def is_clock(text: str) -> bool:
    """Whether the line is a time of day and nothing else."""
    return _CLOCK.fullmatch(fold(text).strip(" .:!|-–—>«»[]()…")) is not None


def byline_name(text: str, vocabulary: Vocabulary) -> str:
    """The byline without "by": as it would be said."""
    opening = vocabulary.opens(re.sub(r"\s+:", ":", fold(text)), "byline_openings")
    if opening is None:
        return text
    parted = re.sub(r"\s+:", ":", text).split(maxsplit=len(opening.group().split()))
    name = parted[-1].strip(" ,:：") if len(parted) > len(opening.group().split()) else ""
    return name or text


def is_name(text: str) -> bool:
    """Two to five capitalised words, particles aside: a person's name where the script has capitals.

    A place in brackets may stand behind it.
    """
    text = re.sub(r"\s*\([^()]*\)$", "", text)
    words = text.replace("’", "'").split()
    capital = [w for w in words if w.casefold() not in _PARTICLES]
    return (
        2 <= len(words) <= 6
        and 1 < len(capital) <= 5
        and all(
            w[0].isupper()
            and not w.isupper()
            and w.replace("-", "").replace("'", "").replace(".", "").isalpha()
            for w in capital
        )
    )


def matter(text: str, vocabulary: Vocabulary) -> list[str]:
    """The words that carry matter: folded, not frequent function words, three letters or more."""
    return [w for w in folded_words(text) if len(w) >= 3 and w not in vocabulary.function_words]
