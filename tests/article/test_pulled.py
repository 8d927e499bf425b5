"""Pull quotes and the paragraphs whose words they show."""

from __future__ import annotations

from briefing.article.pulled import link_pull_quotes
from briefing.model import Block, BlockRole

SAID = "“The bees came back in the second year, and nobody had asked them to,” said Orla Finch."
OTHER = "The orchard has four hundred trees, and the oldest of them were planted before the war."


def linked(*pairs: tuple[BlockRole, str]) -> list[int | None]:
    return [b.repeats for b in link_pull_quotes([Block(role=role, text=text) for role, text in pairs])]


def test_shortened_and_before_its_paragraph() -> None:
    pulled = "“The bees came back in the second year and nobody asked them to”"
    assert linked(
        (BlockRole.PULL_QUOTE, pulled), (BlockRole.PARAGRAPH, OTHER), (BlockRole.PARAGRAPH, SAID)
    ) == [3, None, None]


def test_two_words_pulled_from_a_paragraph_above() -> None:
    assert linked((BlockRole.PARAGRAPH, SAID), (BlockRole.PULL_QUOTE, "second year")) == [None, None]
    assert linked((BlockRole.PARAGRAPH, SAID), (BlockRole.PULL_QUOTE, "in the second year")) == [None, 1]


def test_words_of_its_own_and_captions_are_not_linked() -> None:
    own = "We will plant two hundred more trees before the next winter comes"
    assert linked((BlockRole.PARAGRAPH, SAID), (BlockRole.PULL_QUOTE, own)) == [None, None]
    assert linked((BlockRole.CAPTION, SAID), (BlockRole.PULL_QUOTE, SAID)) == [None, None]


def test_of_two_paragraphs_the_one_with_more_of_its_words() -> None:
    part = "Nobody had asked them to come, and the bees came back."
    assert linked(
        (BlockRole.PARAGRAPH, part),
        (BlockRole.PARAGRAPH, SAID),
        (BlockRole.PULL_QUOTE, "the bees came back in the second year"),
    ) == [None, None, 2]
