"""The door takes what comes in, in this order: danger, stop, buttons, the open draft, greetings."""

from __future__ import annotations

from dataclasses import replace

from conversations import care, caring, engine
from conversations.actions import decode
from conversations.effects import CorrectWords, MarkReachable
from conversations.engine import Library, Step
from conversations.events import (
    Blocked,
    ClockRang,
    Edited,
    Event,
    InRoom,
    Located,
    Nothing,
    NotUsable,
    Returned,
    RoomMoved,
    Said,
    Started,
    Tapped,
    Unblocked,
)
from conversations.messages import say
from conversations.parts import Part
from conversations.progress import Progress
from conversations.reception import buttons, links, replies, words
from conversations.reception.privacy import with_notice
from conversations.reception.silence import with_silence
from conversations.reception.unfinished import with_words
from conversations.screens import switch_channel
from conversations.turn import Turn, needs_of_drafts
from conversations.views import Facts, Readers, Want


def wants(library: Library, progress: Progress, event: Event, facts: Facts) -> tuple[Want, ...]:
    """Return the facts a turn may ask for. Pure, and asked before any view is in `facts`."""
    turn = Turn(library, _permitted(library, engine.up_to_date(library, progress), facts), facts)
    begun = needs_of_drafts(library, turn.progress)
    return tuple({Want(Readers)} | begun | _asked(turn, event))


def _asked(turn: Turn, event: Event) -> set[Want]:
    match event:
        case Tapped(action):
            return set(buttons.behind(turn.library, decode(action)).needs)
        case Started(payload):
            return set(buttons.behind(turn.library, links.screen_of(payload)).needs)
        case Said():
            return words.wants(turn, event)
        case _:
            return replies.wants(turn.library, event)


def receive(library: Library, progress: Progress, event: Event, facts: Facts) -> Step:
    """Take one event of one person; return what is said, changed and remembered because of it."""
    library = engine.informed(library, facts)
    progress = _permitted(library, engine.up_to_date(library, progress), facts)
    turn = Turn(library, progress, facts)
    heard = care.at_the_door(event, facts.wording)
    step = with_words(turn, _heard(turn, heard))
    step, urgent = caring.attend(library, progress, step, heard, facts)
    if not urgent:
        step = with_notice(library, step, event, facts)
    return with_silence(caring.finish(step, heard, facts), event, facts)


def _heard(turn: Turn, heard: care.Heard) -> Step:
    event = heard.event
    if isinstance(event, Said) and heard.taken and care.says_nothing_else(event.part):
        return caring.nothing_left(turn.library, turn.progress, turn.facts)
    return _dispatch(turn, event)


def _dispatch(turn: Turn, event: Event) -> Step:
    match event:
        case Said():
            return words.said(turn, event)
        case Tapped():
            return buttons.tapped(turn, event)
        case Started(payload):
            return buttons.started(turn, payload)
        case Returned():
            return turn.shows(say("welcome-back", switch_channel.CODE), *turn.where_we_were())
        case Edited(part):
            return _edited(turn, part)
        case Located() | NotUsable():
            return words.not_usable(turn, event)
        case Blocked() | Unblocked():
            return turn.causes(MarkReachable(isinstance(event, Unblocked)))
        case Nothing() | InRoom() | RoomMoved():
            return turn.shows()
        case ClockRang():
            return _rang(turn, event)
        case _:
            return replies.reply(turn, event)


def _edited(turn: Turn, part: Part) -> Step:
    corrected = engine.corrected(turn.library, turn.progress, part, turn.facts)
    return corrected or turn.causes(CorrectWords(part))


def _rang(turn: Turn, event: ClockRang) -> Step:
    ring = engine.remind if event.what == "remind" else engine.settle
    return ring(turn.library, turn.progress, event.run, turn.facts)


def _permitted(library: Library, progress: Progress, facts: Facts) -> Progress:
    """Return progress without drafts of work that somebody may do no more."""
    refused = {
        draft.run
        for draft in engine.drafts(progress)
        if draft.conversation in library and not facts.me.may(library[draft.conversation].may)
    }
    if not refused:
        return progress
    current = progress.current
    return replace(
        progress,
        current=None if current and current.run in refused else current,
        left=tuple(draft for draft in progress.left if draft.run not in refused),
    )
