"""A news article goes in, a spoken news briefing that is ready to publish comes out."""

__version__ = "0.1.0"
