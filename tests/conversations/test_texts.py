"""Every text in every language: there, with the same arguments, short enough, and in use.

That whole conversations render is seen in the properties and the journeys; here each key is taken
by itself, so that a text which is hardly ever said is looked at too.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fluent.syntax import ast
from fluent.syntax.visitor import Visitor

from bot.locales import TEXTS, all_locales, offerable
from bot.rendering import DEFAULT, MissingText, Rendering, parsed
from conversations.lifecycle import COUNTED, OFFERED, Kind, Procedure, Status
from conversations.messages import Arg, Text, Words
from conversations.parsing import normal
from conversations.questions import Choice, Choices, LongText, ProgrammeList, Question, Suggested
from conversations.registry import CONVERSATIONS
from conversations.roles import May, Role, roles_that
from tests.conversations.world import PROGRAMME, RENDERING, START

ROOT = Path(__file__).parents[2]
LOCALES = sorted(offerable())
COMPLETE = sorted(code for code, locale in all_locales().items() if locale.state == "complete")
DRAFTS = sorted(set(LOCALES) - set(COMPLETE))
ONLY_WORDS = sorted(set(all_locales()) - set(LOCALES))
# What no resident reads: a draft may lack it, and then it is said in Dutch.
FOR_STAFF = re.compile(
    "(?:card|desk|task|{})-|button-(?:learn|reply|report|passed-on|no-reference)$".format(
        "|".join(
            conversation.id for conversation in CONVERSATIONS if conversation.speaker == "colleague"
        )
    )
)
WORDS_FOR_BUTTON, SIGNS_FOR_BUTTON, SIGNS_FOR_QUESTION, WORDS_IN_SENTENCE = 4, 24, 200, 18
# Keys of parts that are not there yet: texts may be written before their code.
AHEAD = re.compile(r"(mail|sms)-")


class _Variables(Visitor):
    """The arguments and other texts that a text names."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.texts: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - Fluent's
        self.names.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802 - Fluent's
        self.texts.add(node.id.name)


def entries(locale: str, without: tuple[str, ...] = ()) -> dict[str, _Variables]:
    found: dict[str, _Variables] = {}
    for file in sorted((TEXTS / locale).glob("*.ftl")):
        if file.name in without:
            continue
        for entry in parsed(file.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ast.Junk), f"{file.name}: {entry.content}"
            if isinstance(entry, ast.Message):
                assert entry.id.name not in found, f"{file.name}: {entry.id.name} stands twice"
                seen = _Variables()
                seen.visit(entry)
                found[entry.id.name] = seen
    for seen in found.values():
        for other in set(seen.texts):
            seen.names |= found[other].names
    return found


ENTRIES = {locale: entries(locale) for locale in all_locales()}
FOR_RESIDENTS = {
    key for key in entries(DEFAULT, without=("staff.ftl", "desk.ftl")) if not FOR_STAFF.match(key)
}
SHOWN = [key for key in ENTRIES[DEFAULT] if not key.startswith("words-")]
PLAUSIBLE: dict[str, Arg] = {
    "number": "1214",
    "date": START.date(),
    "day": START.date(),
    "time": START,
    "seconds": 14,
    "inherited": 3,
    "contributions": 2,
    "messages": 7,
    "people": (Words("Samira"), Words("Joost")),
    "phones": (Words("0612345678"),),
    "open": 12,
    "tasks": 1,
    "items": (Words("Samira"), Words("Joost")),
    "answers": (Words("meer bankjes in het park"), "Presikhaaf"),
    "kind": Text("kind-idea"),
    "outcome": Text("outcome-decide-no"),
    "said": Text("decide-reason-other_first-said"),
    "plainer": Words("laten weten"),
}


def example(key: str) -> Text:
    """The text with arguments as they may come; names are of an ordinary length."""
    names = ENTRIES[DEFAULT][key].names
    args = {name: PLAUSIBLE.get(name, Words("Arnhemse Broek")) for name in names}
    if key.startswith("receipt"):
        args["kind"] = "idea"
    return Text(key, args)


def shown_in(locale: str) -> list[str]:
    """What that language says itself; the rest is said in Dutch."""
    return [key for key in SHOWN if key in ENTRIES[locale]]


def test_every_language_is_offered_or_waits() -> None:
    assert set(PROGRAMME.languages) <= set(LOCALES)
    assert not set(PROGRAMME.languages) & set(DRAFTS)
    assert "ar" in DRAFTS


@pytest.mark.parametrize("locale", COMPLETE)
def test_a_complete_language_has_every_text(locale: str) -> None:
    assert set(ENTRIES[locale]) == set(ENTRIES[DEFAULT])


@pytest.mark.parametrize("locale", DRAFTS)
def test_a_draft_has_every_text_for_residents(locale: str) -> None:
    assert FOR_RESIDENTS - set(ENTRIES[locale]) == set()
    assert set(ENTRIES[locale]) <= set(ENTRIES[DEFAULT])


@pytest.mark.parametrize("locale", ONLY_WORDS)
def test_a_language_of_words_has_the_gravest(locale: str) -> None:
    grave = {f"words-{name}" for name in ("stop", "danger", "suicide", "home", "yes", "no")}
    assert grave <= set(ENTRIES[locale]) <= set(ENTRIES[DEFAULT])
    assert not set(ENTRIES[locale]) & set(SHOWN)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_language_has_the_same_arguments(locale: str) -> None:
    mine, dutch = ENTRIES[locale], ENTRIES[DEFAULT]
    unlike = {key for key in mine if mine[key].names != dutch[key].names}
    assert not unlike


@pytest.mark.parametrize("locale", LOCALES)
def test_every_text_renders_with_its_arguments(locale: str) -> None:
    for key in shown_in(locale):
        assert RENDERING.text(example(key), locale).strip(), key


@pytest.mark.parametrize("locale", DRAFTS)
def test_what_nobody_has_checked_says_so(locale: str) -> None:
    """In every file, for whoever opens it, and to the operator."""
    assert all_locales()[locale].warning
    for file in (TEXTS / locale).glob("*.ftl"):
        first = file.read_text(encoding="utf-8").partition("\n")[0]
        assert first == "# A draft: no native speaker has checked this.", file


@pytest.mark.parametrize("locale", LOCALES)
def test_the_first_message_says_that_it_is_a_computer(locale: str) -> None:
    assert {"nl": "computer", "en": "computer", "ar": "كمبيوتر"}[locale] in RENDERING.text(
        example("welcome"), locale
    )


def test_a_missing_argument_or_key_fails() -> None:
    with pytest.raises(MissingText, match="receipt"):
        RENDERING.text(Text("receipt"), DEFAULT)
    with pytest.raises(MissingText, match="not-a-key"):
        RENDERING.text(Text("not-a-key"), DEFAULT)


def test_a_language_without_texts_is_named() -> None:
    with pytest.raises(MissingText, match="'xx'"):
        Rendering(PROGRAMME.calendar.zone, ["xx"])


# Short enough


def derived() -> dict[str, str]:
    """Every key that follows from a declaration, with what it is: question, button or name."""
    keys: dict[str, str] = {}
    for conversation in CONVERSATIONS:
        keys[f"{conversation.id}-what"] = "name"
        for question in conversation:
            key = f"{conversation.id}-{question.id}"
            keys[f"{key}-ask"] = keys[f"{key}-again"] = "question"
            keys[f"{key}-name"] = "button"
            if question.remembered:
                keys[f"{key}-remembered"] = "question"
            keys[question.skip] = "button"
            keys |= {f"{key}-{code}": "button" for code in own_options(question)}
            if isinstance(question, LongText) and question.beginnings:
                keys[f"{key}-own"] = "question"
                keys |= {f"{key}-{option.code}": "button" for option in question.beginnings}
                keys |= {f"{key}-{o.code}-said": "name" for o in question.beginnings}
    return keys


def own_options(question: Question[object]) -> list[str]:
    if not isinstance(question, Choice | Choices | Suggested) or isinstance(
        question.options, ProgrammeList
    ):
        return []
    return [option.code for option in question.offered() if option.label is None]


DERIVED = derived()
QUESTIONS = sorted(key for key, what in DERIVED.items() if what == "question")
BUTTONS = sorted(
    {key for key, what in DERIVED.items() if what == "button"}
    | {key for key in SHOWN if key.startswith("button-")}
)


def test_every_derived_key_is_there() -> None:
    assert set(DERIVED) - set(ENTRIES[DEFAULT]) == set()


@pytest.mark.parametrize("locale", LOCALES)
def test_a_question_is_short(locale: str) -> None:
    mine = [key for key in QUESTIONS if key in ENTRIES[locale]]
    assert len(mine) > 30
    rendered = {key: RENDERING.text(example(key), locale) for key in mine}
    assert {k: len(t) for k, t in rendered.items() if len(t) > SIGNS_FOR_QUESTION} == {}


@pytest.mark.parametrize("locale", LOCALES)
def test_a_button_is_short(locale: str) -> None:
    mine = [key for key in BUTTONS if key in ENTRIES[locale]]
    assert len(mine) > 50
    labels = {key: RENDERING.label(example(key), locale) for key in mine}
    labels |= {
        f"{name}.{option.code}": RENDERING.label(option.label, locale)
        for name, found in PROGRAMME.lists.items()
        for option in found
        if option.label
    }
    long = {
        key: label
        for key, label in labels.items()
        if len(label) > SIGNS_FOR_BUTTON or len(re.findall(r"\w+", label)) > WORDS_FOR_BUTTON
    }
    assert long == {}


def test_dutch_sentences_are_short() -> None:
    long = {
        key: sentence
        for key in SHOWN
        if not key.startswith("web-")
        for sentence in re.split(r"[.!?:]\s|\n", RENDERING.text(example(key), "nl"))
        if len(re.findall(r"[\w'’-]+", sentence)) > WORDS_IN_SENTENCE
    }
    assert long == {}


# In use

OF_TABLES = {
    *(f"kind-{kind}" for kind in Kind),
    *(f"status-{status}" for status in Status),
    *(f"status-{status}-answered" for status in Status),
    *(f"desk-status-{status}" for status in Status),
    *(f"outcome-{way}-{outcome}" for way, offered in OFFERED.items() for outcome in offered),
    *(f"answer-{way}-{outcome}" for way, offered in OFFERED.items() for outcome in offered),
    *(f"answer-{way}-{part}" for way in Procedure for part in ("why", "next", "decided")),
    "outcome-decide-joined",
    *(f"answer-counted-{counted}" for counted in COUNTED),
    "answer-counted-unchanged-because",
    *(f"role-{role}" for role in Role),
    *(f"never-{role}" for role in {*Role} - {Role.RESIDENT, *roles_that(May.READ_ALL)}),
}


def used() -> set[str]:
    """Every key that the code says, or that follows from a table or a declaration."""
    source = "\n".join(
        file.read_text(encoding="utf-8")
        for folder in ("bot", "conversations")
        for file in (ROOT / folder).rglob("*.py")
    )
    source += "\n".join(
        file.read_text(encoding="utf-8")
        for file in (ROOT / "bot").rglob("*")
        if file.suffix in {".js", ".html"}
    )
    said = set(re.findall(r"[\"'`]([a-z][a-z0-9_]*(?:-[a-z0-9_]+)*)[\"'`]", source))
    built = re.findall(r"f\"([a-z_]+-(?:[a-z_]+-)*)\{[^}\"]+\}((?:-[a-z_]+)*)\"", source)
    # Pages build theirs too: t("try-phone-" ~ who).
    pages = re.findall(r"\"([a-z]+-(?:[a-z]+-)*)\" (?:~|\+) (?:who|loop|said)", source)
    said |= {key for key in SHOWN if key.startswith(tuple(pages) or "-")}
    # The heading of a card is handed on without the `card-` before it.
    said |= {f"card-{key}" for key in said if key.startswith("reacted-")}
    built += [(f"card-{a}", b) for a, b in built if a.startswith("reacted-")]
    patterns = [re.compile(re.escape(a) + r"[a-z0-9_]+" + re.escape(b)) for a, b in built]
    made = {key for key in SHOWN if any(pattern.fullmatch(key) for pattern in patterns)}
    return said | made | set(DERIVED) | OF_TABLES


def test_no_text_is_left_over() -> None:
    named = {other for seen in ENTRIES[DEFAULT].values() for other in seen.texts}
    known = used() | named
    unused = {key for key in SHOWN if key not in known and not AHEAD.match(key)}
    assert unused == set()


def test_every_member_of_a_table_has_its_texts() -> None:
    assert not OF_TABLES - set(ENTRIES[DEFAULT])


# Words that people type


def meanings() -> dict[str, frozenset[str]]:
    names = [key.removeprefix("words-") for key in ENTRIES[DEFAULT] if key.startswith("words-")]
    return {name: RENDERING.words(name) for name in names}


# Where one word may mean two things, because what is open decides which.
TOGETHER = {
    frozenset(pair.split())
    for pair in (
        "thanks yes", "yes submit", "no skip", "thanks submit", "pause no", "today greeting",
        "submit thanks", "greeting today", "back no",
    )
}  # fmt: skip


def test_words_mean_one_thing_where_it_matters() -> None:
    # A list that ends in -not says what is not meant, one in -around what may stand beside it.
    beside = ("-not", "-around")
    found = {name: words for name, words in meanings().items() if not name.endswith(beside)}
    clashes = {
        (one, other, word)
        for one in found
        for other in found
        if one < other and frozenset((one, other)) not in TOGETHER
        for word in found[one] & found[other]
    }
    assert clashes == set()


@pytest.mark.parametrize("never", ["yes", "no", "greeting", "thanks", "submit", "help", "skip"])
def test_stop_and_danger_are_never_something_else(never: str) -> None:
    found = meanings()
    for grave in ("stop", "danger", "suicide", "home"):
        assert not found[grave] & found[never]


def test_words_are_compared_in_their_normal_form() -> None:
    for name, words in meanings().items():
        assert words, name
        assert all(word and word == normal(word) for word in words), name


def test_no_option_is_called_stop() -> None:
    """Stop outranks everything; the other words give way to an option with that label."""
    stop = RENDERING.words("stop")
    for locale in LOCALES:
        wording = RENDERING.wording(locale)
        labels = {normal(wording.label(example(key))) for key in BUTTONS}
        assert not labels & stop
