"""What everybody reads is short and plain, in every language; and a text made worse is seen."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest
from fluent.syntax import ast
from fluent.syntax.serializer import FluentSerializer

from bot.locales import TEXTS, all_locales, offerable
from bot.rendering import parsed
from conversations.plain_language import (
    LONGEST_ON_AVERAGE,
    LONGEST_SENTENCE,
    OFFICIALESE,
    officialese,
    sentences,
    words,
)
from conversations.registry import CONVERSATIONS

LANGUAGES = sorted(offerable())
COMPLETE = sorted(code for code in LANGUAGES if all_locales()[code].state == "complete")
BUTTON = re.compile(
    r"^button-|^(?:first-kind|receipt-road|call-moment|decide-outcome)-(?!ask$|again$)"
)
QUESTION = re.compile(r"-(?:ask|again|remembered)$")
DISTANT = {"u", "uw", "uzelf"}  # no officialese, but we say "je"
IN_PLACE = {"date": "vrijdag 12 december", "phone": "0261234567"}  # of an argument; others: a name
NAME = "Samira"


def texts(language: str) -> dict[str, str]:
    """Every text by its key, as somebody reads it; words that are only compared not."""
    return {key: text for file in by_file(language).values() for key, text in file.items()}


def by_file(language: str) -> dict[str, dict[str, str]]:
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for file in sorted((TEXTS / language).glob("*.ftl")):
        if file.name == "words.ftl":
            continue
        for entry in parsed(file.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ast.Junk), f"{file}: {entry.content}"
            if isinstance(entry, ast.Message) and entry.value is not None:
                found[file.stem][entry.id.name] = _flat(entry.value)
    return found


def by_conversation(language: str) -> dict[str, dict[str, str]]:
    """What one conversation says; what belongs to none, per file."""
    known = {conversation.id for conversation in CONVERSATIONS}
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for file, said in by_file(language).items():
        for key, text in said.items():
            of = key.partition("-")[0]
            found[of if of in known else f"{file}.ftl"][key] = text
    return found


def _flat(pattern: ast.Pattern) -> str:
    """The pattern as somebody could read it: an argument is filled in, a choice all its ways."""
    said = ""
    for element in pattern.elements:
        if isinstance(element, ast.TextElement):
            said += element.value
        elif isinstance(element.expression, ast.SelectExpression):
            said += "\n".join(_flat(variant.value) for variant in element.expression.variants)
        elif isinstance(element.expression, ast.StringLiteral):
            said += element.expression.parse()["value"]
        else:
            said += IN_PLACE.get(_name(element.expression), NAME)
    return said


def _name(expression: object) -> str:
    return expression.id.name if isinstance(expression, ast.VariableReference) else ""


def arguments(language: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for file in sorted((TEXTS / language).glob("*.ftl")):
        for entry in parsed(file.read_text(encoding="utf-8")).body:
            if isinstance(entry, ast.Message):
                said = FluentSerializer().serialize_entry(entry)
                found[entry.id.name] = set(re.findall(r"\$(\w+)", said))
    return found


def mean(text: str) -> float:
    """Words per sentence."""
    found = [len(words(sentence)) for sentence in sentences(text)]
    return sum(found) / len(found) if found else 0


def too_long(said: dict[str, str]) -> list[str]:
    """What is wrong with the sentences of one conversation."""
    long = [
        f"{key}: {sentence}"
        for key, text in said.items()
        for sentence in sentences(text)
        if len(words(sentence)) > LONGEST_SENTENCE
    ]
    long += [
        f"{key}, on average: {text}"
        for key, text in said.items()
        if len(sentences(text)) >= 2 and mean(text) > LONGEST_ON_AVERAGE
    ]
    whole = "\n".join(said.values())
    return long + [f"together: {mean(whole):.1f}"] * (mean(whole) > LONGEST_ON_AVERAGE)


def too_official(said: dict[str, str]) -> list[str]:
    return [
        f"{key}: {word}"
        for key, text in said.items()
        for word in (*officialese(text), *DISTANT & {w.lower() for w in words(text)})
    ]


def test_both_languages_have_the_same_texts_with_the_same_arguments() -> None:
    assert arguments("nl") == arguments("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_long_and_most_are_short(language: str) -> None:
    found = by_conversation(language)
    assert {"idea", "resident.ftl", "common.ftl"} <= set(found)
    assert {of: faults for of, said in found.items() if (faults := too_long(said))} == {}


def test_nobody_is_addressed_in_officialese() -> None:
    assert too_official(texts("nl")) == []


# A text made worse on purpose


WORSE = {
    "idea-story-ask": "Wat wil je indienen? Typ het, spreek het in of stuur een foto.",
    "receipt": "Dank je wel. Je idee is in behandeling.",
    "call-planned": "Goed. Een mens belt je zo snel mogelijk.",
    "privacy": "Goed om te weten. Een mens leest uw bericht.",
    "applied-ask": "Na terugkoppeling door de betreffende afdeling is de vraag verstuurd.",
}


@pytest.mark.parametrize("key", WORSE)
def test_a_text_in_officialese_fails(key: str) -> None:
    said = texts("nl")
    assert key in said
    assert {fault.partition(":")[0] for fault in too_official(said | {key: WORSE[key]})} == {key}


@pytest.mark.parametrize("entry", sorted(OFFICIALESE))
def test_every_entry_of_the_list_is_found(entry: str) -> None:
    word = entry.replace("*", "en")
    assert officialese(f"Wij willen {word} iets zeggen.") == [word]
    assert officialese(word.capitalize()) == [word]


def test_everyday_words_are_left_alone() -> None:
    assert officialese("De dienst betaalt. Ik ken de indiener niet.") == ["indiener"]
    assert officialese("Reed je mee? Dien je soep op? De thansen.") == []


def test_a_long_sentence_fails() -> None:
    said = by_conversation("nl")["idea"]
    longer = said["idea-name-again"].replace(".", " en dan nog iets over je straat of je buurt.", 1)
    joined = longer.replace(". Of", " of")
    assert too_long(said | {"idea-name-again": joined}) == [f"idea-name-again: {joined}"]


def test_sentences_that_are_rather_long_together_fail() -> None:
    sentence = "Dit is een zin van veertien woorden, en dat zijn er twee te veel."
    assert len(words(sentence)) == LONGEST_ON_AVERAGE + 2
    said = by_conversation("nl")["idea"]
    assert too_long(dict.fromkeys(said, sentence)) == ["together: 14.0"]
    two = too_long(said | {"idea-name-ask": f"{sentence} {sentence}"})
    assert two == [f"idea-name-ask, on average: {sentence} {sentence}"]


def test_where_a_sentence_ends() -> None:
    assert sentences("Ja. Nee! Wie? Zo: dit\nen dat.") == [
        "Ja.",
        "Nee!",
        "Wie?",
        "Zo:",
        "dit",
        "en dat.",
    ]
    assert sentences("Bijv. een bank. Of nr. 3.") == ["Bijv. een bank.", "Of nr. 3."]
    assert sentences("هل هذا صحيح؟ نعم.") == ["هل هذا صحيح؟", "نعم."]
    assert words("Zo'n foto's-map om 14.30 uur, 🌷 ok?") == [
        "Zo'n",
        "foto's-map",
        "om",
        "14.30",
        "uur",
        "ok",
    ]


# Buttons and questions


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
    assert len(found) > 30
    for key, text in found.items():
        assert len(text) <= 200, f"{key}: {len(text)}"
        assert text.count("?") + text.count("؟") <= 2, f"{key}: {text}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_or_a_date_ends_what_it_stands_in(language: str) -> None:
    """So that no word after it is bent by it, in any language."""
    name_or_date = re.compile(r"\{ \$(?:name|by|reader|readers|decided|who|date) \}")
    checked = 0
    for file in (TEXTS / language).glob("*.ftl"):
        for entry in parsed(file.read_text(encoding="utf-8")).body:
            if isinstance(entry, ast.Message):
                said = FluentSerializer().serialize_entry(entry)
                for found in name_or_date.finditer(said):
                    assert re.match(r"[.,:!?؟،]|$|\n| ·", said[found.end() :]), said
                    checked += 1
    assert checked > (40 if language in COMPLETE else 20)
