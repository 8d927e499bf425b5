"""Words that newspapers print bare and that are read in one way only, which the model often misses."""

from __future__ import annotations

import re
from functools import cache

from briefing.engines.espeak.arabic_letters import MARKS

_STEMS = """
قُدُرَات طَالَمَا لَطَالَمَا تُجَّار عُمَّال سُكَّان رُكَّاب تُمُور مَخَابِز مِخْبَز صَيَّادُون
صَيَّادِين صَحَافِيّ صَحَافِيُّون صَحَافِيِّين مُيَسَّرَة كُلْفَة تَكْلِفَة تَعْرِفَة حَافِلَة حَافِلَات
مُتَحَدِّث مُتَحَدِّثَة نُوَّاب وُزَرَاء خُبَرَاء سُفَرَاء زُعَمَاء قُضَاة نُشَطَاء مُوَاطِنِين
مُوَاطِنُون لَاجِئِين لَاجِئُون نَازِحِين نَازِحُون مُسَلَّحِين مُسَلَّحُون مُقَاتِلِين مُقَاتِلُون
مُتَظَاهِرِين مُتَظَاهِرُون مُحْتَجِّين مُحْتَجُّون رِفَاعِيّ كُوَيْت كُوَيْتِيّ كُوَيْتِيَّة سُعُودِيَّة
سُعُودِيّ قَطَر أُرْدُنّ لُبْنَان سُورِيَّة سُورِيَا تُونُس مَغْرِب جَزَائِر سُودَان صُومَال أَمِيرِكَا
أَمِيرِكِيّ أَمِيرِكِيَّة أَمْرِيكَا أَمْرِيكِيّ أَمْرِيكِيَّة أُورُوبَّا أُورُوبِّيّ أُورُوبِّيَّة
بِرِيطَانِيَا فَرَنْسَا أَلْمَانِيَا رُوسِيَا أُوكْرَانِيَا تُرْكِيَا إِسْبَانِيَا وَاشِنْطُن لَنْدَن
بَارِيس مُوسْكُو كِييف طَهْرَان أَنْقَرَة دِمَشْق بَيْرُوت أَبُوظَبِي دُبَيّ رِيَاض مَسْقَط دَوْحَة
مَنَامَة صَنْعَاء عَدَن خَرْطُوم طَرَابُلُس جِنِيف بْرُوكْسِل نْيُويُورْك بِكِين طُوكْيُو نِيُودِلْهِي
بَرْلِين رُومَا مَدْرِيد فِيِينَّا تِلِفِزْيُون تِلِفِزْيُونِيّ إِنْتَرْنِت فَيْسْبُوك يُوتْيُوب
وَاتْسَاب تِكْنُولُوجِيَا بِيرُوقْرَاطِيَّة دِيمُقْرَاطِيَّة دِيمُقْرَاطِيّ إِنْفْلُوَنْزَا كُورُونَا
دُولَار يُورُو رِيَال دِرْهَم لِيرَة جُنَيْه مِلْيُون مِلْيُونَي مِلْيَار مِلْيَارَي تْرِيلْيُون
"""
"""Without the last letter's vowel, which the sentence decides."""
_BEFORE = "[وف]?(?:[بك]?ال|لل|[بكل])?"
_AFTER = "(?:ه|ها|هم|هن|هما|نا)?"
_WITH_YOU = re.compile(rf"(?<![ء-ي{MARKS}])بكم(?![ء-ي{MARKS}])")
"""With you (plural); "for how much?" only in a question."""
_ANY = re.compile(r"(?P<before>\S*) ?(?P<prefix>(?:^| )[وف]?َ?[بلك]?ِ?)أَيْ(?= \S*\u064d)")
_PREPOSITIONS = frozenset((
    "في", "من", "على", "إلى", "عن", "مع", "بعد", "قبل", "دون", "بدون", "حول", "خلال", "عند", "لدى", "ضد",
    "تحت", "فوق", "بين", "أمام", "وفي", "ومن", "وعلى",
))  # fmt: skip


def marked(text: str) -> str:
    """`text` with the marks of such words, as if its author had set them."""
    pattern, marks_of = _table()
    text = pattern.sub(lambda found: found["before"] + marks_of[found["stem"]] + found["after"], text)
    return text if "؟" in text else _WITH_YOU.sub("بِكُمْ", text)


def any_of_them(text: str) -> str:
    """Diacritized `text` in which أي before an indefinite genitive is ayy-, not ay ("that is")."""
    return _ANY.sub(_ayy, text)


def _ayy(found: re.Match[str]) -> str:
    before = "".join(char for char in found["before"] if char not in MARKS)
    prefix = found["prefix"]
    genitive = before in _PREPOSITIONS or prefix.strip("\u0650\u064e ")[-1:] in ("ب", "ل", "ك")
    vowel = "\u0650" if genitive else "\u064e" if before else "\u064f"
    return found.group()[: -len("أَيْ")] + f"أَيّ{vowel}"


@cache
def _table() -> tuple[re.Pattern[str], dict[str, str]]:
    marks_of = {"".join(char for char in stem if char not in MARKS): stem for stem in _STEMS.split()}
    stems = "|".join(sorted(marks_of, key=len, reverse=True))
    edge = f"ء-ي{MARKS}"
    return (
        re.compile(rf"(?<![{edge}])(?P<before>{_BEFORE})(?P<stem>{stems})(?P<after>{_AFTER})(?![{edge}])"),
        marks_of,
    )
