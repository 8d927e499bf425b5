"""English numbers against num2words where it is right, and nothing of a sentence lost."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from num2words import num2words

from briefing.speech.spoken_text import spoken_text
from briefing.speech.spoken_text.english_numbers import cardinal, ordinal


def words(number: float | str, **how: str) -> str:
    """As num2words says it, without its commas and with "oh" apart."""
    return str(num2words(number, **how)).replace(",", "").replace("oh-", "oh ")


@given(n=st.integers(0, 10**12))
@settings(max_examples=200, deadline=None)
def test_cardinals(n: int) -> None:
    assert spoken_text(f"They counted {n:,} votes.", "en") == f"They counted {words(n)} votes."


@given(n=st.integers(1, 10**6))
@settings(max_examples=200, deadline=None)
def test_ordinals(n: int) -> None:
    ending = "th" if n % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    assert spoken_text(f"It came {n}{ending} of all.", "en") == f"It came {words(n, to='ordinal')} of all."


def test_years() -> None:
    """But two thousand, which num2words calls "twenty hundred" or so; it is in the table."""
    years = [year for year in range(1100, 2100) if year % 1000]
    wrong = [
        y for y in years if spoken_text(f"In {y} it rained.", "en") != f"In {words(y, to='year')} it rained."
    ]
    assert not wrong


@given(whole=st.integers(0, 10**6), part=st.from_regex(r"[0-9]{0,4}[1-9]", fullmatch=True))
@settings(max_examples=200, deadline=None)
def test_decimals(whole: int, part: str) -> None:
    said = f"{words(whole)} point {' '.join(words(int(digit)) for digit in part)}"
    assert spoken_text(f"It reached {whole:,}.{part} points.", "en") == f"It reached {said} points."


@given(
    sign=st.sampled_from([("$", "USD"), ("€", "EUR")]), whole=st.integers(1, 99_999), cents=st.integers(1, 99)
)
@settings(max_examples=200, deadline=None)
def test_money(sign: tuple[str, str], whole: int, cents: int) -> None:
    said = str(num2words(whole + cents / 100, to="currency", currency=sign[1], separator=" and"))
    said = re.sub("(?<=[a-z]), ", " ", said)
    if sign[1] == "EUR" and whole != 1:
        said = said.replace("euro ", "euros ")  # num2words leaves the euro without a plural
    assert spoken_text(f"It cost {sign[0]}{whole:,}.{cents:02}.", "en") == f"It cost {said}."


PLAIN = [
    "harbour",
    "talks",
    "minister",
    "river",
    "bridge",
    "after",
    "vote",
    "won",
    "deal",
    "people",
    "Monday",
]
PLAIN += [
    "London",
    "King",
    "Street",
    "the",
    "of",
    "and",
    "between",
    "ratio",
    "call",
    "pages",
    "war",
    "Charles",
]
PLAIN += ["in", "on", "at", "about", "from", "to", "by", "may", "as", "long", "run", "per", "Part", "he", "I"]
WRITTEN = [
    "7",
    "1,204",
    "0.5",
    "10-12",
    "3-1",
    "1999",
    "2014-16",
    "23/11/2026",
    "8:30",
    "7pm",
    "$150",
    "£1.2m",
]
WRITTEN += [
    "30%",
    "5km",
    "6ft",
    "1/2",
    "½",
    "F-16",
    "G7",
    "U.S.",
    "Dr.",
    "St.",
    "No.",
    "No. 5",
    "IV",
    "XIV",
    "&",
]
WRITTEN += [
    "Co.",
    "Jan.",
    "e.g.",
    "5'10\"",
    "(2)",
    "12:10",
    "5/1",
    "999",
    "A320neo",
    "'90s",
    "#Tag",
    "@name",
    "3m",
]
tokens = st.lists(st.sampled_from(PLAIN) | st.sampled_from(WRITTEN), min_size=1, max_size=12)


@given(tokens=tokens, language=st.sampled_from(("en", "en-US")))
@settings(max_examples=800, deadline=None)
def test_no_word_is_lost(tokens: list[str], language: str) -> None:
    """Whatever stands beside it, a plain word is still there, and in its place."""
    said = iter(re.findall(r"[\w']+", spoken_text(" ".join(tokens), language)))
    for token in tokens:
        if token in PLAIN:
            assert token in said


@given(tokens=tokens)
@settings(max_examples=200, deadline=None)
def test_every_amount_leaves_something(tokens: list[str]) -> None:
    """Each part of a sentence, marks apart, is heard: none shortens the whole by being there."""
    heard = spoken_text("; ".join(tokens), "en")
    for i, token in enumerate(tokens):
        if token in ("&", "(2)"):
            continue
        without = spoken_text("; ".join(tokens[:i] + tokens[i + 1 :]), "en")
        assert len(heard) > len(without)


LETTERS = st.from_regex(r"[A-Z][a-z]{3,8}|[a-z]{4,9}", fullmatch=True)


@given(before=LETTERS, sign=st.sampled_from("&/+-.,:;()'\"%#@=×*^~|<>"), behind=LETTERS)
@settings(max_examples=500, deadline=None)
def test_letters_around_a_sign_stay(before: str, sign: str, behind: str) -> None:
    said = spoken_text(f"{before}{sign}{behind}", "en").replace(" ", "").lower()
    assert said.startswith(before.lower())
    assert said.endswith(behind.lower())


@given(
    number=st.from_regex(r"[1-9][0-9]{0,2}", fullmatch=True),
    power=st.from_regex(r"[1-9][0-9]?", fullmatch=True),
)
@settings(deadline=None)
def test_signs_between_digits_do_not_join_them(number: str, power: str) -> None:
    for sign in "^*×|_":
        assert spoken_text(f"x {number}{sign}{power} x", "en") != spoken_text(f"x {number}{power} x", "en")


@given(n=st.integers(0, 10**15 - 1) | st.integers(0, 10**4))
@settings(max_examples=300, deadline=None)
def test_in_american_english_without_and(n: int) -> None:
    said = words(n).replace(" and ", " "), words(n, to="ordinal").replace(" and ", " ")
    assert (cardinal(n, american=True), ordinal(n, american=True)) == said
    assert (cardinal(n), ordinal(n)) == (words(n), words(n, to="ordinal"))
