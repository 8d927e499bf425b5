"""What any page may hold, however it is broken."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.article.pages.page import read_page
from briefing.errors import ArticleError
from briefing.model import Block, BlockRole

SENTENCE = "The council voted on Monday to open the old bridge, and the mayor called the vote a relief."
BODY = "".join(f"<p>{SENTENCE} It was item {i} of the list.</p>" for i in range(3))


def read(html: str) -> tuple[Block, ...]:
    return read_page(html, address="page.html").blocks


def texts(blocks: tuple[Block, ...], role: BlockRole) -> list[str]:
    return [block.text for block in blocks if block.role is role]


def article(inside: str, head: str = "") -> str:
    return f"<html><head>{head}</head><body><h1>Bridge opens</h1><div>{BODY}{inside}</div></body></html>"


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>var page = '<p>%s</p>'</script>",
        "<style>%s</style>",
        "<!-- <p>%s</p> -->",
        "<template><p>%s</p></template>",
        "<noscript><p>%s</p></noscript>",
        "<p style='color: red; DISPLAY : none'>%s</p>",
        "<div style='visibility:hidden'><p>%s</p></div>",
        "<p hidden>%s</p>",
        "<div aria-hidden='true'><p>%s</p></div>",
        "<span class='visually-hidden'>%s</span>",
    ],
)
def test_what_is_not_seen_is_not_read(hidden: str) -> None:
    blocks = read(article(hidden % "Nobody sees this sentence on the page at all, not even once."))
    assert "Nobody sees" not in " ".join(block.text for block in blocks)
    assert len(texts(blocks, BlockRole.PARAGRAPH)) == 3


def test_a_pull_quote_that_is_hidden_from_screen_readers_is_seen() -> None:
    blocks = read(article('<aside class="pullquote" aria-hidden="true">The vote is a relief</aside>'))
    assert texts(blocks, BlockRole.PULL_QUOTE) == ["The vote is a relief"]


def test_text_within_a_block() -> None:
    inside = (
        "<p>The <b>coun</b>cil\n said<br>that <a href=/x>the <i>bridge</i></a>, built&nbsp;in&#32;1934 &amp;"
        " cafe\u0301&mdash;\u200b\u2060old\u00adest of all\x01\u202b\u200f&mdash;is <q>safe</q>.</p>"
    )
    assert texts(read(article(inside)), BlockRole.PARAGRAPH)[-1] == (
        "The council said that the bridge, built in 1934 & café—oldest of all—is “safe”."
    )


def test_breaks_part_paragraphs_in_prose_only() -> None:
    html = (
        "<h1>Bridge<br>opens</h1><div>"
        f"{SENTENCE}<br>{SENTENCE}<br/>\n<br />{SENTENCE}"
        "<br>which was short<br>and went on, as sentences do.</div>"
    )
    blocks = read(html)
    assert texts(blocks, BlockRole.HEADLINE) == ["Bridge opens"]
    assert texts(blocks, BlockRole.PARAGRAPH) == [
        SENTENCE,
        SENTENCE,
        SENTENCE,
        "which was short and went on, as sentences do.",
    ]


def test_every_item_of_a_list_is_a_block_of_its_own() -> None:
    inside = "<ul><li>The toll is two pounds a crossing.</li><li>Cyclists pay nothing at all.</li></ul>"
    assert texts(read(article(inside)), BlockRole.PARAGRAPH)[-2:] == [
        "The toll is two pounds a crossing.",
        "Cyclists pay nothing at all.",
    ]


def test_links_in_the_body_are_furniture() -> None:
    inside = "<ul><li><a href=/1>Ferry sold to a museum</a></li><li><a href=/2>Toll rises again</a></li></ul>"
    blocks = read(article(inside))
    assert len(texts(blocks, BlockRole.PARAGRAPH)) == 3
    assert "Ferry sold to a museum" in texts(blocks, BlockRole.BOILERPLATE)[0]


def test_data_tables_are_furniture() -> None:
    inside = "<table><tr><th>Year</th><th>Ships</th></tr><tr><td>2025</td><td>1,204</td></tr></table>"
    assert texts(read(article(inside)), BlockRole.BOILERPLATE) == ["Year · Ships · 2025 · 1,204"]


def test_a_short_article_in_a_layout_table_is_read() -> None:
    blocks = read(f"<table><tr><td><h1>Bridge opens</h1><p>{SENTENCE}</p><p>{SENTENCE}</p></td></tr></table>")
    assert texts(blocks, BlockRole.PARAGRAPH) == [SENTENCE, SENTENCE]


def test_a_headline_in_a_banner_is_found() -> None:
    blocks = read(f"<div class='page-banner'><h1>Bridge opens</h1></div><div>{BODY}</div>")
    assert texts(blocks, BlockRole.HEADLINE) == ["Bridge opens"]


def test_boilerplate_is_cut() -> None:
    items = "".join(f"<li><a href=/{i}>Section number {i} of the site</a></li>" for i in range(500))
    blocks = read(f"<nav><ul>{items}</ul></nav>" + article(""))
    furniture = texts(blocks, BlockRole.BOILERPLATE)
    assert len(furniture) == 1
    assert len(furniture[0]) < 310


def test_a_quotation_with_its_name_behind_a_dash() -> None:
    blocks = read(article("<blockquote>“The vote is a relief” — Ines Calder, mayor</blockquote>"))
    (quote,) = (block for block in blocks if block.role is BlockRole.PULL_QUOTE)
    assert (quote.text, quote.speaker) == ("“The vote is a relief”", "Ines Calder, mayor")


def test_headline_of_the_metadata_where_the_page_shows_none() -> None:
    page = read_page(
        f"<head><meta property='og:title' content='Bridge opens | Herald'>"
        f"<meta property='og:site_name' content='Herald'></head><body>{BODY}{BODY}</body>",
        address="",
    )
    assert page.blocks[0] == Block(role=BlockRole.HEADLINE, text="Bridge opens")
    assert page.title == "Bridge opens"


def test_text_that_only_machines_see() -> None:
    body = f"{SENTENCE}\\n\\n{SENTENCE * 6}"
    page = read_page(
        '<html><head><script type="application/ld+json">{"@type": "NewsArticle", "headline": "Bridge opens",'
        f'"articleBody": "{body}"}}</script></head><body><div id="root"></div></body></html>',
        address="",
    )
    assert [block.role for block in page.blocks] == [
        BlockRole.HEADLINE,
        BlockRole.PARAGRAPH,
        BlockRole.PARAGRAPH,
    ]


@pytest.mark.parametrize(
    ("attributes", "language"),
    [
        ("lang=en", "en"),
        ("lang='AR_eg'", "ar-eg"),
        ("xml:lang=fr", "fr"),
        ("lang=''", None),
        ("lang='??'", None),
        ("", None),
    ],
)
def test_declared_language(attributes: str, language: str | None) -> None:
    assert read_page(f"<html {attributes}><body><h1>Bridge opens</h1>{BODY}", address="").language == language


@pytest.mark.parametrize(
    "html",
    [
        "",
        " \n ",
        "<frameset><frame src=a></frameset>",
        "<nav><a href=/>Home</a><a href=/n>News</a></nav><h1>The Herald</h1><footer>About us</footer>",
        "<h1>News</h1>"
        + "".join(
            f"<div><h2><a href=/{i}>Story {i} has a title</a></h2><p>A teaser for the story {i}.</p></div>"
            for i in range(12)
        ),
        f"<div class='cookie-banner'><p>{SENTENCE}</p></div><a href=/>Home</a>",
    ],
)
def test_no_article(html: str) -> None:
    with pytest.raises(ArticleError) as caught:
        read_page(html, address="")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("tag", ["div", "span", "font", "b", "td"])
def test_nested_ten_thousand_deep(tag: str) -> None:
    blocks = read(f"<html><body><h1>Bridge opens</h1>{f'<{tag}>' * 10_000}{BODY}")
    assert len(texts(blocks, BlockRole.PARAGRAPH)) == 3


def test_five_megabytes() -> None:
    blocks = read(f"<h1>Bridge opens</h1><div>{BODY * 15_000}</div>")
    assert len(texts(blocks, BlockRole.PARAGRAPH)) == 45_000


@pytest.mark.parametrize(
    "start",
    [
        "<?xml version='1.0' encoding='utf-16'?>",
        "<meta charset=utf-16>",
        "\x00",
        "</div></p></body>",
    ],
)
def test_beginnings_that_mislead(start: str) -> None:
    blocks = read(start + "<h1>جسر é opens</h1>" + BODY)
    assert texts(blocks, BlockRole.HEADLINE)[0].endswith("جسر é opens")
    assert len(texts(blocks, BlockRole.PARAGRAPH)) == 3


_ARABIC = "بدأ العمل في الجسر القديم صباح أمس، وقال رئيس البلدية إن الأمر تأخر."
_FRAGMENTS = st.sampled_from(
    [
        SENTENCE, _ARABIC, "<p>", "</p>", ":",
        "<div class=box>", "</div>", "<blockquote>", "</blockquote>", "<br>",
        "<a href=/>", "</a>", "<h2>", "</h2>", "<aside>", "</aside>", "<table><tr><td>", "<li>", "<figure>",
        "<figcaption>", "</figure>", "<q>", "<cite>", "</cite>", "<", "&amp", "\x00", "\u200f", "<!--", "-->",
        "<p hidden>", "<footer>", "</footer>", "<span class=author>", "</span>", "<time>", "<h1>", "</h1>",
        " — ",
    ]
)  # fmt: skip


@given(st.lists(_FRAGMENTS, max_size=60).map("".join))
def test_any_markup_gives_tidy_blocks_or_one_clear_line(html: str) -> None:
    try:
        page = read_page(html, address="")
    except ArticleError as exc:
        assert "\n" not in str(exc)
        return
    for block in page.blocks:
        assert block.text == " ".join(block.text.split()) != ""
        assert unicodedata.is_normalized("NFC", block.text)
        assert block.speaker is None or (block.role is BlockRole.PULL_QUOTE and block.speaker)


@pytest.mark.parametrize(
    "inside",
    [
        '<section aria-labelledby="b"><h2 id="b">About the bridge</h2>%s</section><p>{end}</p>',
        "<div class='sc-1x'><h3>About the bridge</h3>%s</div><p>{end}</p>",
        "<table><tr><td><b>About the bridge</b>%s</td></tr></table><p>{end}</p>",
        "<details open><summary>About the bridge</summary>%s</details>",
        "<aside><b>About the bridge</b><br>%s</aside>",
    ],
)
def test_a_part_with_a_heading_of_its_own_is_a_sidebar(inside: str) -> None:
    own = "<p>The old bridge was built in 1934 and is the longest of its kind in the whole province.</p>"
    blocks = read(article(inside.replace("{end}", "Work begins in June, and the buses stop.") % own))
    assert texts(blocks, BlockRole.SIDEBAR_HEADING) == ["About the bridge"]
    assert [text.split()[2] for text in texts(blocks, BlockRole.SIDEBAR)] == ["bridge"]


def test_a_story_in_sections_has_no_sidebars() -> None:
    sections = "".join(
        f"<section><h2>Part {name}</h2>{BODY}</section>" for name in ("one", "two", "three", "four")
    )
    blocks = read(f"<body><h1>Bridge opens</h1><article><p>{SENTENCE}</p>{sections}</article></body>")
    assert len(texts(blocks, BlockRole.SUBHEADING)) == 4
    assert not texts(blocks, BlockRole.SIDEBAR)


def test_a_box_about_the_author_is_furniture() -> None:
    bio = "<p>Ann Hill has written about bridges since 1999 and lives on one.</p>"
    blocks = read(article(f"<aside><h3>About the author</h3>{bio}</aside>"))
    assert not texts(blocks, BlockRole.SIDEBAR)


@pytest.mark.parametrize(
    "quotation",
    [
        '<aside class="pullquote"><p>The vote is a relief</p><cite>Ada Moor</cite></aside>',
        '<div class="quote"><div class="quote-text">The vote is a relief</div>'
        '<div class="quote-author">Ada Moor</div></div>',
        '<div class="pull">The vote is a relief<br><span class="pull-name">Ada Moor</span></div>',
        '<blockquote>The vote is a relief <span class="quote-by">Ada Moor</span></blockquote>',
        "<blockquote><p>The vote is a relief <cite>Ada Moor</cite></p></blockquote>",
    ],
)
def test_who_is_quoted(quotation: str) -> None:
    found = [b for b in read(article(quotation)) if b.role is BlockRole.PULL_QUOTE]
    assert [(block.text, block.speaker) for block in found] == [("The vote is a relief", "Ada Moor")]


@pytest.mark.parametrize(
    ("tag", "role"), [("b", BlockRole.DECK), ("em", BlockRole.DECK), ("span", BlockRole.PARAGRAPH)]
)
def test_a_stressed_sentence_under_the_headline_is_a_deck(tag: str, role: BlockRole) -> None:
    opening = "The old bridge will carry buses again from the first of June."
    blocks = read(f"<h1>Bridge opens</h1><div><p><{tag}>{opening}</{tag}></p>{BODY}</div>")
    assert opening in texts(blocks, role)


def test_a_name_of_a_section_above_the_headline_is_a_kicker() -> None:
    blocks = read(f'<article dir="rtl"><p>محليات</p><h1>افتتاح الجسر القديم</h1>{BODY}</article>')
    assert texts(blocks, BlockRole.KICKER) == ["محليات"]


def test_author_and_date_in_one_line() -> None:
    line = "Ann Hill, transport desk | Updated 14:05, 9 May 2026"
    page = read_page(f"<article><h1>Bridge opens</h1><p>{line}</p>{BODY}</article>", address="page.html")
    assert texts(page.blocks, BlockRole.BYLINE) == [line]
    assert page.published is not None
    assert page.published.isoformat() == "2026-05-09T00:00:00+00:00"


@pytest.mark.parametrize(("address", "name"), [("menu.html", "menu.html"), ("-", "standard input")])
def test_the_error_names_the_page(address: str, name: str) -> None:
    with pytest.raises(ArticleError, match=name):
        read_page("<nav><a href=/>Home</a></nav>", address=address)


def test_what_asks_a_reader_to_fill_in_a_form_is_furniture() -> None:
    sign_up = "<h3>The Tide Table</h3><p>All the news of the coast, every weekday at seven.</p>"
    form = "<form><input type='email'><button>Send</button></form>"
    blocks = read(article(f"<div class='x7'>{sign_up}{form}</div>"))
    assert "every weekday" not in " ".join(
        texts(blocks, BlockRole.PARAGRAPH) + texts(blocks, BlockRole.SIDEBAR)
    )
    assert len(texts(blocks, BlockRole.PARAGRAPH)) == 3


def test_a_story_beside_a_form_stays_a_story() -> None:
    search = "<form><input type='search'></form>"
    blocks = read(
        article(f"{search}<div><p>The bridge opens to bicycles on Friday at noon.</p>{search}</div>")
    )
    assert len(texts(blocks, BlockRole.PARAGRAPH)) == 4


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ("<link rel=canonical href=https://herald.example/bridge>", "https://herald.example/bridge"),
        ("<link rel='shortlink canonical' href=/bridge>", "https://herald.example/bridge"),
        ("<meta property='og:url' content=' https://herald.example/b '>", "https://herald.example/b"),
        (
            "<script type=application/ld+json>[{'@type':'NewsArticle','mainEntityOfPage':"
            "{'@id':'https://herald.example/c'}}]</script>".replace("'", '"'),
            "https://herald.example/c",
        ),
        ("<link rel=canonical href='http://['><meta property=og:url content=https://herald.example/d>",
         "https://herald.example/d"),
        ("<link rel=canonical href='javascript:void(0)'>", None),
        ("", None),
    ],
)  # fmt: skip
def test_the_address_that_a_page_calls_its_own(head: str, url: str | None) -> None:
    html = f"<html><head>{head}</head><body><h1>Bridge opens</h1>{BODY}</body></html>"
    assert read_page(html, address="https://herald.example/amp/bridge?from=feed").url == url


@pytest.mark.parametrize(
    "note",
    [
        "Ann Hill covers the river. Follow her on Twitter @annhill or write to ann@herald.example.",
        "Got a story? Email the newsroom at news@herald.example.",
        "Get the day's stories delivered to your inbox every morning.",
    ],
)
def test_where_to_follow_is_no_part_of_the_story(note: str) -> None:
    assert note in " ".join(texts(read(article(f"<p>{note}</p>")), BlockRole.BOILERPLATE))


@pytest.mark.parametrize(
    "sentence",
    [
        "The mayor will follow the vote on Twitter, she said, and nowhere else.",
        "3) The old map, sold as a print by the museum, at www.maps.example",
    ],
)
def test_an_address_in_a_line_of_text_makes_no_note(sentence: str) -> None:
    assert sentence in texts(read(article(f"<p>{sentence}</p>")), BlockRole.PARAGRAPH)


def test_a_body_called_so_is_the_story_whatever_stands_beside_it() -> None:
    other = f"<p>{SENTENCE.replace('bridge', 'tunnel')}</p>" * 2
    body = f"<div itemprop=articleBody>{BODY}</div>"
    blocks = read(f"<div class=page><h1>Bridge opens</h1>{body}<div class=x>{other}</div></div>")
    assert len(texts(blocks, BlockRole.PARAGRAPH)) == 3


def test_comments_are_furniture_however_many_there_are() -> None:
    comment = f"<div class=comment><p>{SENTENCE.replace('bridge', 'tunnel')}</p></div>"
    blocks = read(
        f"<article><h1>Bridge opens</h1>{BODY}<section class=comments>{comment * 20}</section></article>"
    )
    assert len(texts(blocks, BlockRole.PARAGRAPH)) == 3
