"""Tokens → names that are told by their capitals, with title and office."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.script.quoting.lexicon import Lexicon
from briefing.script.quoting.subject import Range, Subject, SubjectKind
from briefing.script.words import Token, TokenKind

MAX_OFFICE = 12
"""Words of an office before or after a name; more is a clause."""
PREPOSITIONS = frozenset({"of", "for", "at", "in", "from", "with", "on", "to", "by"})
DETERMINERS = frozenset({"the", "a", "an", "his", "her", "their", "its", "our", "one", "another"})


class CapitalNames:
    """Reads names out of one block's tokens."""

    def __init__(self, tokens: tuple[Token, ...], words: Lexicon) -> None:
        self.tokens = tokens
        self.words = words

    def names(self, start: int, end: int) -> Iterator[Subject]:
        """Every run of capitals that can be a person's name: two words, or one with a title."""
        at = start
        while at < end:
            if not self._name_at(at):
                at += 1
                continue
            stop = self._run_end(at, end)
            name = self._strip_titles((at, stop))
            whole = name is not None and (name[1] - name[0] > 1 or name[0] > at)
            if name and whole and self._is_person(name) and not self._sentence_start_word(name):
                office = self._office_before(at, name[0]) if self._has_office(at, name[0]) else None
                office = office or self._office_after(stop, end)
                gender = self._gender(name, office)
                yield Subject(
                    kind=SubjectKind.PERSON, phrase=(at, stop), name=name, office=office, gender=gender
                )
            at = stop

    def _segments(self, start: int, end: int) -> Iterator[Range]:
        first = start
        for at in range(start, end + 1):
            if at == end or self.tokens[at].text in ",–—()":
                if first < at:
                    yield first, at
                first = at + 1

    def _over_conjunctions(self, first: int, last: int) -> int:
        while first < last and self.tokens[first].word in ("and", "but", "so", "yet", "then", "or", "that"):
            first += 1
        return first

    def _name_at(self, at: int) -> bool:
        token = self.tokens[at]
        return token.capital and token.word not in self.words.not_names

    def _run_end(self, at: int, end: int) -> int:
        """The end of the run of capitals from `at`, with the small words inside names."""
        last = at + 1
        while last < end:
            if self.tokens[last - 1].text.endswith(("'s", "’s")):
                break
            if self._name_at(last) or self._is_initial(last):
                last += 1
            elif (
                self.tokens[last].word in self.words.name_links and last + 1 < end and self._name_at(last + 1)
            ):
                last += 2
            else:
                break
        return last

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
            verb = word.endswith("ed") or word in self.words.finite or self.words.is_cue(self.tokens, place)
            if token.kind is not TokenKind.WORD or verb or word in PREPOSITIONS | DETERMINERS | {"and"}:
                return False
        return False

    def _strip_titles(self, run: Range) -> Range | None:
        """The run without the titles and offices before the name: "Prime Minister", "Dr."."""
        first, last = run
        for at in range(last - 1, first - 1, -1):
            word = self.tokens[at].word
            if word in self.words.titles or self.words.is_office(word):
                first = at + 1
                break
        while first < last and self.tokens[first].word in self.words.complements | self.words.name_links:
            first += 1
        if first >= last:
            return None
        return first, last

    def _is_person(self, name: Range) -> bool:
        words = self.words
        found = self.tokens[name[0] : name[1]]
        if any(words.is_institution(t.word) or t.word in words.sources for t in found):
            return False
        if (len(found) == 1 and len(found[0].text) == 1) or any(
            any(c.isdigit() for c in t.text) for t in found
        ):
            return False
        return (
            not all(len(t.text) > 1 and t.text.isupper() and "." not in t.text for t in found)
            or len(found) > 1
        )

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

    def _joint(self, name: Range, last: int) -> bool:
        """ "Hill and Brandt": two speakers."""
        after = self.tokens[name[1] : last]
        if len(after) > 1 and after[0].word == "and" and any(t.capital for t in after[1:]):
            return True
        before = self.tokens[max(0, name[0] - 1) : name[0]]
        return bool(before) and before[0].word == "and" and name[0] >= 2 and self.tokens[name[0] - 2].capital

    def _office_before(self, first: int, name: int) -> Range | None:
        """From the phrase's beginning to the name, without its determiner."""
        while first < name and self.tokens[first].word in DETERMINERS:
            first += 1
        if all(t.word in self.words.titles for t in self.tokens[first:name]):
            return None  # "Dr." alone is no office
        if first >= name or name - first > MAX_OFFICE:
            return None
        return first, name

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
            has_office = self._has_office(first, last) and self.tokens[first].word not in self.words.openers
            if not has_office or last - first > MAX_OFFICE or self.words.is_cue(self.tokens, first):
                return None
            if any(t.word in self.words.finite for t in self.tokens[first:last]):
                return None
            while first < last and self.tokens[first].word in ("a", "an", "the"):
                first += 1
            return (first, last) if first < last else None
        return None

    def _is_office_run(self, first: int, at: int) -> bool:
        return at - first <= MAX_OFFICE and self._has_office(first, at)

    def _gender(self, name: Range, office: Range | None) -> str | None:
        places = [*range(max(0, name[0] - 2), name[0]), *(range(*office) if office else ())]
        found = [self.tokens[at].word for at in places]
        if any(w in self.words.titles_f or w in self.words.offices_f for w in found):
            return "f"
        if any(
            w in self.words.titles_m or w.endswith(("spokesman", "chairman", "congressman")) for w in found
        ):
            return "m"
        return None
