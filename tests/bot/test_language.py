"""A guess at a language is right or silent."""

from __future__ import annotations

import pytest

from bot.language import guess


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ik wil graag meer bankjes in het park", "nl"),
        ("a market in the square", "en"),
        ("Parkta daha fazla bank istiyorum", "tr"),
        ("Chciałbym więcej ławek w parku", "pl"),
        ("أريد المزيد من المقاعد في الحديقة", "ar"),
        ("ok", None),
        ("", None),
        ("123456 !!", None),
        ("a\x00b\x1b \ud800", None),
    ],
)
def test_a_guess(text: str, language: str | None) -> None:
    assert guess(text, "nl") == language


def test_a_very_long_text_is_no_trouble() -> None:
    assert guess("meer bankjes in het park " * 10_000, "nl") == "nl"


@pytest.mark.parametrize("text", ["een coffee corner in het park", "drugs in het park"])
def test_borrowed_words_do_not_make_another_language(text: str) -> None:
    assert guess(text, "nl") == "nl"
    assert guess(text, "en") != "nl"
