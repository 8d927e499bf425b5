"""PolNeAR (networkdynamics/PolNeAR), one part of it: text/, attributions/ (brat), corenlp/ (XML) → samples.

A stretch is gold when it lies in the content of an attribution; its speaker is the source of it: a pronoun,
a description or a surname is resolved through the coreference chain that CoreNLP gives and by the fullest
name in the article with the same last word. CoreNLP's chains are often wrong: where they join a pronoun with
a name of the other gender, or with no name, the gold cannot tell who speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from samples import Sample, Stretch
from speaker_names import key

from briefing.script.quoting.lexicon import lexicon

_INSIDE = 0.5
"""Share of a stretch that must lie in an attribution's content."""
_MARKED = re.compile(
    r"“([^“”]*)”|(?<![^\r\n])”([^“”]*)”|“([^“”\"]*)\"|\"([^\"“”]*)[”\"]|\"([^\"]*)\"?|“([^“”]*)$|''((?:(?!'').)*)(?:''|$)"
)
PRONOUN = re.compile(r"(?:i|he|she|we|they|it|who|one|him|her|them|his|their|you)$", re.I)
_TITLED = re.compile(r"(?:Mr|Mrs|Ms)\. ([A-Z][\w'’-]+)(?= of\b|,|$)")
_COMPLEMENT = re.compile(r"\b(?:of|for|by|with|to|from|at|on|who|that)\b(?: [\w.'’]+)* ?$")
_NOUN = re.compile(r" (?!(?:of|for|from|in|at|on|who|himself|herself|and)\b)[a-z]")
"""Behind a name: "the Hill campaign"."""
_INDEFINITE = ("a ", "an ", "another ", "one ", "some ", "many ", "several ", "two ", "other ")


@dataclass(slots=True)
class _Token:
    start: int
    end: int
    text: str
    kind: str


@dataclass(slots=True)
class _Parsed:
    """What CoreNLP says of one article."""

    sentences: list[list[_Token]]
    chains: list[list[tuple[int, int, int]]] = field(default_factory=list)
    """Of each chain its mentions: (first code point, end, head's first code point)."""


def samples(folder: Path, every: int) -> Iterator[Sample]:
    for path in sorted((folder / "text").glob("*.txt"))[every // 2 :: every]:
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read()
        attributions = list(_attributions(folder / "attributions", path.stem))
        parsed = _parsed(folder / "corenlp" / f"{path.name}.xml")
        names = _Names(text, parsed)
        stretches = []
        for start, end in _marked(text):
            stretches.append(_stretch(text, start, end, attributions, names))
        yield Sample(name=path.stem, text=text, language="en", stretches=tuple(stretches))


Spans = tuple[tuple[int, int], ...]


def _marked(text: str) -> Iterator[tuple[int, int]]:
    """Stretches in marks; one that is not closed in its paragraph ends with it."""
    for line in re.finditer(r"[^\r\n]+", text):
        for match in _MARKED.finditer(text, line.start(), line.end()):
            yield match.span(match.lastindex or 0)


def _attributions(folder: Path, stem: str) -> Iterator[tuple[Spans, Spans]]:
    """The spans of content and of source of each attribution."""
    for path in folder.glob(f"{stem}_*.ann"):
        lines = [line.partition("\t") for line in path.read_text("utf-8").splitlines()]
        spans: dict[str, Spans] = {}
        for number, _, rest in lines:
            if number.startswith("T"):
                places = rest.split("\t")[0]
                spans[number] = tuple((int(a), int(b)) for a, b in re.findall(r"(\d+) (\d+)", places))
        for number, _, rest in lines:
            if number.startswith("E"):
                roles = [part.partition(":")[::2] for part in rest.split()]
                content = tuple(s for role, t in roles if role.startswith("Content") for s in spans[t])
                source = tuple(s for role, t in roles if role.startswith("Source") for s in spans[t])
                yield content, tuple(sorted(source))


def _parsed(path: Path) -> _Parsed:
    if not path.exists():  # one article of PolNeAR's dev part has none
        return _Parsed([])
    root = ElementTree.parse(path).getroot()
    sentences = [
        [
            _Token(
                int(t.findtext("CharacterOffsetBegin", "0")),
                int(t.findtext("CharacterOffsetEnd", "0")),
                t.findtext("word", ""),
                t.findtext("NER", "O"),
            )
            for t in s.iterfind("tokens/token")
        ]
        for s in root.iterfind("document/sentences/sentence")
    ]
    parsed = _Parsed(sentences)
    for chain in root.iterfind("document/coreference/coreference"):
        found = []
        for mention in chain.iterfind("mention"):
            sentence = sentences[int(mention.findtext("sentence", "0")) - 1]
            first, end, head = (int(mention.findtext(key, "0")) - 1 for key in ("start", "end", "head"))
            found.append((sentence[first].start, sentence[end - 1].end, sentence[head].start))
        parsed.chains.append(found)
    return parsed


class _Names:
    """The persons and bodies of one article."""

    def __init__(self, text: str, parsed: _Parsed) -> None:
        self._text = text
        self._chains = parsed.chains
        self._runs: list[tuple[int, int, str]] = []
        """Persons and bodies, as CoreNLP tells them."""
        for sentence in parsed.sentences:
            run: list[_Token] = []
            for token in [*sentence, _Token(0, 0, "", "O")]:
                if run and token.kind != run[-1].kind:
                    if run[-1].kind in ("PERSON", "ORGANIZATION"):
                        self._runs.append((run[0].start, run[-1].end, run[-1].kind))
                    run = []
                run.append(token)

    def resolved(self, source: Spans) -> str | None:
        """The fullest name of the source; its description where it has none; None for a pronoun."""
        text = " ".join(self._text[start:end] for start, end in source).strip()
        if text.split(" ")[0] in lexicon("en").said:
            return None  # a slip of the annotation: the verb as the source
        pronoun = PRONOUN.match(text) is not None
        name = self._person_in(source[0])
        if name is None and not text.lower().startswith(_INDEFINITE):
            names = [n for start, end, _ in self._chain(source) if (n := self._person_in((start, end)))]
            name = max(names, key=lambda n: len(n.split()), default=None)
        titled = _TITLED.match(text)
        if name is None and titled:
            name = titled.group(1)  # "Mr. Hill, the law professor": whom CoreNLP takes for no person
        if name is None or (pronoun and not self._fits(text, name)):
            return None if pronoun else text
        return self._fullest(name)

    def _fits(self, pronoun: str, name: str) -> bool:
        """Whether the first name allows the pronoun: chains often join "he" with a woman."""
        likely = lexicon("en").likely_gender((key(self._fullest(name)) or [""])[0])
        return likely is None or likely == {"he": "m", "his": "m", "she": "f", "her": "f"}.get(
            pronoun.lower()
        )

    def _person_in(self, span: tuple[int, int]) -> str | None:
        """The person whom the phrase is about: the last before an apposition, no complement, no owner."""
        start, end = span
        comma = self._text.find(",", start, end)
        if comma > start:
            return self._person_in((start, comma)) or self._person_in((comma + 1, end))
        found = None
        for first, last, kind in self._runs:
            if kind == "PERSON" and start <= first and last <= end:
                complement = _COMPLEMENT.search(self._text[start:first].lower())
                owner = self._text[last : last + 2] in ("'s", "’s") and last + 2 < end
                owner = owner or _NOUN.match(self._text, last, end) is not None
                found = self._text[first:last] if not (complement or owner) else found
        return found

    def _chain(self, source: Spans) -> list[tuple[int, int, int]]:
        start, end = source[0]
        for exact in (True, False):
            for chain in self._chains:
                for first, last, head in chain:
                    same = first == start and last == end
                    if same if exact else (start <= head < end and first >= start and last <= end):
                        return chain
        return []

    def _fullest(self, name: str) -> str:
        last = key(name)[-1:]
        bearers = [
            self._text[s:e]
            for s, e, kind in self._runs
            if kind == "PERSON"
            and key(self._text[s:e])[-1:] == last
            and set(key(name)) <= set(key(self._text[s:e]))
        ]
        longest = max(bearers, key=lambda n: len(key(n)), default=name)
        return re.sub(r"\s+", " ", longest)


def _stretch(
    text: str, start: int, end: int, attributions: Sequence[tuple[Spans, Spans]], names: _Names
) -> Stretch:
    def shared(content: Spans) -> int:
        return sum(max(0, min(end, e) - max(start, s)) for s, e in content)

    around = [source for content, source in attributions if shared(content) > _INSIDE * (end - start)]
    resolved = [name for source in around if source and (name := names.resolved(source))]
    return Stretch(
        text=text[start:end].strip(),
        speech=bool(around),
        source=" | ".join(" … ".join(text[s:e] for s, e in source) for source in around if source) or None,
        speakers=tuple(resolved),
    )
