"""What is declared: refused when wrong, and every kind of question by itself."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from conversations.declare import Conversation, Result
from conversations.engine import FIRST, answers_of, position, up_to_date
from conversations.parts import MediaRef, Part, StoryValue
from conversations.progress import Draft, Progress
from conversations.questions import (
    Answers,
    Choice,
    Choices,
    Date,
    LongText,
    Number,
    Option,
    Place,
    PlaceValue,
    ProgrammeList,
    Question,
    Reading,
    ShortText,
    Story,
    YesNo,
    options,
    programme,
)
from conversations.registry import CONVERSATIONS, wire
from conversations.resident import idea
from conversations.resident.receipt import telephone
from conversations.views import VIEWS
from storage.views import LOADERS
from tests.conversations.everything import EVERYTHING
from tests.conversations.world import PROGRAMME, RENDERING

LIBRARY = wire(PROGRAMME.lists, [EVERYTHING])
TODAY = date(2026, 11, 24)


def nothing(*_: object) -> Result:
    return Result()


def conversation(*questions: Question[Any], **more: Any) -> Conversation:
    return Conversation("trial", questions=questions, on_submit=nothing, **more)


# The registry


def test_ids_are_unique_and_the_first_message_has_its_conversation() -> None:
    ids = [c.id for c in CONVERSATIONS]
    assert len(set(ids)) == len(ids)
    assert FIRST in ids


@pytest.mark.parametrize("found", CONVERSATIONS, ids=lambda c: c.id)
def test_residents_are_asked_five_things_at_most_and_of_a_plan_seven(found: Conversation) -> None:
    if found.speaker == "resident":
        assert most_asked(found) <= (7 if found.id == "initiative" else 5)


def most_asked(found: Conversation) -> int:
    """How many questions there are on the longest way, whatever is chosen."""
    choices = [q for q in found if isinstance(q, Choice)]
    ways = itertools.product(*([o.code for o in q.offered()] or [""] for q in choices if own(q)))
    lengths = []
    for way in ways:
        chosen = {q.id: {"value": code} for q, code in zip(filter(own, choices), way, strict=True)}
        several = {q.id: {"value": all_of(q)} for q in found if isinstance(q, Choices)}
        answers = Answers({**chosen, **several}, found)
        lengths.append(sum(q.applies(answers) for q in found))
    return max(lengths)


def own(question: Choice) -> bool:
    return not isinstance(question.options, ProgrammeList)


def all_of(question: Choices) -> list[str]:
    return [option.code for option in question.offered()]


def test_of_an_idea_only_the_first_question_needs_an_answer() -> None:
    required = [q.id for q in idea.CONVERSATION if not q.optional]
    assert required == ["story"]


@pytest.mark.parametrize("found", CONVERSATIONS, ids=lambda c: c.id)
def test_every_view_has_a_loader_and_a_permission(found: Conversation) -> None:
    for view in found.needs:
        assert view in LOADERS
        assert view in VIEWS


def test_views_loaders_and_permissions_are_the_same() -> None:
    assert set(LOADERS) == set(VIEWS)


# Refused when declared


@pytest.mark.parametrize("wrong", ["", "Idea", "a" * 21, "een-id", "1a"])
def test_an_id_is_short_and_plain(wrong: str) -> None:
    with pytest.raises(ValueError, match="id is 1-20"):
        ShortText(wrong)
    with pytest.raises(ValueError, match="id is 1-20"):
        Conversation(wrong, questions=(), on_submit=nothing)


@pytest.mark.parametrize("wrong", ["", "A", "a" * 25, "a:b"])
def test_a_code_is_short_and_plain(wrong: str) -> None:
    with pytest.raises(ValueError, match="code is 1-24"):
        Option(wrong)


def test_an_option_may_not_take_the_key_of_its_question() -> None:
    with pytest.raises(ValueError, match="that of its question"):
        options("yes", "again")


def test_a_condition_on_an_option_that_is_not_there_fails_at_import() -> None:
    road = Choice("road", options=options("here", "call"))
    with pytest.raises(ValueError, match="no option 'sms'"):
        ShortText("phone", when=road.among("call", "sms"))


def test_a_condition_looks_at_earlier_answers_only() -> None:
    road = Choice("road", options=options("here", "call"))
    phone = ShortText("phone", when=road.among("call"))
    with pytest.raises(ValueError, match="later or absent"):
        conversation(phone, road)
    yes = YesNo("yes")
    with pytest.raises(ValueError, match="later or absent"):
        conversation(ShortText("how", when=yes.is_yes()), yes)


def test_two_questions_with_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match="two questions"):
        conversation(ShortText("name"), LongText("name"))


def test_a_wrong_renaming_is_refused() -> None:
    with pytest.raises(ValueError, match="not there"):
        conversation(ShortText("name"), renamed={"old": "gone"})
    with pytest.raises(ValueError, match="still there"):
        conversation(ShortText("name"), ShortText("who"), renamed={"name": "who"})


def test_options_of_the_programme_must_be_wired_first() -> None:
    unwired = Choice("wijk", options=programme("wijken"))
    with pytest.raises(RuntimeError, match="wire it first"):
        unwired.load("presikhaaf")
    with pytest.raises(KeyError):
        conversation(Choice("x", options=programme("nothing"))).wired(PROGRAMME.lists)


def test_answers_read_a_programme_list_through_the_wired_question() -> None:
    draft = Draft("idea", "0", {"wijk": {"value": "presikhaaf"}})
    assert answers_of(LIBRARY["idea"], draft).get(idea.wijk) == "presikhaaf"


# A draft survives a deploy

A, B, C = (Choice(name, options=options("x", "y")) for name in "abc")
DRAFT = Draft("trial", "0", {"a": {"value": "x"}, "b": {"value": "y"}})


def at(found: Conversation, draft: Draft) -> str | None:
    question = position(found, draft)
    return question.id if question else None


def test_an_inserted_question_is_asked() -> None:
    assert at(conversation(A, B), DRAFT) is None
    assert at(conversation(A, C, B), DRAFT) == "c"


def test_a_removed_question_is_not_missed() -> None:
    assert at(conversation(A, C), DRAFT) == "c"


def test_a_renamed_question_keeps_its_answer() -> None:
    renamed = conversation(A, C, renamed={"b": "c"})
    draft = replace(DRAFT, reopened=("b",), plainly=("b",))
    progress = up_to_date({"trial": renamed}, Progress(draft, (draft,)))
    assert at(renamed, progress.open) == "c"  # it was being reconsidered
    assert progress.open.answers == {"a": {"value": "x"}, "c": {"value": "y"}}
    assert progress.left == (progress.open,)


def test_an_option_that_is_gone_is_asked_again() -> None:
    fewer = replace(A, options=options("y"))
    assert at(conversation(fewer, B), DRAFT) == "a"


def test_a_skip_counts_only_while_it_is_permitted() -> None:
    draft = Draft("trial", "0", {"a": {"skipped": True}})
    assert at(conversation(A), draft) == "a"
    assert at(conversation(replace(A, optional=True)), draft) is None


def test_a_conversation_that_is_gone_is_put_aside() -> None:
    assert up_to_date({}, Progress(DRAFT)) == Progress(None, (DRAFT,))


# Each kind


def reading(question: Question[Any]) -> Reading:
    labels = {option.code: (option.code, *option.synonyms) for option in question.offered()}
    return Reading(TODAY, RENDERING.wording("nl"), labels)


VOICE = MediaRef("m", "voice", "file", seconds=3)
GOOD: list[tuple[Question[Any], Any]] = [
    (ShortText("q"), "Fatma"),
    (LongText("q"), "een\ntwee"),
    (Story("q"), StoryValue((Part("r", "a"), Part("s", None, VOICE)))),
    (Choice("q", options=options("x", "y")), "x"),
    (Choices("q", options=options("x", "y")), ("y", "x")),
    (Place("q"), PlaceValue("bij de school")),
    (Place("q"), PlaceValue(None, 51.98, 0.0)),
    (Date("q"), date(2026, 12, 12)),
    (Number("q"), 0),
    (YesNo("q"), False),
]


@pytest.mark.parametrize(("question", "value"), GOOD, ids=lambda x: type(x).__name__)
def test_an_answer_survives_json(question: Question[Any], value: Any) -> None:
    import json

    assert question.load(json.loads(json.dumps(question.dump(value)))) == value
    answers = Answers({"q": {"value": question.dump(value)}})
    assert answers[question] == value
    assert answers.settled(question)


@pytest.mark.parametrize(
    "question", {type(q): q for q, _ in GOOD}.values(), ids=lambda q: str(type(q))
)
@pytest.mark.parametrize(
    "data", [None, "", [], {}, 5, True, "x:y", ["z"], {"a": 1}, "2026-02-30", 1e9]
)
def test_what_is_no_answer_raises_what_is_expected_or_is_one(
    question: Question[Any], data: Any
) -> None:
    """Whatever stands in a saved progress, the question is asked again rather than parked."""
    value = Answers({"q": {"value": data}}).get(question)
    if value is not None:
        assert question.dump(value) is not None


def test_short_and_long_texts_have_bounds() -> None:
    short, long = ShortText("q", longest=5, shortest=2), LongText("q", longest=9)
    using = reading(short)
    assert short.read("  a   b ", using) == "a b"
    assert short.read("a", using) is None
    assert short.read("abcdef", using) is None
    assert long.read(" a\nb ", using) == "a\nb"
    assert long.read("x" * 10, using) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("06 12 34 56 78", "0612345678"),
        ("+31 (0)26-123.45.67", "+310261234567"),
        ("0031612345678", "0031612345678"),
        ("112", None),
        ("nul zes", None),
        ("1" * 16, None),
    ],
)
def test_a_telephone_number(text: str, number: str | None) -> None:
    assert telephone(text) == number


def test_a_beginning_goes_with_an_earlier_answer() -> None:
    outcome = Choice("outcome", options=options("yes", "no"))
    why = LongText("why", beginnings=(Option("money", when=outcome.among("no")), Option("time")))
    assert conversation(outcome, why).question("why") is why
    with pytest.raises(ValueError, match="why depends on a later or absent question"):
        conversation(why, outcome)
    said = {"outcome": {"value": "yes"}}
    assert [option.code for option in why.begins(Answers(said))] == ["time"]


def test_what_completes_a_beginning_is_long_enough_by_itself_and_fits_with_it() -> None:
    why = LongText("why", shortest=10, longest=30)
    assert why.completed("Geen geld.", " In mei weer. ") == "Geen geld. In mei weer."
    assert why.completed("Geen geld.", "In mei.") is None
    assert why.completed("Geen geld.", "In mei kijken we opnieuw.") is None


def test_a_late_question_is_open_only_once_it_was_asked_for() -> None:
    late = LongText("why", late=lambda answers, facts: True)
    trial = conversation(late)
    assert position(trial, Draft("trial", "0")) is None
    assert position(trial, Draft("trial", "0", reopened=("why",))) is late


def test_a_choice_takes_labels_and_synonyms_in_any_dress() -> None:
    wijk = next(q for q in LIBRARY["idea"] if q.id == "wijk")
    using = replace(
        reading(wijk), labels={"arnhemse-broek": ("Arnhemse Broek", "het broek"), "x": ("X",)}
    )
    assert wijk.read("HET BROEK!", using) == "arnhemse-broek"
    assert wijk.read("arnhemse  broek 🌷", using) == "arnhemse-broek"
    assert wijk.read("broekje", using) is None


def test_one_name_for_two_options_is_no_answer() -> None:
    using = Reading(TODAY, RENDERING.wording("nl"), {"x": ("Park",), "y": ("park",)})
    assert Choice("q", options=options("x", "y")).read("park", using) is None


def test_a_bare_yes_chooses_what_it_stands_for() -> None:
    question = Choice("q", options=options("pass_on", "myself"), yes="pass_on")
    offered = {"pass_on": ("Stuur door",), "myself": ("Ik bel zelf",)}
    using = Reading(TODAY, RENDERING.wording("nl"), offered)
    assert question.read("Ja!", using) == "pass_on"
    assert question.read("ik bel zelf", using) == "myself"
    assert question.read("nee", using) is None
    withheld = Reading(TODAY, RENDERING.wording("nl"), {"myself": ("Ik bel zelf",)})
    assert question.read("ja", withheld) is None


def test_several_choices_in_one_text() -> None:
    question = Choices("q", options=options("geld", "handen", "plek"))
    using = reading(question)
    assert question.read("geld, handen en geld", using) == ("geld", "handen")
    assert question.read("geld en iets anders", using) is None


def test_a_day_lies_not_in_the_past_and_not_in_the_far_future() -> None:
    question, using = Date("q"), reading(Date("q"))
    assert question.read("24-11-2026", using) == TODAY
    assert question.read("23-11-2026", using) is None
    assert question.read("24-11-2037", using) is None
    assert Date("q", not_today=True).read("24-11-2026", using) is None
    assert Date("q", not_today=True).read("25-11-2026", using) == date(2026, 11, 25)
    assert Date("q", may_be_past=True).read("23-11-2026", using) == date(2026, 11, 23)


def test_a_number_has_bounds() -> None:
    question, using = Number("q", least=1, most=100), reading(Number("q"))
    assert question.read("100 stoelen", using) == 100
    assert question.read("0", using) is None
    assert question.read("101", using) is None


def test_yes_and_no_in_words() -> None:
    question = YesNo("q")
    using = replace(reading(question), labels={"yes": ("Ja",), "no": ("Nee",)})
    assert question.read("ja", using) is True
    assert question.read("nope", using) is False
    assert question.read("misschien", using) is None
