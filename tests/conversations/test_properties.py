"""Random events in random order: nothing raises, nothing is lost, there is always a way on."""
# ruff: noqa: E501 - the examples stand in long rows

from __future__ import annotations

import logging
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from conversations import engine
from conversations.actions import Command, decode
from conversations.effects import AddTask, AskResident, SubmitContribution
from conversations.events import (
    Blocked,
    Edited,
    Event,
    Located,
    Nothing,
    NotUsable,
    Said,
    Started,
    Tapped,
    Unblocked,
)
from conversations.lifecycle import Status
from conversations.messages import Message, Text
from conversations.parsing import normal
from conversations.parts import MediaRef, Part
from conversations.progress import Progress
from conversations.staff.search import as_number
from tests.conversations.everything import EVERYTHING
from tests.conversations.world import NEIGHBOUR, PROGRAMME, RENDERING, SAMIRA, World
from tests.house import House

WORDS = (
    "hoi", "bedankt", "ok", "ja", "nee", "stop", "help", "terug", "overslaan", "later", "weggooien",
    "klopt", "klaar", "/help", "meer <bankjes> & _groen_", "x" * 5_000, "🌳🪑👨‍👩‍👧", "مرحبا، مقعد", "\u202eabc",
    "a\x00b\x1b", "\ud800", " ", "Presikhaaf", "idee", "iets anders", "06 12 34 56 78", "€ 1.500,-",
    "9" * 400, "12 december", "29 februari", "morgen", "er is brand", "ik wil dood", "geld en handen",
    "ga verder", "iets aanpassen", "mijn naam", "Fatma", "mijn man is overleden", "ik ben het zat",
    "stelletje prutsers", "ik ben 14", "bsn 123456782", "123456782", "ik ben bang", "mijn man slaat mij",
    "ik maak bezwaar", "mijn uitkering is laat", "Samira was boos",
)  # fmt: skip
ANSWERS = (
    "meer bankjes", "Presikhaaf", "geld en handen", "klaar", "bij de school", "morgen", "250", "ja", "nee",
    "ik help graag mee", "Fatma", "verstuur", "overslaan", "terug",
)  # fmt: skip
BEGINNINGS = (
    "o:everything::", "o:idea::", "o:initiative::", "o:story::", "o:broken::", "o:complaint::",
    "o:benefits::", "o:official::", "o:pass_on:1:1", "o:learn:1:1", "o:reply:1:1", "o:report:1:1", "o:question::", "o:call::", "o:decide:1:1", "o:ask:1:1", "o:write_down:1:1",
    "o:write_back:1:", "o:answer:1:", "o:ask_back:1:", "o:disagree:1:", "o:correct_heard:1:", "s:home:",
)  # fmt: skip
FORGED = (
    "", ":", "a:0:wijk:x", "a:0:story:x", "a:0:told:[]", "a:0:name:~", "a:0:day:1999-01-01", "a:0:day:morgen", "a:0:by_when:12-3", "a:0:by_when:morgen", "a:0:kind:idea",
    "c:0:submit:0", "c:zz:resume:", "c:0:edit:", "c:0:change:name", "c:0:done:needs", "c:0:keep:wijk", "c:0:help:",
    "o:decide:1:1", "o:first::", "o:idea:1:", "o:receipt:1:", "o:receipt:999:", "o:answer:999:", "o:call:7:",
    "c:0:as_is:", "c:1:as_is:", "o:shared::", "s:rough:1", "s:rough_task:4", "s:rough_task:1", "s:kept:1", "r:go_on:",
    "o:nothing::", "o:everything::", "s:desk:", "s:card:1", "s:mine:", "s:x:", "r:read:1", "r:heard_yes:9",
    "r:write_me:", "r:task_done:4", "r:task_done:1", "r:no_danger:", "r:understood:", "r:unmute:", "c:0:take_over:1", "c:0:keep:as_it_is", "c:0:change:as_it_is", "a:0:reason:no_money", "l:en", "l:xx", "💥" * 40,
)  # fmt: skip


@dataclass(frozen=True)
class Again:
    """Tap the button at a place among all that were ever shown."""

    place: int


@dataclass(frozen=True)
class Later:
    """Time passes; `rings`: and a clock that is due rings."""

    seconds: int
    rings: bool = False


@dataclass(frozen=True)
class EditOf:
    """An edit of the n-th message that was sent."""

    place: int
    text: str


Deed = Event | Again | Later | EditOf

texts = st.sampled_from(WORDS) | st.text(max_size=80)
media = st.sampled_from(("voice", "photo", "file"))
deeds: st.SearchStrategy[Deed] = st.one_of(
    st.integers(0, 10_000).map(Again),
    *[st.integers(0, 11).map(Again)] * 4,  # mostly what was shown last
    *[st.sampled_from(ANSWERS).map(lambda text: Said(Part("?", text)))] * 3,
    texts.map(lambda text: Said(Part("?", text))),
    st.sampled_from(WORDS).map(lambda text: Said(Part("?", text))),
    st.builds(
        lambda kind, text, album: Said(
            Part("?", text, MediaRef("?", kind, "file", seconds=3)), album
        ),
        media,
        st.none() | texts,
        st.sampled_from((None, "album")),
    ),
    st.builds(EditOf, st.integers(0, 20), texts),
    texts.map(lambda text: Edited(Part("unknown", text))),
    st.sampled_from(FORGED).map(Tapped),
    st.text(max_size=70).map(Tapped),
    st.sampled_from(("sticker", "contact", "too_big", "other")).map(NotUsable),  # type: ignore[arg-type]
    st.just(Located(51.98, 5.92)),
    (st.none() | st.sampled_from(("i-token", "x")) | st.text(max_size=64)).map(Started),
    st.sampled_from((Blocked(), Unblocked(), Nothing())),
    st.builds(Later, st.sampled_from((1, 50, 100, 3_600, 50_000, 90_000, 300_000)), st.booleans()),
)


def numbered(deed: Event, number: int) -> Event:
    """The event with references of its own."""
    if isinstance(deed, Said):
        found = deed.part.media
        ref = f"e{number}"
        own = replace(found, id=f"m{number}") if found else None
        return replace(deed, part=Part(ref, deed.part.text, own))
    return deed


def all_buttons(world: World) -> list[str]:
    return [b.action for m in world.screen for row in m.buttons for b in row]


@settings(max_examples=400)
@given(
    st.sampled_from(BEGINNINGS),
    st.lists(deeds, min_size=12, max_size=40),
    st.booleans(),
    st.booleans(),
)
def test_nothing_raises_is_lost_or_ends_dead(
    beginning: str, done: list[Deed], staff: bool, remembers: bool
) -> None:
    world = World(more=(EVERYTHING,), staff=staff)
    world.receives(SubmitContribution("idea", (Part("old", "een boom"),)))
    world.office(NEIGHBOUR, AddTask("write", None, {"words": "Hoe zit het met het plein?"}))
    if remembers:
        known = {"name": "Fatma", "wijk": "presikhaaf"}
        world.me = replace(world.me, remembered=known)
    act(world, Tapped(beginning))
    for number, deed in enumerate(done):
        if isinstance(deed, Later):
            world.does(Nothing(), seconds=deed.seconds)
            if deed.rings:
                world.rings()
        elif isinstance(deed, Again):
            if found := all_buttons(world):
                act(world, Tapped(found[-1 - deed.place % len(found)], "1", "?", "cb"))
        elif isinstance(deed, EditOf):
            act(world, Edited(Part(f"e{deed.place}", deed.text)))
        else:
            act(world, numbered(deed, number))


def act(world: World, event: Event) -> None:
    """One event of the person, and what must be true after every one."""
    before, progress, gestures = len(world.screen), world.progress, len(world.gestures)
    world.does(event)
    said = world.screen[before:]
    if isinstance(event, Said):
        nothing_lost(world, event, progress)
    if isinstance(event, Tapped):
        assert len(world.gestures) > gestures or event.callback is None, "the spinner goes on"
    if said:
        way_on(world, said)
    else:
        assert silence_is_right(world, event, progress)


SOCIAL = (
    "stop", "greeting", "thanks", "help", "yes", "no", "skip", "back", "discard", "pause", "submit"
)  # fmt: skip


def nothing_lost(world: World, event: Said, before: Progress) -> None:
    """What a resident sent is kept, or was understood as a word, a button or an answer."""
    part = event.part
    if any(kept.ref == part.ref for kept in world.kept()):
        return
    assert part.media is None or staff_draft(world), f"lost: {part}"
    text = normal(part.text or "")
    wording = RENDERING.wording(world.me.language)
    understood = not text or any(text in wording.words(name) for name in SOCIAL)
    understood = understood or is_label(world, text) or answered(before, world.progress)
    understood = understood or text == "123456782"  # nothing but a number that is not kept
    # Whoever works here looks something up by its number, or by the word for searching.
    looks_up = as_number(part.text) is not None or text in wording.words("search")
    understood = understood or (looks_up and world.staff and before.current is None)
    # Where there is no story, a few words are an attempt at an answer.
    draft = before.current
    if draft is not None and world.library[draft.conversation].story is None:
        understood = understood or len((part.text or "").split()) <= engine.FEW_WORDS
    assert understood or staff_draft(world), f"lost: {part} at {world.open}"


def answered(before: Progress, after: Progress) -> bool:
    """Whether the draft that was open took an answer, or was completed by one."""
    draft = before.current
    if draft is None:
        return False
    now = after.draft(draft.run)
    return now is None or now.revision > draft.revision


def staff_draft(world: World) -> bool:
    current = world.progress.current
    return current is not None and world.library[current.conversation].speaker == "colleague"


WAYS = ("idea", "initiative", "story", "broken", "question", "talk")  # of the first message


def is_label(world: World, text: str) -> bool:
    """Whether it is what stands on a button that was shown, begins a conversation, or names an
    answer that a summary lets one change."""
    begins = [Text(f"button-{name}") for name in WAYS]
    if current := world.progress.current:
        begins += [
            Text(f"{current.conversation}-{question.id}-name")
            for question in world.library[current.conversation]
        ]
    labels = (*(b.label for m in world.screen for row in m.buttons for b in row), *begins)
    return any(
        normal(RENDERING.label(label, code)) == text
        for label in labels
        for code in PROGRAMME.languages
    )


def way_on(world: World, said: list[Message]) -> None:
    """With a draft open its question stands on the screen; else a button or an invitation does."""
    draft = world.progress.current
    if draft is None:
        keys = {t.key for m in said for t in m.body if isinstance(t, Text)}
        assert any(m.buttons for m in said) or keys & INVITING, world.printed()
        return
    open_now = world.open
    assert open_now is not None
    for message in reversed(world.screen):
        if asks(message, open_now, draft.run):
            return
    raise AssertionError(f"{open_now} is nowhere on the screen:\n{world.printed()}")


# Said when nothing is open; each ends by inviting to say more, or is the end of what was asked.
INVITING = {
    "thanks-back", "understood", "receipt-done", "receipt-done-call", "edit-kept", "edit-too-late",
    "edit-passed-on",
    "read-noted", "heard-thanks", "will-be-written", "unmuted", "only-this-stopped", "call-planned",
    "task-not-yours", "task-done", "desk-nothing", "mine-none", "applied-added", "applied-answer",
    "applied-question", "applied-disagree", "applied-correction", "applied-ask", "applied-decide",
    "applied-done_yes", "applied-done_no", "call-them-yourself", "not-passed-on", "receipt-passing",
    "applied-write_down", "applied-write_back", "invitation-unknown", "receipt", "receipt-named",
    "applied-changed", "applied-late", "applied-detail", "applied-withdraw", "planned-call",
    "planned-write", "planned-visit", "planned-erase",
    "bsn-and-now", "shared-discreet", "shared-open", "young-heard", "task-words",
}  # fmt: skip


def asks(message: Message, question: str, run: str) -> bool:
    """Whether a message asks this question: by its text, or with the buttons of its summary."""
    keys = [text.key for text in message.body if isinstance(text, Text)]
    if any(key.startswith(f"{question}-") for key in keys) or "choose-more" in keys:
        return True
    # In place of the question.
    offers = {"heavy-call", "heavy-pass-on", "anger-what", "first-belongs"}
    if ({"shall-a-person-help", "add-to-story", "edit-what"} | offers) & set(keys):
        return True
    commands = [decode(button.action) for row in message.buttons for button in row]
    submits = any(isinstance(c, Command) and c.name == "submit" and c.run == run for c in commands)
    return question.endswith("-summary") and submits


def silence_is_right(world: World, event: Event, before: object) -> bool:
    """Nothing is said to: a burst whose question was asked again, a notice that was understood
    while a question stands open, and what is no word to us."""
    match event:
        case Blocked() | Unblocked() | Nothing():
            return True
        case Tapped("r:understood:"):
            return world.progress.current is not None
        case Said():
            current = world.progress.current
            return current is not None and (current.repeated or event.album == current.album)
        case _:
            return False


@pytest.mark.one_database
@settings(max_examples=12, phases=[Phase.generate])  # shrinking would take minutes
@given(st.lists(deeds, min_size=5, max_size=20))
async def test_in_a_real_house_nothing_is_parked(done: list[Deed]) -> None:
    """The same events through inbox, database and outbox: none fails, not even once."""
    failed: list[str] = []
    listening = logging.Handler(logging.ERROR)
    listening.emit = lambda record: failed.append(record.getMessage())  # type: ignore[method-assign]
    logging.getLogger("bot").addHandler(listening)
    try:
        with tempfile.TemporaryDirectory() as folder:
            async with House(f"sqlite+aiosqlite:///{folder}/test.db", Path(folder)) as house:
                await house.enrol("samira", "Samira")
                for deed in done:
                    await in_house(house, deed)
    finally:
        logging.getLogger("bot").removeHandler(listening)
    assert failed == []


async def in_house(house: House, deed: Deed) -> None:
    match deed:
        case Later(seconds):
            house.clock.forward(seconds=seconds)
            await house.tick()
        case Again(place):
            screen = house.screen("fatma")
            found = [b.action for seen in screen for row in seen.buttons for b in row]
            if found:
                action = found[-1 - place % len(found)]
                await house.does("fatma", "tap", action=action)
        case EditOf(place, text):
            await house.does("fatma", "edit", text=text, message=place + 2)
        case Said(part, album) if part.media:
            await house.does("fatma", part.media.kind, caption=part.text, album=album, seconds=3)
        case Said(part):
            await house.does("fatma", "text", text=part.text)
        case Edited(part):
            await house.does("fatma", "edit", text=part.text, message=10_000)
        case Tapped(action):
            await house.does("fatma", "tap", action=action)
        case Started(payload):
            await house.does("fatma", "start", payload=payload)
        case Located():
            await house.does("fatma", "location", latitude=51.98, longitude=5.92)
        case NotUsable(what):
            await house.does("fatma", "not_usable", what=what)
        case Blocked():
            await house.does("fatma", "blocked")
        case Unblocked():
            await house.does("fatma", "unblocked")
        case _:
            pass


def test_a_question_of_staff_is_answered_by_just_typing() -> None:
    world = World()
    card = world.receives(SubmitContribution("idea", (Part("old", "een boom"),)))
    world.office(SAMIRA, AskResident(card.id, card.version, "Hoeveel bomen?"))
    assert world.cards[card.id].status is Status.QUESTION_ASKED
    world.says("drie of vier")
    assert world.open == "answer-summary"
    world.says("ja")
    assert world.cards[card.id].status is Status.BEING_READ
