"""A stretch in marks, the verbs of saying of its sentence → the verb that governs it, how it hangs on it."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.script.quoting.cues import Cue, CueKind
from briefing.script.quoting.lexicon import Lexicon
from briefing.script.quoting.passages import Passage, without_brackets
from briefing.script.quoting.speech import Tie
from briefing.script.quoting.subject import Range
from briefing.script.words import Token, TokenKind

_ADVERBIAL = 12
"""Words of an adverbial between the speaker's name and the opening mark."""
_MANNER = 2
"""Words of an adverbial such as "with regret"."""
_RELAYER = 6
"""Words of the name of a newspaper or station."""
_NEAR = 6
"""Tokens between a verb of saying and its stretch in marks, where another such verb follows the stretch."""
_FAR = 30
"""Tokens after which a verb of saying no longer governs a stretch in marks."""


class Governing:
    """The syntax of attribution, without memory of what was said before."""

    def __init__(self, words: Lexicon) -> None:
        self.words = words

    def govern(
        self, passage: Passage, cues: tuple[Cue, ...], at: int, left: int, right: int, sentence: Range
    ) -> tuple[int, bool] | None:
        """Index of the cue that governs the stretch at token `at`, and whether it follows the stretch."""
        tokens = passage.tokens
        earlier = [
            i
            for i, c in enumerate(cues)
            if c.last <= at and at - c.last < _FAR and not (c.aside or c.passive)
        ]
        own = [i for i in earlier if cues[i].first >= left]
        later = next((i for i, c in enumerate(cues) if at < c.first < right and not c.passive), None)
        follows = later is not None and self._follows(tokens, at, cues[later])
        if own and self.tie(tokens, cues[own[-1]], at, left) is not Tie.LOOSE:
            near = not self.words.capitals or at - cues[own[-1]].last <= _NEAR
            near = near and tokens[at - 1].text not in "—–"  # "as Brandt denies — “…?” asked Hill"
            if near or not follows:
                return own[-1], False
        if follows and later is not None and (not own or self.words.capitals):
            return later, True
        if self.words.capitals:
            if own:
                return own[-1], False
            if earlier and left > sentence[0] and self.linked(tokens, left, at):
                return earlier[-1], False
            return None
        if earlier:
            return earlier[-1], False
        return (later, True) if follows and later is not None else None

    def linked(self, tokens: Sequence[Token], left: int, at: int) -> bool:
        """Between two stretches stand only "and", a comma, "but"."""
        return at - left <= 3 and all(
            t.kind is TokenKind.MARK or t.word in self.words.conjunctions for t in tokens[left:at]
        )

    def _follows(self, tokens: Sequence[Token], at: int, cue: Cue) -> bool:
        """Whether the cue is that of the stretch before it: “…”, she said."""
        first = at + 1
        while first < cue.first and tokens[first].kind is TokenKind.MARK and tokens[first].text in ",،–—-":
            first += 1
        phrase = cue.last - cue.first > 1 and not self.words.capitals  # "…”, by his own words"
        if (cue.kind is CueKind.SAYING and not phrase) or cue.carries_on:
            return False  # "…”, and-said": another one begins
        if first < cue.first and tokens[first].word in self.words.so:
            first += 1
        if cue.kind is CueKind.RELAYED:
            return cue.first - first <= _RELAYER and all(
                t.kind is TokenKind.WORD for t in tokens[first : cue.first]
            )
        if cue.first == first:
            return cue.subject is not None or not self.words.capitals or self.words.drops_subject
        subject = cue.subject
        if subject is None or cue.first - first > _FAR:
            return False
        if self.words.capitals and subject.phrase[0] >= cue.last and tokens[cue.first - 1].text == ",":
            return True  # “That is an odd thing to hope for” in such a year, said Hill
        return self.words.capitals and subject.phrase[0] - first in (0, 1)

    def tie(self, tokens: Sequence[Token], cue: Cue, at: int, left: int) -> Tie:
        """How the stretch at `at` hangs on a cue before it."""
        last = tokens[at - 1]
        start = max(
            cue.last, cue.subject.phrase[1] if cue.subject and cue.subject.phrase[1] <= at else cue.last
        )
        gap = [t for t in without_brackets(tokens[max(start, left) : at]) if t.kind is TokenKind.WORD]
        if last.word in self.words.glued or (at - 1 < start and last.word in self.words.objects):
            return Tie.LOOSE  # "asked for «…»": a noun phrase
        if at - 1 < start or last.text == ":" or last.word in self.words.that | self.words.that_person:
            return Tie.DIRECT
        if last.text == ")" and not gap:
            return Tie.DIRECT  # "said Hill (42) “…”"
        if last.kind is TokenKind.QUOTE or (left > cue.last and not gap):
            return Tie.GOES_ON
        if len(gap) <= 1 and left > cue.last and all(w.word in self.words.conjunctions for w in gap):
            return Tie.GOES_ON
        reported = any(t.word in self.words.that | self.words.that_person for t in gap)
        if (last.text in ",،" or (last.text in "—–" and not gap)) and not reported:
            return Tie.DIRECT
        if self.words.capitals:
            told = len(gap) <= 5 and not reported and tokens[cue.first].word in self.words.addressing
            plain = not reported and len(gap) <= 4 and gap and gap[0].word in self.words.adverbial_links
            return Tie.DIRECT if told or plain else Tie.LOOSE
        if last.word in self.words.clause_breaks:
            return Tie.DIRECT
        return Tie.DIRECT if gap and not reported and self._adverbial(gap) else Tie.LOOSE

    def _adverbial(self, gap: Sequence[Token]) -> bool:
        """ "said X at a press conference «…»", "said X to reporters «…»"."""
        first = gap[0].word
        opens = first in self.words.openers and first not in self.words.relayed_from | self.words.objects
        named = any(s in self.words.name_nouns for s in self.words.stems(gap[-1].word))
        manner = first.startswith("ب") and len(gap) <= _MANNER
        asks = gap[-1].word in self.words.prepositions  # "called in a statement for «…»"
        plain = len(gap) <= _ADVERBIAL and not named and not asks
        return (opens or manner or first.startswith("ل")) and plain
