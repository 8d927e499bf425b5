"""A show's three colours → all that a picture of its sound is drawn in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefing.model import Colours
from briefing.pictures.colours import Rgb, between, contrast, rgb

_SPEAKERS = ("#56b4e9", "#e69f00", "#2bb68f", "#cc79a7", "#f0e442", "#e5703a", "#8f8ff0", "#a3a3a3")
"""Okabe and Ito's colours, which people with any colour vision tell apart (jfly.uni-koeln.de/color, 2008),
the darker ones lightened; whoever comes after the eighth shares one."""
_ALARM = "#ff4d4d"
_LEGIBLE = 3.0
"""Contrast that WCAG 2.2 (1.4.11) asks of graphics."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inks:
    background: Rgb
    text: Rgb
    accent: Rgb
    alarm: Rgb

    @classmethod
    def of(cls, colours: Colours) -> Inks:
        background, text = rgb(colours.background), rgb(colours.text)
        accent, alarm = (_legible(rgb(c), background, text) for c in (colours.accent, _ALARM))
        return cls(background=background, text=text, accent=accent, alarm=alarm)

    def shade(self, share: float) -> Rgb:
        """From the background (0) to the text (1)."""
        return between(self.background, self.text, share)

    def of_speakers(self, names: Iterable[str]) -> dict[str, Rgb]:
        """Each name's own, in the order in which they are first met."""
        order = enumerate(dict.fromkeys(names))
        return {
            name: _legible(rgb(_SPEAKERS[number % len(_SPEAKERS)]), self.background, self.text)
            for number, name in order
        }


def _legible(ink: Rgb, background: Rgb, text: Rgb) -> Rgb:
    """The ink, as much nearer to the text's as it takes to stand out from the background."""
    nearer = (between(ink, text, step / 10) for step in range(11))
    return next((one for one in nearer if contrast(one, background) >= _LEGIBLE), text)
