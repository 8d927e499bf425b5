"""The values that pass between the stages: frozen, standard library only, units in the names.

A `Span` is the proof of a spoken word: it counts code points of one block's text, end exclusive.
Articles and blocks are numbered from 1, as a person counts them in script.yaml.
"""

from briefing.model.article import Article, Block, BlockRole, Origin, Source
from briefing.model.episode import (
    Chapter,
    Colours,
    Cue,
    Episode,
    LineTime,
    Loudness,
    Music,
    Quality,
    Show,
    SoundFile,
    SoundFormat,
)
from briefing.model.listening import Said
from briefing.model.script import (
    Line,
    LineRole,
    Quotation,
    QuotationKind,
    Script,
    Segment,
    SegmentKind,
    Span,
    Speaker,
)
from briefing.model.speech import (
    Audio,
    Clip,
    Lexicon,
    Pauses,
    Pronounced,
    Pronunciation,
    QuoteVoices,
    Recording,
    TimedText,
    Utterance,
    Voice,
    VoiceProfile,
    WordTiming,
)

__all__ = [
    "Article",
    "Audio",
    "Block",
    "BlockRole",
    "Chapter",
    "Clip",
    "Colours",
    "Cue",
    "Episode",
    "Lexicon",
    "Line",
    "LineRole",
    "LineTime",
    "Loudness",
    "Music",
    "Origin",
    "Pauses",
    "Pronounced",
    "Pronunciation",
    "Quality",
    "Quotation",
    "QuotationKind",
    "QuoteVoices",
    "Recording",
    "Said",
    "Script",
    "Segment",
    "SegmentKind",
    "Show",
    "SoundFile",
    "SoundFormat",
    "Source",
    "Span",
    "Speaker",
    "TimedText",
    "Utterance",
    "Voice",
    "VoiceProfile",
    "WordTiming",
]
