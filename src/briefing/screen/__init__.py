"""What the program knows → what a person reads, and the same as plain data for `--json`."""

from briefing.screen.inline import inline
from briefing.screen.inventory import engines, examined, listed, started
from briefing.screen.listening import listened
from briefing.screen.looking import looked, playing
from briefing.screen.making import chosen, made, planned, said, shown, written
from briefing.screen.page import Page, compact_json, pretty_json
from briefing.screen.progress import Progress, silent
from briefing.screen.sound import inspected
from briefing.screen.texts import checked, understood
from briefing.screen.voices import catalogue, clips, engine_voices, got, licence, removed, shelf

__all__ = [
    "Page", "Progress", "catalogue", "checked", "chosen", "clips", "compact_json", "engine_voices",
    "engines", "examined", "got", "inline", "inspected", "licence", "listed", "listened", "looked",
    "made", "planned", "playing", "pretty_json", "removed", "said", "shelf", "shown", "silent", "started",
    "understood", "written",
]  # fmt: skip
