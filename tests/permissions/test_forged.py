"""Whatever a button carries, whoever taps it and whatever they were doing: nothing ever raises.

For every conversation, screen, reaction, option and command there is, and for what there is not:
about nothing, theirs, another's, or a number that nothing has; with all that may be looked up
there, and with none of it; with nothing open, and halfway through each conversation, at every
question of it.
"""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, get_args

import pytest

from conversations import reception
from conversations.actions import CommandName
from conversations.contributions import SettingAside
from conversations.declare import Conversation
from conversations.engine import Step
from conversations.events import Event, Started, Tapped
from conversations.parts import Part, StoryValue
from conversations.progress import Draft, Progress
from conversations.questions import (
    Choice,
    Choices,
    Date,
    FromFacts,
    LongText,
    Number,
    Place,
    PlaceValue,
    Question,
    Story,
    Suggested,
    YesNo,
)
from conversations.reactions import REACTIONS
from conversations.reception import buttons
from conversations.registry import wire
from conversations.roles import May
from conversations.screens.shown import SCREENS
from conversations.turn import Turn
from conversations.views import (
    ContributionCard,
    Desk,
    Facts,
    GivenReasons,
    Kept,
    MyContributions,
    MyData,
    OptIns,
    Readers,
    TaskLine,
    Team,
    WaitingAnswer,
    Want,
    WorkHere,
)
from tests.conversations.world import PROGRAMME
from tests.permissions.street import COMPLAINT, IDEA, NOW, Street

LIBRARY = wire(PROGRAMME.lists)
WHO = ("fatma", "omar", "karim", "joost", "ria")  # the author, others, a key person, staff
HUGE = "999999999999999"  # the largest that a button can name
TASK = 3
NUMBERS = ("", "0", str(IDEA), str(COMPLAINT), str(TASK), HUGE)
COMMANDS = get_args(CommandName)
OF_A_QUESTION = ("skip", "keep", "add", "other", "done", "change", "back")
NOT_THERE = ("never_heard_of", "", "Idea", "42", "~")
TEXT = "Dat is een heel goed plan voor het park."  # long enough for any text
Views = Mapping[Want, Any]
Who = Facts  # of somebody, before anything was looked up


@pytest.fixture(scope="module")
def full(street: Street) -> Mapping[str, Views]:
    """Return all that each of them may see, were everything asked for."""
    cards = [Want(ContributionCard, about) for about in (IDEA, COMPLAINT)]
    views = (Desk, GivenReasons, MyContributions, MyData, OptIns, Readers, Team, WorkHere)
    asked = [(who, [*cards, *map(Want, views), Want(Kept, 1)]) for who in WHO]
    loaded = dict(zip(WHO, asyncio.run(street.loads(*asked)), strict=True))
    return {who: {want: _more(who, found) for want, found in loaded[who].items()} for who in WHO}


def _more(who: str, found: Any) -> Any:
    """Add an answer that waits, a voice note that was written down, and a task of one's own."""
    if isinstance(found, ContributionCard) and not found.mine:
        waits = WaitingAnswer(SettingAside("reclame"), "Joost", 3, NOW, goes=False)
        return replace(found, heard="vogelhuisjes", waiting=waits)
    if isinstance(found, Desk):
        return replace(found, tasks=(*found.tasks, TaskLine(TASK, "call", None, {}, NOW.date())))
    return found


def forged() -> Iterator[str]:
    """Yield every payload with a name in it, existing or not."""
    names = (*dict.fromkeys((*LIBRARY, *SCREENS, *REACTIONS)), *NOT_THERE)
    for name, about in itertools.product(names, NUMBERS):
        yield from (f"r:{name}:{about}", f"s:{name}:{about}", f"s:{name}:{about}:klarendal")
        for which in ("", "1", HUGE):
            yield from (f"o:{name}:{about}:{which}", f"r:{name}:{about}:{which}")
    for name in (*NOT_THERE, *PROGRAMME.languages):
        yield from (f"l:{name}", f"t:{name}", name, f"a:{name}", f"z:{name}:1:1")
        yield from (f"a:{name}:{name}:{name}", *(f"c:{name}:{c}:{name}" for c in COMMANDS))
    yield from ("o:idea:-1:", "s:done:-1", "o:idea:²:", "o:idea:1e3:", f"o:idea:{HUGE}0:", ":::")


def of_drafts(conversation: Conversation) -> Iterator[str]:
    """Yield every option and command of a draft, for each of its questions and for none."""
    for question in (*conversation, None):
        name = question.id if question else "never"
        offered = [option.code for option in question.offered()] if question else []
        codes = dict.fromkeys((*offered, "~", "99", "", "yes", "2026-12-01", "2026-02-31"))
        yield from (f"a:0:{name}:{code}" for code in codes)
        yield from (f"c:0:{command}:{name}" for command in OF_A_QUESTION)
    yield from (f"c:0:{command}:" for command in COMMANDS)
    for revision in (*map(str, range(len(conversation.questions) + 2)), HUGE):
        yield from (f"c:0:{command}:{revision}" for command in ("submit", "take_over"))


def answer_to(question: Question[Any]) -> Any:
    """Return some answer to a question, as it is kept in a draft."""
    if isinstance(question, Story):
        return question.dump(StoryValue((Part("r1", TEXT),)))
    if isinstance(question, Place):
        return question.dump(PlaceValue("de hoek"))
    if isinstance(question, YesNo):
        return True
    if isinstance(question, Number):
        return question.least
    if isinstance(question, Date):
        return "2026-12-01"
    if isinstance(question, LongText):
        return TEXT
    if isinstance(question, Choice | Suggested) and isinstance(question.options, FromFacts):
        return "7"  # of somebody who was there
    code = question.offered()[0].code if question.offered() else "0612345678"
    return [code] if isinstance(question, Choices) else code


def halfway(conversation: Conversation) -> Iterator[Progress]:
    """Yield a draft of it at each question, with answers to those before it, and at its end.

    One that is sent with its last answer has no end to stop at.
    """
    about = TASK if conversation.manner.of_task else IDEA
    answers: dict[str, Mapping[str, Any]] = {}
    draft = Draft(conversation.id, "0", about=about, seen=1, touched_at=NOW)
    yield Progress(draft, runs=1)
    stops = conversation.questions if conversation.summary else conversation.questions[:-1]
    for question in stops:
        answers = {**answers, question.id: {"value": answer_to(question)}}
        told = replace(draft, answers=answers, revision=len(answers))
        yield Progress(told, runs=1)
        yield Progress(replace(told, reopened=(question.id,)), runs=1)


def wrong(who: Who, progress: Progress, events: Iterable[Event], views: Views) -> list[str]:
    """Return what raises, and what is met without a word and without doing anything."""
    found = []
    for event in events:
        try:
            step = received(who, progress, event, views)
        except Exception as error:  # whatever it is, it would park the event
            found.append(f"{event}: {error!r}")
        else:
            found += [] if step.messages or step.effects else [f"{event}: not a word"]
    return found


def received(who: Who, progress: Progress, event: Event, views: Views) -> Step:
    wanted = reception.wants(LIBRARY, progress, event, who)
    found = {want: views.get(want) for want in wanted}
    return reception.receive(LIBRARY, progress, event, replace(who, views=found))


def taps(payloads: Iterable[str]) -> list[Event]:
    return [Tapped(payload, "1", "wat er stond", "cb") for payload in payloads]


@pytest.mark.parametrize("who", WHO)
def test_a_forged_button_never_raises_and_is_met_with_a_word(
    street: Street, full: Mapping[str, Views], who: str
) -> None:
    facts = street.facts(who, {})
    telling = received(facts, Progress(), Tapped("o:idea::"), full[who]).progress
    assert telling.current
    for progress, views in itertools.product((Progress(), telling), ({}, full[who])):
        assert wrong(facts, progress, taps(forged()), views) == []


@pytest.mark.parametrize("name", LIBRARY)
def test_no_button_raises_halfway_through_a_conversation(
    street: Street, full: Mapping[str, Views], name: str
) -> None:
    conversation = LIBRARY[name]
    who = "fatma" if conversation.may is May.CONTRIBUTE else "ria"
    events = taps(of_drafts(conversation))
    for progress in halfway(conversation):
        for views in ({}, full[who]):
            found = wrong(street.facts(who, {}), progress, events, views)
            assert found == [], progress.current


@pytest.mark.parametrize("who", WHO)
def test_a_forged_link_never_raises_and_is_met_with_a_word(
    street: Street, full: Mapping[str, Views], who: str
) -> None:
    payloads = (None, "", "desk", "i-", "m-", "i-x", "m-x", "desk-", "x" * 65, "o:idea::", "é")
    for views in ({}, full[who]):
        assert wrong(street.facts(who, {}), Progress(), map(Started, payloads), views) == []


def test_of_the_test_a_conversation_that_is_opened_past_its_needs_raises(
    street: Street, full: Mapping[str, Views], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A forged button did so: it asked for a contribution where it should ask for a task."""
    monkeypatch.setattr(Turn, "knows", lambda turn, wanted: True)
    monkeypatch.setattr(buttons, "needs", lambda conversation, about: set())
    found = wrong(street.facts("joost", {}), Progress(), taps(["o:write_to:2:"]), full["joost"])
    assert len(found) == 1
    assert "KeyError" in found[0]
