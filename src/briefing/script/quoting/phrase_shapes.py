"""Tokens → what shape a noun phrase has: where it ends, whether a clause stands in it, what its noun is."""

from __future__ import annotations

from briefing.script.quoting.capital_names import MAX_OFFICE, CapitalNames
from briefing.script.quoting.subject import Range
from briefing.script.words import TokenKind

_BARE_NOUNS = 3
"""Words of a speaker without article: "local voters"."""
_MAX_ROLE = 5
_TERM = 3
"""Words of a name or a term in marks."""
_CODE = 4
"""Letters of the abbreviation of a party or a state."""


class PhraseShapes(CapitalNames):
    """Judges phrases of one block."""

    def is_code(self, first: int, last: int) -> bool:
        """ "OH" in "Hill (R-OH), said"."""
        text = self.tokens[first].text
        return last - first == 1 and text.isupper() and len(text) <= _CODE

    def is_quoted(self, at: int) -> bool:
        """Whether the token is what somebody says, and not a name or a term in marks."""
        token = self.tokens[at]
        if token.kind is not TokenKind.QUOTE:
            return False
        inside = token.text.strip("\"'“”‘’„«»")
        return len(inside.split()) > _TERM or inside.endswith((",", ".", "!", "?", "…", "—", "–"))

    def _without_day(self, first: int, last: int) -> int:
        """Of "the ministry on Tuesday" the ministry."""
        day = last - first > 2 and self.tokens[last - 2].word in self.words.ending_links
        return last - 2 if day and self.tokens[last - 1].word in self.words.not_names else last

    def _is_noun_phrase(self, first: int, last: int) -> bool:
        """Whether the words can be one phrase: it begins as one does, and no clause stands in it."""
        w, token = self.words, self.tokens[first]
        clauses = w.pronouns_m | w.pronouns_f | w.pronouns_self | w.that
        for at in range(first, last):
            word = self.tokens[at].word
            if {word, word.split("'")[0]} & clauses or (at > first and word in w.clause_breaks):
                return False
        begins = token.word in w.determiners | w.quantifiers | w.pronouns_other or token.capital
        if begins or token.word[:1].isdigit():
            return True
        plural = self.tokens[last - 1].word.endswith(w.plural_endings)
        return last - first <= _BARE_NOUNS and (plural or self._has_known_kind(last - 1, last))

    def _has_known_kind(self, first: int, last: int) -> bool:
        w = self.words
        return any(
            w.is_office(t.word) or w.is_institution(t.word) or t.word in w.sources | w.documents | w.spokes
            for t in self.tokens[first:last]
        )

    def _is_short(self, first: int, last: int) -> bool:
        return last - first <= MAX_OFFICE and not any(
            t.word in self.words.finite for t in self.tokens[first:last]
        )

    def _phrase_end(self, at: int, end: int) -> int:
        """Where the noun phrase that begins at `at` ends."""
        first = at
        while at < end:
            token = self.tokens[at]
            if token.kind is not TokenKind.WORD:
                break
            if at > first and token.word in self.words.clause_breaks | self.words.relatives | (
                self.words.between - self.words.genitive
            ):
                break
            if at > first and token.is_noun and self._name_at(at - 1):
                break  # "sagte Vogt Journalisten"
            if at > first and self._begins_object(at):
                break
            if at > first and (
                token.word in self.words.ending_links
                or (
                    token.word in self.words.place_links
                    and (
                        self._name_at(at - 1)
                        or any(t.word in self.words.indefinite for t in self.tokens[at + 1 : at + 2])
                    )
                )
            ):
                break
            noun = self.words.inversion and self.tokens[at - 1].word in self.words.before_nouns
            if at > first and self.words.is_cue(self.tokens, at) and not token.capital and not noun:
                break
            at += 1
        return at

    def _begins_object(self, at: int) -> bool:
        """German: behind a noun another article than that of a genitive: "lobte der Verein | die Arbeit"."""
        w, before = self.words, self.tokens[at - 1]
        if not w.nouns_have_capitals or not (before.is_noun or before.capital):
            return False
        return self.tokens[at].word in (w.determiners | w.articles) - w.genitive

    def _noun_follows(self, at: int, last: int) -> bool:
        """ "the Hill campaign", "Hill supporters": the name only tells which."""
        if self.words.inversion or at >= last:
            return False  # behind its verb the subject may be followed by anything
        if self.tokens[at].kind is not TokenKind.WORD:
            return False
        if self.tokens[at].capital:  # "Los Angeles-based"
            return "-" in self.tokens[at].text and not self._name_at(at)
        word = self.tokens[at].word
        w = self.words
        other = w.prepositions | w.between | w.joining | w.openers | w.relatives | w.that | w.name_links
        return word not in other and not word.endswith((*w.past_endings, *w.adverb_endings))

    def _is_role_run(self, first: int, at: int) -> bool:
        """ "The potter Ann Hill", "Eighth-grader Ann Hill": nouns that no list has, without a verb."""
        before = self.tokens[first:at]
        return (
            len(before) <= _MAX_ROLE
            and self._run_end(at, len(self.tokens)) - at > 1
            and before[-1].word.endswith(self.words.role_endings)
            and not any(t.word in self.words.finite or t.word in self.words.prepositions for t in before)
        )

    def _is_office_run(self, first: int, at: int) -> bool:
        return at - first <= MAX_OFFICE and self._has_office(first, at)

    def _joint(self, name: Range, last: int) -> bool:
        """ "Hill and Brandt": two speakers."""
        after = self.tokens[name[1] : last]
        if len(after) > 1 and after[0].word in self.words.joining and any(t.capital for t in after[1:]):
            return True
        before = self.tokens[max(0, name[0] - 1) : name[0]]
        joined = bool(before) and before[0].word in self.words.joining
        return joined and name[0] >= 2 and self.tokens[name[0] - 2].capital
