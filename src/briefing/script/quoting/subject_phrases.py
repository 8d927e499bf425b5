"""Tokens behind a verb → its subject, where it follows the verb and names have no capitals (Arabic).

The phrase is an office, a name, or both in either order.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefing.script.quoting.office_chains import AND, OfficeChains
from briefing.script.quoting.subject import Range, Subject, SubjectKind
from briefing.script.words import TokenKind, fold

_MAX_NAME = 4
"""Words of a name without small words such as bin; Gulf papers write four."""
_JOINED_ARTICLES = ("لل", "بال", "فال", "كال")
_PREPOSITION = "ب"
"""A third word of a name hardly begins with it."""
_POSSESSED = ("ها", "هم")
"""Her, their, at the end of a noun."""
_UNFINISHED = frozenset({"عبد", "بن", "ابن", "ابو", "ال"})
"""Words with which no name ends."""


class SubjectPhrases(OfficeChains):
    """Reads subjects out of one block's tokens."""

    def after(self, verb: int, end: int) -> Subject | None:
        """The subject that begins at token `verb` (right behind the verb); None where it is left out."""
        at = verb
        while at < end and self.tokens[at].word in self.words.between:
            at += 1
        return self.read(at, end)

    def leading(self, start: int, end: int) -> Subject | None:
        """The subject before its verb: the clause begins with an office, a title or a known first name."""
        at = start
        if at < end and self.words.without_prefix(self.tokens[at].word) in self.words.nominative:
            at += 1
        if at >= end or self._begins_adverbial(at):
            return None
        if not (self._title(at) or self._is_head(at) or self.tokens[at].word in self.words.given_names):
            return None
        return self.read(at, end)

    def mentions(self, start: int, end: int) -> Iterator[Subject]:
        """Whoever is named with an office or a title in [start, end)."""
        at = start
        while at < end:
            named = self.tokens[at].word in self.words.given_names
            if self.tokens[at].kind is TokenKind.WORD and (named or self._title(at) or self._is_office(at)):
                found = self.read(at, end)
                long_enough = found and found.name and (not named or found.name[1] - found.name[0] > 1)
                if found and found.name and long_enough and not found.bare:
                    yield found
                    at = max(at + 1, found.phrase[1])
                    continue
            at += 1

    def read(self, at: int, end: int) -> Subject | None:
        """The subject phrase that begins at `at`."""
        if at < end and self.tokens[at].kind is TokenKind.QUOTE:
            return self._marked_name(at, end)
        if at >= end or self._stops(at):
            return None
        word = self.tokens[at].word
        if word in self.words.pronouns_m or word in self.words.pronouns_f:
            pronoun_gender = "m" if word in self.words.pronouns_m else "f"
            return Subject(kind=SubjectKind.PRONOUN, phrase=(at, at + 1), gender=pronoun_gender)
        if self._is_addressee(at):
            return None
        first = at
        at, gender = self._over_titles(at, end)
        titled = at > first
        office: Range | None = None
        is_body = False
        if at < end and self._is_head(at):
            is_body = not self._is_office(at)
            gender = gender or self._office_gender(at)
            stop = self._chain_end(at, end)
            office = (at, stop)
            at = stop
        if is_body:
            return Subject(kind=SubjectKind.THING, phrase=(first, at), gender=self._body_gender(first))
        if office and at < end and self.tokens[at].word in self.words.same:
            return Subject(kind=SubjectKind.PRONOUN, phrase=(first, at + 1), gender=gender)
        if office is None and not titled:
            stop = self._strange_office(at, end)
            if stop > at:
                office, at = (at, stop), stop
        past_titles, title_gender = self._over_titles(at, end)
        gender = gender or title_gender
        name = self._name(past_titles, end, after_chain=office is not None)
        if name is None:
            name = self._apposed(at, end) if office else None
            if name is None:
                if office is None and not titled:
                    return None
                return Subject(kind=SubjectKind.THING, phrase=(first, at), office=office, gender=gender)
        last = name[1]
        if office is None:
            office = self._office_after(last, end)
            if office:
                gender = gender or self._office_gender(office[0])
                last = office[1]
        if self._joined(last, end):
            return Subject(kind=SubjectKind.OTHER, phrase=(first, last))
        bare = office is None and not titled and self.tokens[name[0]].word not in self.words.given_names
        return Subject(
            kind=SubjectKind.PERSON, phrase=(first, last), name=name, office=office, gender=gender, bare=bare
        )

    def _strange_office(self, at: int, end: int) -> int:
        """The end of definite words that no list has, before a name: "the Egyptian scholar Farouk …"."""
        stop = at
        while stop < end and self.words.definite(self.tokens[stop]) and not self._stops(stop):
            stop += 1
        if stop == at or stop >= end or self._stops(stop):
            return at
        name = self._name(stop, end, after_chain=False)
        if name is None or name[1] >= end:
            return at
        last = self.tokens[name[1]]
        bounded = last.kind is TokenKind.QUOTE or last.text in "،,:" or last.word in self.words.that
        known = self.tokens[stop].word in self.words.given_names
        return stop if known or (bounded and name[1] - stop > 1) else at

    def _marked_name(self, at: int, end: int) -> Subject | None:
        """Egyptian papers set a speaker's name in marks: added «al-Gindi», …, that."""
        inside = [fold(w.strip("\"'«»“”")) for w in self.tokens[at].text.split()]
        if not 1 <= len(inside) <= 3 or at + 1 >= end:
            return None
        named = inside[0] in self.words.given_names or inside[0].startswith(self.words.article)
        if not named or not (self._text(at + 1) in "،," or self._stops(at + 1) or self._is_office(at + 1)):
            return None
        if self._text(at + 1) in ".؟!":
            return None
        return Subject(kind=SubjectKind.PERSON, phrase=(at, at + 1), name=(at, at + 1), bare=True)

    def _name(self, at: int, end: int, *, after_chain: bool) -> Range | None:
        if at + 1 < end and self.words.definite(self.tokens[at]) and not self._stops(at):
            # "the resident engineer Riad …", "the historian Belkacem …": the name begins at the first name.
            known = self.words.given_names
            rank = any(s in self.words.complements for s in self.words.stems(self.tokens[at].word)[1:])
            at += rank or (self.tokens[at + 1].word in known and self.tokens[at].word not in known)
        first, count = at, 0
        while at < end and count < _MAX_NAME:
            if self._stops(at):
                break
            token, word = self.tokens[at], self.tokens[at].word
            link = word in self.words.name_links
            linked = at > first and self.tokens[at - 1].word in self.words.name_links
            if count and not link and not linked and self._leaves_name(at, count):
                break
            if count > 1 and not link and not linked and self._ends_name(at):
                break
            if count == 1 and not after_chain and not link and self.words.definite(self.tokens[first]):
                break  # a surname alone: what follows is the verb's object
            count += not link
            at += 1
            if token.text.endswith("."):
                break
        while at > first and self.tokens[at - 1].word in self.words.name_links and at - first > 1:
            if self.tokens[at - 1].word in _UNFINISHED:
                at -= 1
            else:
                break
        if at == first:
            return None
        if after_chain:
            first = self._known_start(first, at)
        return first, at

    def _leaves_name(self, at: int, count: int) -> bool:
        """Whether the word is no more of a name that has `count` words."""
        word = self.tokens[at].word
        if word in self.words.given_names:
            return False
        if self.words.is_office(word):
            # With the article, right behind the first name, it is a surname: "Munther the Preacher".
            return count > 1 or not self.words.definite(self.tokens[at])
        if self.words.is_institution(word):
            return True
        if word.startswith(AND):
            rest = word[1:]
            if (
                rest in self.words.given_names
                or rest.startswith(self.words.article)
                or self.words.is_office(rest)
            ):
                return True
        return word.startswith(_JOINED_ARTICLES) and len(word) > 4

    def _ends_name(self, at: int) -> bool:
        """After two words of a name: a surname with its article, or what looks like the verb's object."""
        word = self.tokens[at].word
        if word in self.words.given_names or self.words.definite(self.tokens[at]):
            return False
        if self.words.definite(self.tokens[at - 1]):
            return True
        following = self.tokens[at + 1].word if at + 1 < len(self.tokens) else ""
        if len(following) > 4 and following.endswith(_POSSESSED):
            return True  # "… announced news of her marriage"
        return len(word) > 4 and (word.startswith(_PREPOSITION) or word.endswith(_POSSESSED))

    def _known_start(self, first: int, last: int) -> int:
        """A place of two words may spill over: the name then begins at its frequent first name."""
        if last - first < 3 or self.tokens[first].word in self.words.given_names | self.words.name_links:
            return first
        before = self.words.stems(self.tokens[first - 2].word) if first >= 2 else ()
        in_body = any(s in self.words.institutions for s in before)
        for at in range(first + 1, last - 1):
            if in_body and self.tokens[at].word in self.words.given_names:
                return at
        return first

    def _apposed(self, at: int, end: int) -> Range | None:
        """ "the director, Salem al-Marri, said": the name between commas."""
        if at + 1 >= end or self._text(at) not in "،,":
            return None
        start, _ = self._over_titles(at + 1, end)
        known = start < end and self.tokens[start].word in self.words.given_names
        if start < end and not known and (self._is_head(start) or self._begins_adverbial(start)):
            return None
        name = self._name(start, end, after_chain=False)
        if not name or name[1] >= end:
            return None
        followed = self.tokens[name[1]]
        named = start > at + 1 or known or name[1] - name[0] > 1
        if named and (
            followed.text in "،,:" or followed.word in self.words.that or followed.kind is TokenKind.QUOTE
        ):
            return name
        return None

    def _office_after(self, at: int, end: int) -> Range | None:
        """ "Salem al-Marri, director of …": with a comma, or (Egyptian papers) without."""
        if at < end and self._text(at) in "،,":
            at += 1
        at, _ = self._over_titles(at, end)
        if (
            at < end
            and self.tokens[at].kind is TokenKind.WORD
            and self._is_office(at)
            and not self._stops(at)
        ):
            return at, self._chain_end(at, end)
        return None

    def _joined(self, at: int, end: int) -> bool:
        """ "and the minister …": two speakers."""
        if at >= end or self.tokens[at].kind is not TokenKind.WORD:
            return False
        word = self.tokens[at].word
        if not word.startswith(AND) or len(word) < 4 or self.words.is_cue(self.tokens, at):
            return False
        rest = word[1:]
        return rest in self.words.given_names or self.words.is_office(rest) or rest in self.words.titles
