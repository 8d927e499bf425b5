"""How many vowel marks of Arabic are wrong that eSpeak is given: the diacritic error rate.

    python benchmarks/diacritics.py DATA...      [--lines N]    default: 600 lines of each file

DATA is a file of diacritized text, a line a sentence, or the folder of a data set:
  AliOsm/arabic-text-diacritization   its dataset/val.txt (the Tashkeela corpus, mostly classical texts)
  abjadai/catt                        the ground truths *_gt.txt in it (news and other modern texts)
The marks of each line are taken off; what the program puts there is compared with what stood there, letter
by letter, as in Fadel et al., "Arabic Text Diacritization Using Deep Neural Networks" (2019). DER: the share
of letters with other marks, counted over the letters that have some in the gold; "without endings" leaves the
last letter of each word out, which a reader drops at every pause; WER is the share of words with any such
letter. The model alone, without our guards, is measured in the same run. Lines whose letters do not come back
one for one are counted and left out.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import gate
from text2tashkeel import Diacritizer

from briefing.engines.espeak import arabic
from briefing.engines.espeak.arabic_letters import MARKS, SHADDA, SUKUN

_FOLDED = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ـ": None, "ٰ": None})
_ARABIC = re.compile(rf"[ء-ي][ء-ي{MARKS}ـ]*")


@dataclass
class Tally:
    letters: int = 0
    wrong: int = 0
    inner: int = 0
    wrong_inner: int = 0
    words: int = 0
    wrong_words: int = 0
    lines: int = 0
    left_out: int = 0


def words(text: str) -> list[list[tuple[str, frozenset[str]]]]:
    """Each word as (letter, its marks); hamza on alif folded, dagger alif and tatweel left out."""
    found = []
    for match in _ARABIC.finditer(text):
        letters: list[tuple[str, frozenset[str]]] = []
        for char in match.group().translate(_FOLDED):
            if char in MARKS and letters:
                letters[-1] = (letters[-1][0], letters[-1][1] | {char})
            elif char not in MARKS:
                letters.append((char, frozenset()))
        found.append(_tanwin_on_its_letter(letters))
    return found


def _tanwin_on_its_letter(letters: list[tuple[str, frozenset[str]]]) -> list[tuple[str, frozenset[str]]]:
    """Both ways of writing -an before a silent alif are one."""
    if len(letters) > 1 and letters[-1][0] in "اى" and "\u064b" in letters[-1][1]:
        (before, marks), (last, _) = letters[-2:]
        return [*letters[:-2], (before, marks | {"\u064b"}), (last, frozenset())]
    return letters


def count(tally: Tally, gold: str, said: str) -> None:
    ours, theirs = words(said), words(gold)
    if [[c for c, _ in word] for word in ours] != [[c for c, _ in word] for word in theirs]:
        tally.left_out += 1
        return
    tally.lines += 1
    for right, given in zip(theirs, ours, strict=True):
        tally.words += 1
        bad = False
        for index, ((_, marks), (_, put)) in enumerate(zip(right, given, strict=True)):
            if not marks:
                continue
            wrong = not same(marks, put)
            tally.letters += 1
            tally.wrong += wrong
            if index < len(right) - 1:
                tally.inner += 1
                tally.wrong_inner += wrong
            bad |= wrong
        tally.wrong_words += bad


def same(gold: frozenset[str], put: frozenset[str]) -> bool:
    """A sukun says what no mark says; a shadda alone does not say which vowel is meant."""
    if gold == {SHADDA}:
        return SHADDA in put
    return gold - {SUKUN} == put - {SUKUN}


def bare(text: str) -> str:
    return "".join(char for char in text if char not in MARKS)


def files(places: list[Path]) -> Iterator[Path]:
    for place in places:
        if gate.needs(place).is_file():
            yield place
        elif (val := place / "dataset" / "val.txt").exists():
            yield val
        else:
            seen: set[str] = set()
            for path in sorted(place.rglob("*_gt.txt")):
                if path.name not in seen:  # the repository has the same ground truth in several folders
                    seen.add(path.name)
                    yield path


def measured(name: str, diacritize: Callable[[str], str], gold: list[str]) -> dict[str, float]:
    tally = Tally()
    start = time.perf_counter()
    said = [diacritize(bare(line)) for line in gold]
    seconds = time.perf_counter() - start
    for right, given in zip(gold, said, strict=True):
        count(tally, right, given)
    der, inner = tally.wrong / max(1, tally.letters), tally.wrong_inner / max(1, tally.inner)
    wer = tally.wrong_words / max(1, tally.words)
    speed = sum(map(len, map(bare, gold))) / seconds
    print(f"  {name:10} DER {der:6.2%}  without endings {inner:6.2%}  WER {wer:6.2%}   ", end="")
    print(f"{tally.lines} lines, {tally.left_out} left out, {speed:,.0f} characters/s")
    return {"right marks": 1 - der, "right marks without endings": 1 - inner}


def main() -> None:
    options = gate.parser(__doc__)
    options.add_argument("data", nargs="+", type=Path, metavar="DATA")
    options.add_argument("--lines", type=int, default=600, help="of each file, spread over it")
    given: argparse.Namespace = options.parse_args()
    for path in files(given.data):
        whole = [line.strip() for line in path.read_text("utf-8").splitlines() if line.strip()]
        gold = whole[:: max(1, len(whole) // given.lines)][: given.lines]
        print(f"{path.name}: {len(gold)} of {len(whole)} lines")
        model = Diacritizer(arabic.MODEL)
        for diacritize in (arabic.diacritize, model.diacritize):
            diacritize("كتب")  # loads the model
        ours = measured("briefing", arabic.diacritize, gold)
        measured("the model", model.diacritize, gold)
        gate.compare("diacritics", ours, gate.digest([path]) + f" {len(gold)}", given)


if __name__ == "__main__":
    main()
