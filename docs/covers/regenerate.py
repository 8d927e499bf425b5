"""The pictures in docs/covers.md, as the program draws them: `python docs/covers/regenerate.py`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from briefing.model import Colours
from briefing.pictures.cover import cover

DAY = date(2026, 11, 23)
COVERS = {
    "pier.en": ("The Morning Pier", "Northern pier reopens after three months of repairs", DAY, Colours()),
    "water.ar": ("موجز الصباح", "عودة الضخ إلى الأحياء الجنوبية قبل نهاية الأسبوع", DAY, Colours()),
    "show.en": (
        "The Morning Pier", None, None,
        Colours(background="#f4efe6", text="#1a1a1a", accent="#c1121f"),
    ),
}  # fmt: skip


def main() -> None:
    for name, (show, title, day, colours) in COVERS.items():
        language = name.partition(".")[2]
        made = cover(show=show, title=title, day=day, language=language, colours=colours)
        (Path(__file__).parent / f"{name}.jpg").write_bytes(made.small)


if __name__ == "__main__":
    main()
