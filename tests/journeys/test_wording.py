"""What everybody reads is short and plain, and the same is there in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.serializer import FluentSerializer

import conversations

TEXTS = Path(conversations.__file__).parent / "texts"
LANGUAGES = ("nl", "en")
BUTTON = re.compile(
    r"^button-|^(?:first-kind|receipt-road|call-moment|decide-outcome)-(?!ask$|again$)"
)
QUESTION = re.compile(r"-(?:ask|again|remembered)$")
LONGEST_SENTENCE, LONGEST_ON_AVERAGE = 18, 12  # words
OFFICIALESE = (
    "indienen middels terugkoppelen terugkoppeling betreft betreffende derhalve inzake omtrent "
    "alsmede teneinde dient dienen geschieden u uw uzelf"
)


def texts(language: str) -> dict[str, str]:
    """Every text by its key, with a sign for each argument; words that are only compared not."""
    found: dict[str, str] = {}
    for file in sorted((TEXTS / language).glob("*.ftl")):
        if file.name == "words.ftl":
            continue
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ast.Junk), f"{file}: {entry.content}"
            if isinstance(entry, ast.Message) and entry.value is not None:
                found[entry.id.name] = _flat(entry.value)
    return found


def _flat(pattern: ast.Pattern) -> str:
    """The pattern as somebody could read it: an argument is one word, a choice all its ways."""
    said = ""
    for element in pattern.elements:
        if isinstance(element, ast.TextElement):
            said += element.value
        elif isinstance(element.expression, ast.SelectExpression):
            said += "\n".join(_flat(variant.value) for variant in element.expression.variants)
        else:
            said += "…"
    return said


def arguments(language: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for file in sorted((TEXTS / language).glob("*.ftl")):
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            if isinstance(entry, ast.Message):
                said = FluentSerializer().serialize_entry(entry)
                found[entry.id.name] = set(re.findall(r"\$(\w+)", said))
    return found


def sentences(text: str) -> list[list[str]]:
    """Words per sentence; a line that ends ends its sentence too."""
    pieces = re.split(r"(?<=[.!?:])\s|\n", text)
    return [words for piece in pieces if (words := re.findall(r"[\w'’-]+|…", piece))]


def test_both_languages_have_the_same_texts_with_the_same_arguments() -> None:
    assert arguments("nl") == arguments("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_long_and_most_are_short(language: str) -> None:
    lengths = []
    for key, text in texts(language).items():
        for words in sentences(text):
            assert len(words) <= LONGEST_SENTENCE, f"{key}: {' '.join(words)}"
            lengths.append(len(words))
    assert sum(lengths) / len(lengths) <= LONGEST_ON_AVERAGE


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_is_short_on_average_too(language: str) -> None:
    for key, text in texts(language).items():
        found = sentences(text)
        if len(found) >= 2:
            assert sum(map(len, found)) / len(found) <= LONGEST_ON_AVERAGE, f"{key}: {text}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_button_fits_a_thumb(language: str) -> None:
    found = {key: text for key, text in texts(language).items() if BUTTON.search(key)}
    assert len(found) > 40
    for key, text in found.items():
        assert len(text) <= 24, f"{key}: {text}"
        assert len(re.findall(r"[\w'’-]+", text)) <= 4, f"{key}: {text}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_is_one_breath(language: str) -> None:
    found = {key: text for key, text in texts(language).items() if QUESTION.search(key)}
    assert len(found) > 40
    for key, text in found.items():
        assert len(text) <= 200, f"{key}: {len(text)}"
        assert text.count("?") <= 2, f"{key}: {text}"


def test_nobody_is_addressed_in_officialese() -> None:
    for key, text in texts("nl").items():
        said = set(re.findall(r"\w+", text.lower()))
        assert not said & set(OFFICIALESE.split()), f"{key}: {text}"
        assert "zo snel mogelijk" not in text.lower(), key
        assert "in behandeling" not in text.lower(), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_or_a_date_ends_what_it_stands_in(language: str) -> None:
    """So that no word after it is bent by it, in any language."""
    name_or_date = re.compile(r"\{ \$(?:name|by|reader|readers|decided|who|date) \}")
    checked = 0
    for file in (TEXTS / language).glob("*.ftl"):
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            if isinstance(entry, ast.Message):
                said = FluentSerializer().serialize_entry(entry)
                for found in name_or_date.finditer(said):
                    assert re.match(r"[.,:!?]|$|\n| ·", said[found.end() :]), said
                    checked += 1
    assert checked > 40
