"""Noto Sans, Noto Sans Arabic and Noto Sans Hebrew (OFL) → the small fonts in src/briefing/pictures/fonts.

    pip install fonttools; apt install fonts-noto-core; python docs/fonts/subset.py

What is left out: characters no headline has, hinting, and the OpenType tables, which Pillow reads only with
a system library that is often absent (libfribidi). The kerning of the Latin letters is written into a file of
its own. The changed fonts have a name of their own, as the licence asks of changed fonts.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

NOTO = Path("/usr/share/fonts/truetype/noto")
TO = Path(__file__).parents[2] / "src" / "briefing" / "pictures" / "fonts"

LATIN = (
    *range(0x20, 0x7F), *range(0xA0, 0x180),
    *map(ord, "ƁɓƆɔƉɖƊɗƏəƐɛƑƒƘƙƝɲƟɵƠơƯưƲʋƳƴƵƶǍǎǏǐǑǒǓǔǤǥǦǧǨǩǪǫǺǻǼǽǾǿȘșȚțȲȳɣɩʊʼʻʹˈ"),
    *range(0x1E80, 0x1E86), 0x1E9E, *range(0x1EA0, 0x1EFA),
    *map(ord, "ḂḃḊḋḌḍḞḟḠḡḤḥḪḫḲḳḶḷṀṁṂṃṄṅṆṇṖṗṘṙṚṛṠṡṢṣṪṫṬṭẎẏẒẓẖ"),
    *range(0x300, 0x305), *range(0x306, 0x30D), 0x31B, 0x323, 0x324, 0x326, 0x327, 0x328, 0x32E, 0x331,
)  # fmt: skip
GREEK = (*range(0x384, 0x3CF),)
CYRILLIC = (
    *range(0x400, 0x460), *range(0x48A, 0x500), *map(ord, "ԥԤ"),
)  # fmt: skip
MARKS = tuple(map(ord, "‐‑‒–—―‘’‚‛“”„‟†‡•…‰′″‹›⁄⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉₡₣₤₦₩₪₫€₭₮₱₲₴₵₸₹₺₼₽₾₿℃℅ℓ№℗™Ω℮⅓⅔⅛⅜⅝⅞"))
HEBREW = (
    0x20,
    0xA0,
    *range(0x5B0, 0x5C8),
    *range(0x5D0, 0x5EB),
    *range(0x5EF, 0x5F5),
    *range(0xFB1D, 0xFB50),
)
ARABIC = (
    *map(ord, " \xa0!,-.:«»0123456789"),
    *range(0x600, 0x605), *range(0x60C, 0x610), *range(0x61B, 0x61C), *range(0x61E, 0x65A),
    *range(0x660, 0x6D6), *range(0x6DD, 0x6DF), *range(0x6E9, 0x6EA), *range(0x6EE, 0x700),
    *range(0xFB50, 0xFBC2), *range(0xFBD3, 0xFBEA), *range(0xFBFC, 0xFC00),  # letters
    0xFDF2, 0xFDFA, 0xFDFB, 0xFDFC, 0xFD3E, 0xFD3F, *range(0xFE70, 0xFEFD),
)  # fmt: skip

FONTS = {
    "NotoSans": (*LATIN, *GREEK, *CYRILLIC, *MARKS),
    "NotoSansArabic": ARABIC,
    "NotoSansHebrew": HEBREW,
}
NAMES = {
    "NotoSans": "Briefing Sans",
    "NotoSansArabic": "Briefing Arabic",
    "NotoSansHebrew": "Briefing Hebrew",
}
SMALLEST_KERN = 12
"""In thousandths of the size: less is not seen."""
KERNED = {*range(0x41, 0x5B), *range(0x61, 0x7B), *range(0xC0, 0x180), *map(ord, ".,:-–—‘’“”\"'«»")}


def main() -> None:
    total = 0
    known = []
    for source, characters in FONTS.items():
        for weight in ("Regular", "Bold"):
            font = TTFont(NOTO / f"{source}-{weight}.ttf")
            absent = sorted(set(characters) - set(font.getBestCmap()))
            if absent:
                print(f"{source} has no {' '.join(f'{c:04X}' for c in absent)}", file=sys.stderr)
            pairs = kerning(font) if source == "NotoSans" else {}
            reduce(font, characters)
            rename(font, NAMES[source], weight)
            if pairs:
                lines = "".join(by_characters(pairs, font))
                (TO / f"kerning-{weight}.txt").write_text(lines, "utf-8")
            path = TO / f"{NAMES[source].replace(' ', '')}-{weight}.ttf"
            font.recalcTimestamp = False
            font.save(path)
            total += path.stat().st_size
            if weight == "Regular":
                known.append(f"{NAMES[source].replace(' ', '')} {' '.join(ranges(font.getBestCmap()))}\n")
            print(f"{path.stat().st_size:8,} {path.name}: {len(font.getBestCmap())} characters")
    (TO / "characters.txt").write_text("".join(known))
    print(f"{total:8,}")


def ranges(characters: Iterable[int]) -> Iterable[str]:
    """First and last of what is without a gap, in hexadecimal: what the program reads of a font's `cmap`."""
    ordered = sorted(characters)
    starts = [c for c in ordered if c - 1 not in set(ordered)]
    ends = [c for c in ordered if c + 1 not in set(ordered)]
    yield from (f"{start:x}-{end:x}" for start, end in zip(starts, ends, strict=True))


def reduce(font: TTFont, characters: Iterable[int]) -> None:
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.drop_tables += ["GPOS", "GSUB", "GDEF", "DSIG", "gasp", "fpgm", "prep", "cvt "]
    options.notdef_outline = True
    options.name_IDs = [0, 7, 13, 14]  # copyright, trademark, licence
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)


def rename(font: TTFont, family: str, weight: str) -> None:
    """Modified versions bear another name than the original (OFL, condition 3)."""
    names = font["name"]
    version = font["head"].fontRevision
    given = {1: family, 2: weight, 3: f"{family} {weight} {version:.3f}", 4: f"{family} {weight}",
             5: f"Version {version:.3f}; subset", 6: f"{family.replace(' ', '')}-{weight}"}  # fmt: skip
    for number, text in given.items():
        names.setName(text, number, 3, 1, 0x409)


def kerning(font: TTFont) -> dict[tuple[str, str], int]:
    """Pairs of the Latin `kern` feature, among the characters that headlines are full of."""
    cmap = font.getBestCmap()
    wanted = {cmap[c] for c in KERNED if c in cmap}
    table = font["GPOS"].table
    numbers = {
        n
        for r in table.FeatureList.FeatureRecord
        if r.FeatureTag == "kern"
        for n in r.Feature.LookupListIndex
    }
    found: dict[tuple[str, str], int] = {}
    for number in sorted(numbers):
        for part in table.LookupList.Lookup[number].SubTable:
            part = getattr(part, "ExtSubTable", part)
            if part.LookupType == 2:
                for pair, value in pairs_of(part, wanted):
                    found.setdefault(pair, value)  # the first subtable that has the pair counts
    return {pair: value for pair, value in found.items() if abs(value) >= SMALLEST_KERN}


def pairs_of(part: object, wanted: set[str]) -> Iterable[tuple[tuple[str, str], int]]:
    firsts = [glyph for glyph in part.Coverage.glyphs if glyph in wanted]
    if part.Format == 1:
        sets = dict(zip(part.Coverage.glyphs, part.PairSet, strict=True))
        for first in firsts:
            for record in sets[first].PairValueRecord:
                if record.SecondGlyph in wanted and record.Value1:
                    yield (first, record.SecondGlyph), record.Value1.XAdvance or 0
        return
    for first in firsts:
        row = part.Class1Record[part.ClassDef1.classDefs.get(first, 0)].Class2Record
        for second in wanted:
            value = row[part.ClassDef2.classDefs.get(second, 0)].Value1
            if value:
                yield (first, second), getattr(value, "XAdvance", 0) or 0


def by_characters(pairs: dict[tuple[str, str], int], font: TTFont) -> Iterable[str]:
    """Lines of a first character, what is added between it and another, and all those others."""
    characters = {glyph: chr(code) for code, glyph in sorted(font.getBestCmap().items(), reverse=True)}
    others: dict[tuple[str, int], str] = {}
    for (first, second), value in sorted(pairs.items()):
        key = characters[first], value
        others[key] = others.get(key, "") + characters[second]
    for (first, value), seconds in sorted(others.items()):
        yield f"{first} {value} {''.join(sorted(seconds))}\n"


if __name__ == "__main__":
    main()
