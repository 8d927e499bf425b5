"""Words of a name in languages that write names without capitals (Arabic) → what each may be."""

from __future__ import annotations

import re

from briefing.script.quoting.office_chains import OfficeChains
from briefing.script.quoting.phrase_edges import Edge
from briefing.script.words import TokenKind

_ACTION = re.compile("است..ا.|ت..ي[^اي]ة?|ان..ا.|ا.ت.ا.")
"""Nouns of action of the second and tenth form (تحديد, استخدام), where they are no frequent first name."""
_JOINED_ACTION = re.compile("ا.ت.ا.|ان..ا.|است..ا.|ا..ا.|ت..ي.|م.ا..ة")
_PLURAL = re.compile("ا..ا.|ا..اء|م.ا..")
"""Broken plurals (أصحاب, أعضاء, مطالب)."""
PREPOSITION = "ب"
"""A third word of a name hardly begins with it."""
_POSSESSED = ("ه", "ها", "هم")
"""His, her, their, at the end of a noun."""
_FAMILY_PREFIX = ("بو", "بن")
"""Begin family names of the Gulf and the Maghreb (بورسلي, بنموسى)."""
_FAMILY = ("ي", "اوي", "اني")
"""Ends of a family name that has the article."""
_OBJECT_ENDS = ("ة", "ا", "ى", "اء", "ات", "ين", "ون")
"""Nouns that do not show by an alif that they are objects."""
_PLURAL_ENDS = ("ون", "ين", "ات", "اء")
_ADJECTIVE_ENDS = ("ي", "ية")


class NameWords(OfficeChains):
    """Judges single words of one block's tokens by their shape."""

    @property
    def _not_family(self) -> frozenset[str]:
        return self.words.complements | self.words.common_nouns | self.words.nominal

    def _joins_noun(self, word: str) -> bool:
        """ "in the programme", "to the paper": a preposition written together with a noun that we know."""
        w = self.words
        if not word.startswith((PREPOSITION, "ل")) or len(word) < 4:
            return False
        lists = (w.institutions, w.name_nouns, w.media, w.nominal, w.manner, w.common_nouns)
        return any(word[1:] in known for known in lists) or bool(_ACTION.fullmatch(word[1:]))

    def _is_his_noun(self, word: str) -> bool:
        """ "his speech", "her hope": nouns that we know, with a pronoun."""
        w = self.words
        if not word.endswith(_POSSESSED):
            return False
        known = w.nominal | w.common_nouns | w.kin | w.offices | w.owned
        for owner in _POSSESSED:
            noun = word.removesuffix(owner)
            if noun != word and (noun in known or (noun.endswith("ت") and noun[:-1] + "ة" in known)):
                return True
        return False

    def _is_action(self, at: int) -> bool:
        """ "fixing the date", "use of the bridge": the verb's object, by its shape or known as such."""
        word = self.tokens[at].word
        return word in self.words.nominal or bool(_ACTION.fullmatch(word))

    def _governs(self, at: int) -> bool:
        """Whether an office without article has its complement; else it is a surname (نجم, رائد)."""
        following = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if following is None or following.kind is not TokenKind.WORD:
            return following is not None and following.kind is TokenKind.QUOTE
        known = self.words.institutions | self.words.offices | self.words.complements
        links = self.words.place_links | self.words.office_links | self.words.envoy_links | self.words.glued
        further = at + 2 < len(self.tokens) and self.words.definite(self.tokens[at + 2])
        construct = further and self.tokens[at].word not in self.words.given_names
        return (
            construct  # "professor of-science of-the-soul"
            or self.words.definite(following)
            or following.word in links
            or any(s in known for s in self.words.stems(following.word))
        )

    def _is_adjunct(self, at: int) -> bool:
        """ "… with-composure of-the-crew": a preposition with its noun, and more behind it."""
        word = self.tokens[at].word
        family = word.startswith(_FAMILY_PREFIX) and len(word) > 4
        shaped = word.endswith(("ة", *_POSSESSED)) or bool(_JOINED_ACTION.fullmatch(word[1:]))
        if not word.startswith(PREPOSITION) or family or not (shaped or self._joins_noun(word)):
            return False
        edge = self._edge(at + 1, len(self.tokens))
        known = word in self.words.given_names
        return not (known or edge.closed or edge is Edge.COMMA)

    def _is_no_object(self, first: int, stop: int) -> bool:
        """Words without article and ending that, as a verb's object, would be written with an alif."""
        following = self.tokens[stop] if stop < len(self.tokens) else None
        owned = following is not None and following.word.endswith(_POSSESSED)
        if following and following.kind is TokenKind.WORD and (owned or self.words.definite(following)):
            return False  # "start of-the-phase", "state of-her-family"
        return all(
            self.tokens[at].kind is TokenKind.WORD
            and not self.words.definite(self.tokens[at])
            and not self.tokens[at].word.endswith(_OBJECT_ENDS)
            and not self._is_adjunct(at)
            and not self._is_possessed(at)
            for at in range(first, stop)
        )

    def _is_feminine_noun(self, at: int) -> bool:
        """ "the-deal", "the-session": known nouns with the article that are no surname, by their ending."""
        word, w = self.tokens[at].word, self.words
        stems = w.stems(word)[1:]
        known = word.endswith(("ة", "ات")) and any(s in w.common_nouns for s in stems)
        return w.definite(self.tokens[at]) and (known or any(s in w.nominal | w.owned for s in stems))

    def _is_present_verb(self, at: int) -> bool:
        """ "… Hill walks three hours": by its first letter, with more behind it."""
        word = self.tokens[at].word
        verb = word[1:] if word.startswith(self.words.prefixes) and len(word) > 4 else word
        edge = self._edge(at + 1, len(self.tokens))
        return len(verb) > 3 and verb[0] in "يت" and not (edge.closed or edge is Edge.COMMA)

    def _is_object(self, word: str) -> bool:
        """A noun that we know, with the alif of an object."""
        w = self.words
        lists = (w.common_nouns, w.nominal, w.owned, w.institutions, w.name_nouns)
        return word.endswith("ا") and any(word[:-1] in known for known in lists)

    def _is_aged(self, at: int) -> bool:
        """ "… Hill (42 years)": a person, whatever the words."""
        return self._text(at) == "(" and self._text(at + 1)[0].isdigit()

    def _looks_like_name(self, first: int, stop: int) -> bool:
        """Two or three words of no list behind "said", and no plural or adjective among them."""
        if not 2 <= stop - first <= 3:
            return False
        w = self.words
        known = w.common_nouns | w.nominal | w.institutions | w.complements | w.sources | w.offices | w.media
        last = stop - 1
        for at in range(first, stop):
            word = self.tokens[at].word
            if any(s in known for s in w.stems(word)) or word.endswith(_PLURAL_ENDS):
                return False
            if self.words.definite(self.tokens[at]) and not (
                at == last and self._is_family(at) and len(word) > 5
            ):
                return False
        return self.words.definite(self.tokens[last]) or not self.tokens[last].word.endswith(_ADJECTIVE_ENDS)

    def _begins_construct(self, at: int) -> bool:
        """ "owners of-the-shops": behind two words of a name, and no name itself."""
        word, w = self.tokens[at].word, self.words
        known = w.common_nouns | w.nominal | w.owned | w.institutions | w.sources
        if word not in known and not _PLURAL.fullmatch(word):
            return False
        if at + 1 >= len(self.tokens) or self.words.definite(self.tokens[at]):
            return False
        return self.words.definite(self.tokens[at + 1]) and not self._is_family(at + 1)

    def _all_name(self, first: int, stop: int) -> bool:
        """Two or more words, and each by itself looks like part of a name."""
        return stop - first > 1 and all(
            self.tokens[at].word in self.words.given_names | self.words.name_links
            or (at > first and (self._is_linked(at) or self._is_family(at)))
            for at in range(first, stop)
        )

    def _is_linked(self, at: int) -> bool:
        w = self.words
        return self.tokens[at - 1].word in w.name_links or self.tokens[at].word in w.name_tails

    def _is_family(self, at: int) -> bool:
        word = self.tokens[at].word
        if word.startswith(_FAMILY_PREFIX[0]) and len(word) > 4:
            return True
        return (
            self.words.definite(self.tokens[at])
            and word.startswith(self.words.article)
            and word.endswith(_FAMILY)
            and not any(s in self._not_family for s in self.words.stems(word)[1:])
        )

    def _may_end_name(self, at: int, *, linked: bool, marked: bool = False) -> bool:
        """`marked`: an office and a frequent first name stand before it."""
        word = self.tokens[at].word
        if linked or word in self.words.given_names or self.words.definite(self.tokens[at]):
            return True
        if self._is_possessed(at):
            return False
        joined = word.startswith((PREPOSITION, "ل")) and not word.startswith(_FAMILY_PREFIX)
        return marked or not (word.endswith("ة") or joined)

    def _is_possessed(self, at: int) -> bool:
        """ "her marriage", "his thanks": no name."""
        word = self.tokens[at].word
        # عطيه and فرنجيه are written for عطية, فرنجية.
        known = word in self.words.given_names or word[:-1] + "ة" in self.words.given_names
        known = known or word.endswith("يه") or self.words.definite(self.tokens[at])
        return len(word) > 3 and word.endswith(_POSSESSED) and not known

    def _is_adverb(self, at: int) -> bool:
        """ "with sorrow", "addressing": what may stand behind a verb without a subject."""
        token = self.tokens[at]
        participle = token.word.startswith("م") and token.word.endswith("ا") and len(token.word) > 4
        as_ = token.word.startswith("ك") and token.word.endswith(_POSSESSED)  # "as-is-his-custom"
        return token.word.startswith((PREPOSITION, "ل", "كال")) or as_ or participle

    def _begins_adjunct(self, at: int) -> bool:
        """ "… for-allotting a beach": a preposition with its noun, and the noun's object behind it."""
        word = self.tokens[at].word
        joined = self._is_adjunct(at) or (word.startswith("ل") and len(word) > 4)
        following = at + 1 < len(self.tokens) and not self._is_family(at + 1)
        return joined and following and self._edge(at + 1, len(self.tokens)) is Edge.OPEN
