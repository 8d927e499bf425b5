"""Tag and names of an element → what the page's maker says it is.

Names are what stands in class, id, itemprop, role, data-component and the like. They are read as words
("Story_pullQuote__x7f" → "story pull quote x f"), and the words below are those that content systems use:
WordPress, Drupal, Arc, Chorus, Escenic, AMP and the house systems of newspapers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache


class Hint(StrEnum):
    KICKER = "kicker"
    LABEL = "label"
    """A section or topic: a kicker right above the headline, furniture elsewhere."""
    HEADLINE = "headline"
    DECK = "deck"
    LEAD = "lead"
    """An introduction: a deck under the headline, the first paragraph where it stands among paragraphs."""
    BYLINE = "byline"
    DATELINE = "dateline"
    MEDIA = "media"
    """Holds a picture; short text in it is a caption."""
    CAPTION = "caption"
    QUOTE = "quote"
    """A quotation set apart."""
    BOX = "box"
    """Set beside the story: a sidebar if it has prose of its own, furniture otherwise."""
    BODY = "body"
    FURNITURE = "furniture"
    COMMENTS = "comments"
    """Of readers: furniture, even where there is more of it than of the story."""
    SUSPECT = "suspect"
    """Furniture, unless it holds a paragraph or more: a paywall's box, or the text behind it."""
    HIDDEN = "hidden"
    """Not seen on the page."""


HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

# "_" stands for an optional space, (a|b) for either; the first hint of which a name is found decides.
_NAMES: Mapping[Hint, str] = {
    Hint.HIDDEN: "visually_hidden sr_only screen_reader(_text|_only)? off_?screen hidden_accessible "
    "pop_over hover_card roll_over_(block|card|content) tool_tip_(text|content)",
    Hint.QUOTE: """
        pull_quotes? pull(?!_((xs|sm|md|lg|xl)_)?(left|right|up|down|to|none)) pulled_quote quotation
        block_pullquote quote_(block|box)
        big_quote exergue
        """,
    Hint.COMMENTS: "comments? respond disqus livefyre coral viafoura reader_responses",
    Hint.FURNITURE: """
        tweet related read_(more|also|next) also_read see_also more_(on|from|stories|news|articles|links)
        recommended
        recommendations? recirc recirculation suggested most_(read|popular|viewed|shared) popular trending
        latest
        up_next onward tag_?(s|list|cloud) post_tags? keywords hashtags? filed_under
        news_letters? subscribe subscriptions? sign_up opt_in mailing_list
        share sharing shares sharebar social(_media|_links|_share|_bar|_buttons|_icons)? follow
        cookies? consent gdpr (qc|sp|ez)_cmp
        cmp_(banner|pop_up|app|wrapper|overlay|notice|root) privacy one_trust ot_sdk didomi usercentrics
        policy
        bio biography
        (author|writer|contributor)_(box|card|bio|about|profile|description|details)
        about_(the_)?author
        promos? promotion promoted adverts? advertisement advertising ads?
        ad_(slot|unit|container|wrapper|box) dfp
        gpt sponsor sponsored outbrain taboola partner affiliate commercial donate donation support_us
        contribution
        appeal offer
        nav navbar navigation menu submenu bread_crumbs? crumbs pagination pager prev_next
        (site|global)_header
        (page|site|global)_footer footer colophon tool_bar tools skip(_link|_to)? log_in sign_in register
        search(_form|_box)? modal pop_up toast print_only buttons? btn cta copyright disclaimer tool_tip toc
        table_of_contents poll survey quiz rating playlist read(ing)?_time time_to_read
        weather stocks? ticker jobs horoscope
        """,
    Hint.SUSPECT: """
        paywall regwall meter piano premium widgets? (?<!article.)(?<!story.)teasers? overlay banner print
        carousel slideshow slides? player
        podcast listen audio promo
        """,
    Hint.CAPTION: """
        (wp_)?captions?(_text)? credits? photo_credit image_credit fig_caption cutline photographer
        img_desc(ription)? (image|photo)_(desc(ription)?|title|text|info) copyright_holder
        """,
    Hint.KICKER: """
        kicker eyebrow over_line (super|sur|top|over|upper|pre|above)_(title|titre) pre_headline roof_line
        shoulder ante_titulo epigra(ph|fe) volanta cintillo occhiello (dach|ober|uber)_zeile spitz_marke
        title_above
        """,
    Hint.BOX: """
        fact_(box(es)?|file|sheet) info_(box(es)?|block|card) explainer
        key_(points|facts|takeaways|dates|figures)
        at_a_glance box_out break_out call_out side_(bar|box|story|note) inset in_brief highlights?
        encadre? recuadro despiece riquadro (info_)?kasten
        (article|story|text|content|grey|gray|note)_box box background_(box|info) time_line panel takeaways
        supplementary complementary
        """,
    Hint.DECK: """
        deck dek stand_first sub_(title|headline|heading|head) second(ary)?_(title|headline)
        chapeau chapo sapo (sous|sotto)_(titre|titolo) unter_(zeile|titel) copete sumario
        synopsis
        (article|story|post|entry|page|content)_(description|desc|abstract)
        field_(name_)?(field_)?(teaser|deck|standfirst|subtitle|sub_title|description)
        strap_line tag_line ingress vorspann entradilla
        bajada description headline_(sub|deck) title_below
        """,
    Hint.LEAD: """
        (?<!with.)summary excerpt (article|story|post|entry|page|content)_(intro|lead|lede|preamble)
        field_(name_)?(field_)?(summary|intro|lead|lede|excerpt)
        intro(_text|duction)? lead_?in lead_(text|paragraph) lede_text preamble (article|story)_teaser
        """,
    Hint.BYLINE: """
        by_lines? (post|article|entry|story|news)_meta meta_info
        authors?(_name)? auteurs? autor(en|es)? autore contributors? writers? reporters? posted_by
        written_by vcard journalists?
        """,
    Hint.DATELINE: """
        date_line date(_time|_published|_modified)? pub_date published(_(on|at|date|time))?
        publish_(date|time)
        time_stamp posted_on (entry|post|article)_date last_updated updated update_time publication_date
        """,
    Hint.HEADLINE: """
        head_lines? (article|story|post|entry|news|page|node|main)_(title|heading|head_line) title_article
        """,
    Hint.LABEL: """
        category categories section_(label|name|title|link|tag) topics? rubric channel cat_links tag flag
        label(?!.(hidden|above|inline|visually)) badge
        """,
    Hint.BODY: """
        (article|story)_body (entry|post|article|story|body)_content (body|article)_text field_(name_)?body
        """,
    Hint.MEDIA: """
        images? photos? pictures? img media figure gallery thumbnail thumb hero lead_(media|image) video
        """,
}
_BLOCK_QUOTE_NAMES = "quotes? block_quote zitat"
_EMBEDDED_POST_NAMES = """
    tweet twitter_(tweet|video) instagram_media tiktok_embed bluesky_embed reddit_(embed|card)
    mastodon_embed fb_post fb_xfbml_parse_ignore text_post_media
    """


def _pattern(names: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(names.split()).replace("_", " ?").replace(" ??", " ?") + r")\b")


_PATTERNS = [(what, _pattern(names)) for what, names in _NAMES.items()]
_EMBEDDED_POST = _pattern(_EMBEDDED_POST_NAMES)
_PATTERNS.append((Hint.QUOTE, _pattern(_BLOCK_QUOTE_NAMES)))

_BY_TAG = {
    "nav": Hint.FURNITURE, "footer": Hint.FURNITURE, "form": Hint.FURNITURE, "button": Hint.FURNITURE,
    "menu": Hint.FURNITURE, "fieldset": Hint.FURNITURE, "dialog": Hint.FURNITURE, "label": Hint.FURNITURE,
    "amp-sidebar": Hint.FURNITURE, "amp-consent": Hint.FURNITURE, "amp-ad": Hint.FURNITURE,
    "aside": Hint.BOX, "details": Hint.BOX,
    "figure": Hint.MEDIA, "picture": Hint.MEDIA, "amp-img": Hint.MEDIA,
    "address": Hint.BYLINE,
    "figcaption": Hint.CAPTION, "blockquote": Hint.QUOTE, "time": Hint.DATELINE,
}  # fmt: skip

_ATTRIBUTION_TAGS = frozenset({"cite", "footer", "figcaption"})
_ATTRIBUTION = _pattern(
    "attribution cite citation source author name speaker by_line by credits? person role"
)

_NAMED_IN = (
    "class", "id", "itemprop", "role", "data-component", "data-testid", "data-type", "data-gu-name",
    "data-qa", "data-block", "data-module",
)  # fmt: skip
_MODIFIERS = re.compile(
    r"(?<![\w-])(?:has|no|not|with|without|is|js|hide|show|can|use|lg|md|sm|xl|u)[-_:]\S+", re.IGNORECASE
)
_PARTS = re.compile(r"[-_]+")
_LONGEST_NAMES = 500
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NOT_LETTERS = re.compile(r"[^A-Za-z]+")


def names_of(attributes: Mapping[str, str]) -> str:
    """What the maker of the page calls an element, in one line."""
    names = [attributes[name] for name in _NAMED_IN if name in attributes]
    if attributes.get("rel") == "author":
        names.append("author")
    return " ".join(names)[:_LONGEST_NAMES]


def hint(tag: str, names: str) -> Hint | None:
    """What an element is by its names, else by its tag; None when they say nothing."""
    by_names = _by_names(names) if names else None
    by_tag = _BY_TAG.get(tag)
    if by_tag is Hint.QUOTE and (by_names is not Hint.FURNITURE or is_embedded_post(tag, names)):
        return Hint.QUOTE
    if by_tag is Hint.CAPTION and by_names not in (Hint.FURNITURE, Hint.COMMENTS, Hint.HIDDEN):
        return Hint.CAPTION  # a <figcaption> is one, whatever its style is called: "font--subhead"
    if names == "publisher":
        return Hint.FURNITURE  # microdata: whose page it is, for machines
    if tag in HEADINGS and by_names in (Hint.FURNITURE, Hint.COMMENTS, Hint.SUSPECT, Hint.BOX):
        return None  # "pagination__headline": what a heading heads is decided by what follows
    if by_names in (Hint.LABEL, Hint.MEDIA, Hint.BODY, None):
        return by_tag or by_names
    return by_names


def is_embedded_post(tag: str, names: str) -> bool:
    """Whether it is what social networks give to set in a page: a quotation, its author behind a dash."""
    return tag == "blockquote" and _EMBEDDED_POST.search(_as_words(names)) is not None


def says_who(tag: str, names: str) -> bool:
    """Whether an element inside a quotation set apart says who is quoted."""
    return tag in _ATTRIBUTION_TAGS or _ATTRIBUTION.search(_as_words(names)) is not None


def _as_words(names: str) -> str:
    """Without what names nothing: classes that only style (Tailwind's), and ids that spell out a headline."""
    telling = (
        name for name in names.split() if not (":" in name or "[" in name or len(_PARTS.findall(name)) > 5)
    )
    return _NOT_LETTERS.sub(" ", _CAMEL.sub(" ", _MODIFIERS.sub(" ", " ".join(telling)))).lower()


@lru_cache(maxsize=4096)
def _by_names(names: str) -> Hint | None:
    words = _as_words(names)
    return next((what for what, pattern in _PATTERNS if pattern.search(words)), None)
