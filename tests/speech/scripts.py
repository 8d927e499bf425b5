"""Scripts for the tests of speech: short, made up, with every role in them."""

from __future__ import annotations

from datetime import date

from briefing.engines import SpeechEngine
from briefing.model import Line, LineRole, Script, Segment, SegmentKind, Voice, VoiceProfile
from briefing.speech import Patience

HURRIED = Patience(first_wait_s=0.01, longest_wait_s=0.02, total_s=20, answer_s=10)
"""Waits that a test can bear."""
PROFILE = VoiceProfile(
    name="plain", presenter=Voice(engine="tone"), quote=Voice(engine="tone", voice="other")
)
LINES = (
    ("The northern pier is open again.", LineRole.PRESENTER, None),
    ("The repairs took three months.", LineRole.PRESENTER, None),
    ("We are glad to have the pier back.", LineRole.QUOTE, "Ines Hofmann"),
    ("It cost less than we feared.", LineRole.QUOTE, "Omar Lind"),
    ("The pier was built long ago.", LineRole.SIDEBAR, None),
)


def script(*texts: str, language: str = "en") -> Script:
    """The script above, its texts replaced by those given, in order."""
    lines = [
        Line(text=texts[n] if n < len(texts) else text, role=role, speaker=speaker)
        for n, (text, role, speaker) in enumerate(LINES)
    ]
    kinds = (
        (SegmentKind.HEADLINE, lines[:2]),
        (SegmentKind.QUOTES, lines[2:4]),
        (SegmentKind.SIDEBAR, lines[4:]),
    )
    return Script(
        title="The pier",
        language=language,
        date=date(2026, 11, 23),
        articles=("article-1.yaml",),
        segments=tuple(Segment(kind=kind, title=kind.value, lines=tuple(some)) for kind, some in kinds),
    )


class Registry:
    """In the place of `engines.load`: engines by name, and which were asked for."""

    def __init__(self, **engines: SpeechEngine | type) -> None:
        self.engines = engines
        self.loaded: list[str] = []

    def __call__(self, name: str) -> SpeechEngine:
        self.loaded.append(name)
        engine = self.engines[name]
        made: SpeechEngine = engine() if isinstance(engine, type) else engine
        return made
