"""Tokens → names that are told by their capitals, with title and office."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.script.quoting.lexicon import Lexicon
from briefing.script.quoting.offices import told_office
from briefing.script.quoting.spelling import Spelling
from briefing.script.quoting.subject import Range, Subject, SubjectKind
from briefing.script.words import Token, TokenKind, fold, fold_name

MAX_OFFICE = 12
"""Words of an office before or after a name; more is a clause."""
_NICKNAME = 2
"""Words of a nickname in marks inside a name."""
_SYLLABLE = 5
"""Letters of the second part of a Korean or Chinese first name."""


class CapitalNames:
    """Reads names out of one block's tokens."""

    def __init__(self, tokens: tuple[Token, ...], words: Lexicon, spelling: Spelling | None = None) -> None:
        self.tokens = tokens
        self.words = words
        self.spelling = spelling or Spelling()
        self._given = words.given_m | words.given_f
        self._personal = words.pronouns_m | words.pronouns_f
        self._owned = words.determiners - words.articles
        """Possessives, and "another": whoever they stand before is not told by them."""
        self._no_part_of_office = words.prepositions | words.determiners | words.joining

    def names(self, start: int, end: int) -> Iterator[Subject]:
        """Every run of capitals that can be a person's name: two words, or one with a title."""
        at = start
        while at < end:
            if not self._name_at(at):
                at += 1
                continue
            stop = self._run_end(at, end)
            name = self._strip_titles((at, stop))
            at = self._role_start(at, start)
            whole = name is not None and (name[1] - name[0] > 1 or name[0] > at)
            of_body = self._in_name_of_body(at) or self._is_place_of_office(at)
            of_body = of_body or (
                at > start
                and name == (at, stop)
                and self.tokens[at - 1].word in self.words.articles  # "a New Zealander"
            )
            if (
                name
                and whole
                and not of_body
                and self._is_person(name)
                and not self._sentence_start_word(name)
            ):
                office = self._office_before(at, name[0]) if self._has_office(at, name[0]) else None
                office = office or self._office_after(stop, end)
                gender = self._gender(name, office)
                yield Subject(
                    kind=SubjectKind.PERSON, phrase=(at, stop), name=name, office=office, gender=gender
                )
            at = stop

    def _role_start(self, at: int, start: int) -> int:
        """Where the titles and offices before a name begin, in a language that writes them like names."""
        while at > start and self.tokens[at - 1].is_noun and self._has_office(at - 1, at):
            at -= 1
        return at

    def shared_surnames(self, start: int, end: int) -> Iterator[str]:
        """ "Ann and Tom Hill": the folded surname that two bear."""
        for at in range(start, end - 3):
            alone = self._name_at(at) and not (at > start and self._name_at(at - 1))
            if alone and self.tokens[at + 1].word in self.words.joining and self._name_at(at + 2):
                stop = self._run_end(at + 2, end)
                if stop - at - 2 > 1:
                    yield fold_name(self.tokens[stop - 1].text)

    def _segments(self, start: int, end: int) -> Iterator[Range]:
        first = start
        for at in range(start, end + 1):
            if at == end or self.tokens[at].text in ",–—()":
                if first < at:
                    yield first, at
                first = at + 1

    def _over_conjunctions(self, first: int, last: int) -> int:
        while first < last and self.tokens[first].word in self.words.linking:
            first += 1
        return first

    def _name_at(self, at: int) -> bool:
        token = self.tokens[at]
        if not token.capital or token.word in self.words.not_names:
            return self._is_linked_name(at) or self._is_name_link(at)
        if self._begins_sentence(at) and not self._stands_as_name(at):
            return False
        first, hyphen, rest = token.text.partition("-")
        # "Third-generation", "London-based": the capital is the sentence's or a place's; but "Dae-jung".
        common = rest[:1].islower() and (len(rest) > _SYLLABLE or fold(rest) in self.words.hyphen_parts)
        return not (hyphen and common and fold(first) not in self.words.name_links)

    def _is_linked_name(self, at: int) -> bool:
        """ "al-Marri": the small word inside the name is written together with it."""
        first, hyphen, rest = self.tokens[at].text.partition("-")
        return bool(hyphen) and rest[:1].isupper() and first in self.words.name_links

    def _is_name_link(self, at: int) -> bool:
        """ "De la Torre", "Le Guen": a small word with the capital of a name, inside a sentence."""
        if not self.tokens[at].capital or self.tokens[at].word not in self.words.name_links:
            return False
        if self._begins_sentence(at):
            return False
        after = at + 1
        while after < len(self.tokens) and self.tokens[after].word in self.words.inner_links:
            after += 1
        return after < len(self.tokens) and self.tokens[after].capital

    def _stands_as_name(self, at: int) -> bool:
        """Of a word that has its capital from the sentence: "Hill said", but not "Rather than"."""
        token = self.tokens[at]
        following = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if following is None or following.capital or self._is_given(at):
            return True
        if token.word in self.words.name_links:
            return following.word in self.words.name_links
        if not self.spelling.may_be_name(token):
            return False
        return (
            self.spelling.is_seen(token)
            or following.text == ":"
            or following.word in self.words.between | self.words.finite | self.words.name_links
            or following.word.endswith(self.words.past_endings)
            or self.words.is_cue(self.tokens, at + 1)
        )

    def _is_place_of_office(self, at: int) -> bool:
        """ "the mayor of Porto Novo"; but "the lawyer of Ines Hill"."""
        if at < 2 or self.tokens[at - 1].word not in self.words.genitive or self._is_given(at):
            return False
        office = self.tokens[at - 2].word
        return self.words.is_office(office) and office not in self.words.spokes

    def _in_name_of_body(self, at: int) -> bool:
        """ "Institute for Public Finance": the capitals after the preposition name no person."""
        if (
            at < 2
            or self.tokens[at - 1].word not in self.words.prepositions
            or not self.tokens[at - 2].capital
        ):
            return False
        return self.words.is_institution(self.tokens[at - 2].word)

    def _is_given(self, at: int) -> bool:
        """Whether the word is a frequent first name."""
        return self.tokens[at].word in self._given

    def _run_end(self, at: int, end: int) -> int:
        """The end of the run of capitals from `at`, with the small words inside names."""
        last = at + 1
        while last < end:
            if self.words.is_owner(self.tokens[last - 1].text):
                break
            if self._name_at(last) or self._is_initial(last):
                last += 1
            elif self.tokens[last].word in self.words.name_links:
                after = last + 1
                links = self.words.inner_links or self.words.name_links
                while after < end and self.tokens[after].word in links:
                    after += 1
                if after >= end or not self._name_at(after):
                    break
                if self.words.inversion and self.words.is_institution(self.tokens[after].word):
                    break  # "Tom Hill vom Bankhaus Nord"
                last = after + 1
            elif self._is_nickname(last) and last + 1 < end and self._name_at(last + 1):
                last += 2
            else:
                break
        return last

    def _is_nickname(self, at: int) -> bool:
        """ "Ann “Nan” Hill": one or two words in marks between the parts of a name."""
        inside = self.tokens[at].text.strip("\"'“”‘’")
        is_quote = self.tokens[at].kind is TokenKind.QUOTE
        return (
            is_quote and self._name_at(at - 1) and inside[:1].isupper() and len(inside.split()) <= _NICKNAME
        )

    def _is_initial(self, at: int) -> bool:
        text = self.tokens[at].text
        return text.endswith(".") and len(text) <= 3 and text[0].isupper()

    def _is_common_start(self, at: int, stop: int, last: int) -> bool:
        """ "Helicopter winchman Ann Hill": the capital is only that of the sentence's first word."""
        if stop != at + 1:
            return False
        for place in range(stop, min(last, stop + 3)):
            token = self.tokens[place]
            if self._name_at(place):
                return place > stop and self._run_end(place, last) - place > 1
            word = token.word
            verb = word.endswith(self.words.past_endings) or word in self.words.finite
            verb = verb or self.words.is_cue(self.tokens, place)
            if token.kind is not TokenKind.WORD or verb or word in self._no_part_of_office:
                return False
        return False

    def _strip_titles(self, run: Range) -> Range | None:
        """The run without the titles and offices before the name: "Prime Minister", "Dr."."""
        first, last = run
        for at in range(last - 1, first - 1, -1):
            word = self.tokens[at].word
            if at == last - 1 and at > first and self._names_a_baker(at):
                continue
            is_office = self.words.is_office(word) and word not in self._given
            if word in self.words.titles or is_office or self._is_local_office(first, at, last):
                first = at + 1
                break
        while first < last and self.tokens[first].word in self.words.complements:
            first += 1
        first = self._over_common_noun(first, last)
        if first >= last:
            return None
        return first, last

    def _is_local_office(self, first: int, at: int, last: int) -> bool:
        """ "City Councilmember Ann Hill": a noun for a person after one for a body."""
        member = self.tokens[at].word.endswith(self.words.role_endings)
        return first < at < last - 1 and member and self.words.is_institution(self.tokens[at - 1].word)

    def _names_a_baker(self, at: int) -> bool:
        """ "Tom Baker", "Mr. Cook", "J. Judge": an office as a surname."""
        before = self.tokens[at - 1]
        return self._is_given(at - 1) or before.word in self.words.titles or self._is_initial(at - 1)

    def _over_common_noun(self, first: int, last: int) -> int:
        """The name in a run whose first word has its capital only from the sentence: "Stylist Ann Hill"."""
        if last - first < 3 or self._is_given(first):
            return first
        if self._is_nationality(first):
            return first + 1
        if not self._begins_sentence(first):
            return first
        if self._is_given(first + 1) or self.tokens[first].word.endswith(self.words.role_endings):
            return first + 1
        return first

    def _is_nationality(self, at: int) -> bool:
        """ "le Portugais António Hill": behind an article, a word for whoever comes from a place."""
        before = self.tokens[at - 1].word if at else ""
        is_behind_article = before in self.words.articles and self.words.inversion
        return is_behind_article and self.tokens[at].word.endswith(self.words.nationality_endings)

    def _begins_sentence(self, at: int) -> bool:
        if at == 0:
            return True
        before = self.tokens[at - 1]
        return before.kind is TokenKind.QUOTE or before.text in ".!?…:"

    def _is_person(self, name: Range) -> bool:
        words = self.words
        found = self.tokens[name[0] : name[1]]
        titled = name[0] > 0 and self.tokens[name[0] - 1].word in words.titles_m | words.titles_f
        judged = found[1:] if len(found) > 1 and self._is_given(name[0]) else found
        if titled or (len(found) == 2 and len(judged) == 1 and judged[0].word in self.words.place_surnames):
            judged = ()
        bodies = words.institutions | words.sources
        ends_so = not words.nouns_have_capitals  # there only names have kept their capital
        if any(t.word in bodies or (ends_so and words.is_institution(t.word)) for t in judged):
            return False
        whole = " ".join(fold_name(t.text) for t in found)
        if whole in words.places and not (titled or self._is_given(name[0])):
            return False
        if found[0].word in self.words.saints and self.words.is_owner(found[-1].text):
            return False  # "St Brendan's"
        if (len(found) == 1 and len(found[0].text) == 1) or any(
            any(c.isdigit() for c in t.text) for t in found
        ):
            return False
        shouted = all(len(t.text) > 1 and t.text.isupper() and "." not in t.text for t in found)
        return not shouted or (len(found) > 1 and self._is_given(name[0]))

    def _has_office(self, first: int, last: int) -> bool:
        return any(
            self.words.is_office(t.word) or t.word in self.words.titles | self.words.spokes
            for t in self.tokens[first:last]
        )

    def _has_complement(self, first: int, last: int) -> bool:
        return any(t.word in self.words.complements for t in self.tokens[first:last])

    def _sentence_start_word(self, name: Range) -> bool:
        """A capital that only the beginning of the sentence gives: "Asked Hill"."""
        return self.tokens[name[0]].word in self.words.openers

    def _office_before(self, first: int, name: int) -> Range | None:
        """From the phrase's beginning to the name: with its article, without "his" or "their"."""
        owned = self.tokens[first].word in self._owned
        while first < name and self.tokens[first].word in self._owned:
            first += 1
        if owned and name - first == 1 and self.tokens[first].word in self.words.spokes:
            return None  # "her brother": whose, is not said beside the name
        if self.tokens[first].word in self.words.articles and name - first == 1:
            return None
        if all(t.word in self.words.titles for t in self.tokens[first:name]):
            return None  # "Dr." alone is no office
        if first >= name or name - first > MAX_OFFICE:
            return None
        if not self.words.inversion:
            return first, name
        return told_office(self.tokens, self.words, first, name)

    def _office_after(self, at: int, end: int) -> Range | None:
        """ "Ines Hill, the harbour master," and "Ines Hill (harbour master)"."""
        for _ in range(2):  # an age may come first: ", 54,"
            if at + 1 >= end or self.tokens[at].text not in ",(–—":
                return None
            first = at + 1
            last = first
            while last < end and self.tokens[last].kind is TokenKind.WORD:
                if (
                    self.tokens[last].word
                    in self.words.relatives | self.words.pronouns_m | self.words.pronouns_f
                ):
                    break
                last += 1
            if last > first and self.tokens[first].text.isdigit():
                at = last
                continue
            has_office = self._has_office(first, last) or self._is_role(first, last)
            has_office = has_office and self.tokens[first].word not in self.words.openers
            if not has_office or last - first > MAX_OFFICE or self.words.is_cue(self.tokens, first):
                return None
            if any(t.word in self.words.finite for t in self.tokens[first:last]):
                return None
            inside = self.tokens[first + 1 : self._head_of(first, last) + 1]
            if any(t.word in self.words.determiners | self.words.quantifiers for t in inside):
                return None  # "Hill, rang every vet"
            if self.tokens[first].word in self._owned:
                first += 1
                if last - first == 1 and self.tokens[first].word in self.words.spokes:
                    return None
            return (first, last) if first < last else None
        return None

    def _is_role(self, first: int, last: int) -> bool:
        """ "the coastguard's regional commander", "a neuroscientist at …": a noun for what somebody does."""
        if self.tokens[first].word not in self.words.articles:
            return False
        head = self._head_of(first, last)
        return head > first and self.tokens[head].word.endswith(self.words.role_endings)

    def _head_of(self, first: int, last: int) -> int:
        """The noun that the phrase is about: the last word before its complement."""
        return (
            next(
                (at for at in range(first + 1, last) if self.tokens[at].word in self.words.prepositions), last
            )
            - 1
        )

    def _gender(self, name: Range, office: Range | None) -> str | None:
        first, last = office or (0, 0)
        if self.words.inversion:  # not by "générale" in "le directeur de la compagnie générale"
            of = (at for at in range(first + 1, last) if self.tokens[at].word in self.words.genitive)
            last = next(of, last)
        before = range(max(0, name[0] - 2, last if office and last < office[1] else 0), name[0])
        places = [*before, *range(first, last)]
        found = [self.tokens[at].word for at in places]
        if any(w in self.words.titles_f or self.words.is_office_of_woman(w) for w in found):
            return "f"
        if any(w in self.words.titles_m or w.endswith(self.words.men_endings) for w in found):
            return "m"
        return self._gender_of_article(office) if office else None

    def _gender_of_article(self, office: Range) -> str | None:
        """ "la ministre", "le ministre": where the office is the noun that the article belongs to."""
        article = self.tokens[office[0]].word
        if office[1] - office[0] < 2 or not self.words.is_office(self.tokens[office[0] + 1].word):
            return None
        return "f" if article in self.words.articles_f else "m" if article in self.words.articles_m else None
