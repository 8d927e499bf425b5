"""Words by which the article stage tells what a block is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWords:
    """Words by which the article stage tells what a block is.

    All are compared folded: without case, accents, vowel signs, hamza. An "opening" is how a line begins.
    """

    months: Mapping[str, int] = field(default_factory=dict)
    """Name or short form → 1–12."""
    day_first: bool = False
    """ "3/11/2026" is the third of November."""
    date_words: tuple[str, ...] = ()
    """What else stands in a line that only says when: weekdays, "updated", "at", time zones."""
    byline_openings: tuple[str, ...] = ()
    byline_prepositions: tuple[str, ...] = ()
    """Those of the openings that open many other lines as well: a name must follow."""
    byline_lines: tuple[str, ...] = ()
    """Those of the openings that may stand alone: Spanish "Redacción"."""
    byline_offices: tuple[str, ...] = ()
    """What follows a reporter's name: "political editor"."""
    agencies: tuple[str, ...] = ()
    credit_words: tuple[str, ...] = ()
    """Name the maker of a picture; in brackets, or before a colon."""
    caption_openings: tuple[str, ...] = ()
    caption_marks: tuple[str, ...] = ()
    """Words inside a line that only describe a picture: "(left)", "poses for"."""
    boilerplate_lines: tuple[str, ...] = ()
    """Whole lines that are a page's furniture: buttons, sections of a site."""
    sections: tuple[str, ...] = ()
    """Names of a site's sections: one alone may be a kicker, several in a row are a menu."""
    outlets: tuple[str, ...] = ()
    """Words in the names of newspapers: "Courier". Such a name above everything else is furniture."""
    boilerplate_openings: tuple[str, ...] = ()
    headline_endings: tuple[str, ...] = ()
    """Last words that make a line of a few words a headline: "Ann Hill obituary"."""
    boilerplate_marks: tuple[str, ...] = ()
    """Phrases that, anywhere in a short line, show a notice: "contributed to this report"."""
    counters: tuple[str, ...] = ()
    """What a page counts: a number with one of them is furniture ("12 comments")."""
    contact_openings: tuple[str, ...] = ()
    """Open a sentence that asks to follow or to write, where an address or a network follows: "follow"."""
    networks: tuple[str, ...] = ()
    """Where one can follow: names of social networks and messengers."""
    related_openings: tuple[str, ...] = ()
    """Open a link, or a list of links, to other articles."""
    sidebar_openings: tuple[str, ...] = ()
    """Headings of matter beside the story, whatever the story: "Background", "In figures"."""
    continuing_openings: tuple[str, ...] = ()
    """How a paragraph begins that goes on with what was told before it: no sidebar begins so."""
    kicker_openings: tuple[str, ...] = ()
    """How a clause above the headline begins that only leads up to it."""
    kicker_is_clause: bool = False
    """Newspapers set a whole clause above the headline; elsewhere a kicker is a few words."""
    bold_opening_is_lead: bool = False
    """A bold first paragraph under author and date is the story's first; elsewhere it is the deck."""
    page_words: tuple[str, ...] = ()
    """Before the number of a page: "page"."""
    hyphen_first_parts: tuple[str, ...] = ()
    """Before a hyphen that belongs to the word, also where a line ends there: "non", "self"."""
    hyphen_last_parts: tuple[str, ...] = ()
    """Behind such a hyphen: French "-il", "-elle"."""
    suspended_hyphen_words: tuple[str, ...] = ()
    """Behind a hyphen that stands for a part to come: "two- and three-year"."""
    dangling_words: tuple[str, ...] = ()
    """A line that ends with one goes on in the next: articles, prepositions, "and"."""
    joint_words: tuple[str, ...] = ()
    """A title's line that begins with one goes on from the line above; with a hyphen behind it, the word's
    beginning says so (Arabic "بال-", "in the")."""
    rubrics: tuple[str, ...] = ()
    """What kind of piece it is, alone on a line of the page's top: "exclusive", "special report"."""
    tag_openings: tuple[str, ...] = ()
    """Alone on a line, they open a list of subjects: "tags"."""
    release_lines: tuple[str, ...] = ()
    """Above a press release: "for immediate release"."""
    release_openings: tuple[str, ...] = ()
    """Open the sections of a press release that tell of its sender: "about", "notes to editors"."""
    end_lines: tuple[str, ...] = ()
    """Alone on a line: the story is over ("- ends -")."""
    comment_lines: tuple[str, ...] = ()
    """Alone on a line, with or without a number: the readers speak below."""
    byline_links: tuple[str, ...] = ()
    """Before the agency that stands beside an author: "with AFP"."""
    function_words: tuple[str, ...] = ()
    """Frequent words without matter of their own; they also show which language a text is in."""
