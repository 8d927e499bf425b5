"""The table: several hundred odd, broken and hostile sound files, each with what must come of it."""

from __future__ import annotations

from functools import cache

import odd_coded
import odd_waves
from odd import Odd

FAMILIES = (
    odd_waves.rates,
    odd_waves.depths_and_channels,
    odd_waves.codings,
    odd_waves.containers,
    odd_waves.empty,
    odd_waves.headers,
    odd_coded.contents,
    odd_coded.not_sound,
    odd_coded.cut_off,
    odd_coded.mp3s,
    odd_coded.oggs,
    odd_coded.flacs,
)


@cache
def table() -> dict[str, Odd]:
    found: dict[str, Odd] = {}
    for family in FAMILIES:
        for name, odd in family():
            assert name not in found, name
            found[name] = odd
    return found
