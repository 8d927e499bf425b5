"""Bytes become the text that they are, whatever was declared."""

from __future__ import annotations

import codecs

import pytest

from briefing.article.decoding import declared_in_html, decode
from briefing.errors import ArticleError

ENGLISH = "The café on the quay – closed since May – reopens; “at last”, says its owner. " * 6
ARABIC = "أعلنت بلدية المدينة أن الحديقة ستفتح أبوابها للزوار صباح الجمعة، وأن الدخول مجاني للأطفال. " * 6
FRENCH = (
    "Le château a rouvert ses portes après dix-huit mois de travaux, a déclaré la maire à la presse. " * 6
)


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [
        (ENGLISH, "utf-8", None),
        (ENGLISH, "utf-8", "iso-8859-1"),
        (ENGLISH, "utf-8", "utf-16"),
        (ENGLISH, "utf-8", "no-such-charset"),
        (ENGLISH, "utf-8-sig", "cp1252"),
        (ENGLISH, "cp1252", "utf-8"),
        (ENGLISH, "cp1252", "iso-8859-1"),
        (ENGLISH, "cp1252", None),
        (ENGLISH, "utf-16", "utf-8"),
        (ENGLISH, "utf-16-le", None),
        (ENGLISH, "utf-16-be", None),
        (ARABIC, "utf-8", "windows-1256"),
        (ARABIC, "cp1256", "windows-1256"),
        (ARABIC, "cp1256", "utf-8"),
        (ARABIC, "cp1256", "iso-8859-1"),
        (ARABIC, "cp1256", None),
        (ARABIC, "iso8859_6", "iso-8859-6"),
        (ARABIC, "iso8859_6", None),
        (FRENCH, "cp1252", "windows-1256"),
        (FRENCH, "cp1252", None),
        (FRENCH, "mac_roman", "macintosh"),
    ],
)
def test_the_text_survives_its_declaration(text: str, encoding: str, declared: str | None) -> None:
    assert decode(text.encode(encoding), declared=declared) == text


def test_other_languages_are_found_by_their_bytes() -> None:
    russian = "Городской совет решил открыть старый мост для пешеходов в начале следующего года. " * 6
    assert decode(russian.encode("cp1251")) == russian
    assert decode(russian.encode("koi8-r"), declared="utf-8") == russian


def test_one_broken_letter_does_not_cost_the_rest() -> None:
    data = ARABIC.encode()
    assert decode(data[:-4], declared="utf-8").startswith(ARABIC[:400])
    assert "café" in decode(ENGLISH.encode() * 20 + b"\xff end")


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 20,
        b"\x89PNG\r\n\x1a\n" + bytes(500),
        b"%PDF-1.7\n" + b"text that looks readable " * 20,
        b"\x00" * 1000,
        codecs.BOM_UTF16_LE + b"\x00\xd8" * 50,
    ],
    ids=["bytes", "png", "pdf", "zeros", "broken UTF-16"],
)
def test_what_is_not_text_is_refused(data: bytes) -> None:
    with pytest.raises(ArticleError) as caught:
        decode(data, name="thing.txt")
    assert str(caught.value).startswith("thing.txt ")
    assert caught.value.hint


@pytest.mark.parametrize(
    ("head", "charset"),
    [
        (b'<meta charset="windows-1256">', "windows-1256"),
        (b"<META http-equiv=Content-Type content='text/html; charset=iso-8859-6'>", "iso-8859-6"),
        (b'<?xml version="1.0" encoding="UTF-8"?>', "UTF-8"),
        (b"<title>no charset</title>", None),
    ],
)
def test_the_charset_that_a_page_names(head: bytes, charset: str | None) -> None:
    assert declared_in_html(b"<html><head>" + head) == charset
