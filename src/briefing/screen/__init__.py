"""What the program knows → what a person reads, and the same as plain data for `--json`."""

from briefing.screen.inventory import engine_voices, engines, examined, listed, profiles, started
from briefing.screen.making import chosen, made, planned, said, shown, written
from briefing.screen.page import Page, compact_json, pretty_json
from briefing.screen.progress import Progress, silent
from briefing.screen.texts import checked, understood

__all__ = [
    "Page", "Progress", "checked", "chosen", "compact_json", "engine_voices", "engines", "examined", "listed",
    "made", "planned", "pretty_json", "profiles", "said", "shown", "silent", "started", "understood",
    "written",
]  # fmt: skip
