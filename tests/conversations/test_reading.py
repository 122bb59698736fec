"""Reading numbers, days and words as people type them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.parsing import best_option, contains_phrase, normal, read_date, read_number
from tests.conversations.world import RENDERING

TODAY = date(2026, 11, 24)
WORDING = RENDERING.wording("nl")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.500", 1500),
        ("€ 1.500,-", 1500),
        ("€ 250,-", 250),
        ("20 stoelen", 20),
        ("12 000", 12000),
        ("1\u00a0500", 1500),
        ("1.500.000", 1_500_000),
        ("15,00", 15),
        ("-3", -3),
        ("0", 0),
        ("15,50", None),
        ("1.5", None),
        ("5 of 10", None),
        ("veel", None),
        ("", None),
        ("9" * 400, None),
        ("12-12", None),
        ("٢٥", 25),
        ("1" * 12, 111_111_111_111),
        ("1" * 13, None),
    ],
)
def test_numbers(text: str, number: int | None) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12 december", date(2026, 12, 12)),
        ("12 December 2027", date(2027, 12, 12)),
        ("op 3 mei", date(2027, 5, 3)),
        ("december 12", date(2026, 12, 12)),
        ("morgen", date(2026, 11, 25)),
        ("Overmorgen!", date(2026, 11, 26)),
        ("volgende week", date(2026, 12, 1)),
        ("24-11", TODAY),
        ("23/11", date(2027, 11, 23)),
        ("1.2.27", date(2027, 2, 1)),
        ("2026-12-01", date(2026, 12, 1)),
        ("29 februari", date(2028, 2, 29)),
        ("31-2", None),
        ("29-2-2027", None),
        ("0-0", None),
        ("12", None),
        ("ooit", None),
        ("99-99-9999", None),
        ("0000-01-01", None),
    ],
)
def test_days(text: str, day: date | None) -> None:
    assert read_date(text, TODAY, WORDING) == day


@given(st.text(max_size=60))
def test_nothing_that_is_typed_raises(text: str) -> None:
    read_number(text)
    read_date(text, TODAY, WORDING)
    assert normal(normal(text)) == normal(text)


def test_the_same_word_in_any_dress() -> None:
    assert normal("  HÉ,\u200b Daar! 🌷 ") == "hé daar"
    assert normal("I don\u2019t") == "i don't"


def test_a_phrase_stands_in_the_text_as_whole_words() -> None:
    assert contains_phrase("Help! Er is BRAND in de flat", ["er is brand"])
    assert not contains_phrase("er is brandhout", ["er is brand"])


def test_two_options_with_one_name_are_none() -> None:
    assert best_option("a", {"x": ("A",), "y": ("a",)}) is None
    assert best_option("!?", {"x": ("!",)}) is None
