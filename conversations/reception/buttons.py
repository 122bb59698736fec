"""Buttons and links: what lies behind each, asked in one place by who looks up and by who acts."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from functools import partial

from conversations import engine
from conversations.actions import (
    Action,
    Answer,
    Command,
    Open,
    React,
    Show,
    Speak,
    Take,
    decode,
)
from conversations.declare import Conversation
from conversations.effects import AnswerTap, OpenCard, SetLanguage, TakeOver, UseInvitation
from conversations.engine import Library, Step
from conversations.events import Tapped
from conversations.messages import Message
from conversations.reactions import REACTIONS, CardReaction, Reaction
from conversations.reception import links
from conversations.roles import May
from conversations.screens import card, home, my_contribution, switch_channel
from conversations.screens.shown import SCREENS, CardScreen, Screen
from conversations.turn import Turn, needs
from conversations.views import ContributionCard, Facts, OptIns, Want


@dataclass(frozen=True, slots=True)
class Behind:
    """A button does something, for who may, and with facts that were looked up for it."""

    run: Callable[[Turn], Step]
    may: May = May.CONTRIBUTE
    needs: Collection[Want] = ()


def behind(library: Library, action: Action | None) -> Behind:
    """A button may be forged, forwarded or old: behind one that leads nowhere lies a kind word."""
    match action:
        case Answer():
            return Behind(partial(_answered, action))
        case Command():
            return Behind(partial(_commanded, action))
        case Open(name) if name in library:
            return _behind_conversation(library[name], action)
        case Show(name) if name in SCREENS:
            screen = SCREENS[name]
            return Behind(partial(_shown, screen, action), screen.may, screen.wants(action))
        case React(name) if name in REACTIONS:
            reaction = REACTIONS[name]
            return Behind(partial(_reacted, reaction, action), reaction.may, reaction.wants(action))
        case Speak(language):
            return Behind(partial(_spoken, language))
        case Take(token):
            return Behind(lambda turn: turn.causes(TakeOver(token)))
        case _:
            return Behind(Turn.passes)


def act(turn: Turn, action: Action | None) -> Step:
    """A button does what it does for who may, and when all that it needs was looked up."""
    found = behind(turn.library, action)
    if not turn.facts.me.may(found.may):
        return turn.refuses()
    return found.run(turn) if turn.knows(found.needs) else turn.passes()


def tapped(turn: Turn, event: Tapped) -> Step:
    step = act(replace(turn, tapped=event), decode(event.action))
    if event.callback is None:
        return step
    return replace(step, gestures=(AnswerTap(event.callback), *step.gestures))


def started(turn: Turn, payload: str | None) -> Step:
    """A link does what it carries; without any, or with one that is not for them, it leads home."""
    carried = links.read(payload)
    if carried.startswith(links.INVITATION):
        return turn.causes(UseInvitation(carried.removeprefix(links.INVITATION)))
    if carried.startswith(links.MOVE):
        return turn.shows(switch_channel.sure(carried.removeprefix(links.MOVE)))
    screen = links.screen_of(carried)
    if screen is not None and turn.facts.me.may(behind(turn.library, screen).may):
        step = act(turn, screen)
        return replace(step, messages=(*step.messages, *turn.offers_left()))
    return act(turn, Show("home"))


# Of a draft


def _answered(action: Answer, turn: Turn) -> Step:
    return engine.choose(turn.library, turn.progress, action, turn.tapped, turn.facts)


def _commanded(action: Command, turn: Turn) -> Step:
    return engine.command(turn.library, turn.progress, action, turn.tapped, turn.facts)


# Conversations


def _behind_conversation(conversation: Conversation, action: Open) -> Behind:
    needed = needs(conversation, action.about)
    if conversation.manner.of_task:
        return Behind(partial(_begun, action), conversation.may, needed)
    if action.about is not None:  # it may have changed since: then it is shown anew
        needed |= {Want(ContributionCard, action.about), Want(OptIns)}
    return Behind(partial(_opened, conversation, action), conversation.may, needed)


def _begun(action: Open, turn: Turn) -> Step:
    return turn.begins(action.conversation, about=action.about)


def _opened(conversation: Conversation, action: Open, turn: Turn) -> Step:
    """It begins about what there is now; a contribution that they may not have is refused."""
    if action.about is None:
        return turn.begins(action.conversation, seen=action.seen)
    found = turn.facts.card(action.about, conversation.of)
    if found is None:
        return turn.refuses()
    step = turn.begins(action.conversation, about=action.about, seen=found.version)
    if action.seen not in (None, found.version):
        step = step.first_saying(*as_it_is(found, turn.facts))
    if not found.mine and turn.facts.me.may(May.DECIDE):
        step = replace(step, effects=(OpenCard(found.id), *step.effects))
    return step


def as_it_is(found: ContributionCard, facts: Facts) -> tuple[Message, ...]:
    """A contribution is shown as its author sees it, or whoever works here."""
    return my_contribution.look(found, facts) if found.mine else card.render(found, facts.programme)


# Screens and reactions


def _shown(screen: Screen | CardScreen, asked: Show, turn: Turn) -> Step:
    if isinstance(screen, CardScreen):
        return _card_shown(screen, asked, turn)
    left = turn.offers_left() if screen.offers_left else ()
    return turn.shows(*screen.render(turn.facts, asked), *left)


def _card_shown(screen: CardScreen, asked: Show, turn: Turn) -> Step:
    found = turn.facts.card(asked.about, screen.of)
    if found is None:
        return turn.passes() if screen.passes else turn.refuses()
    opened = (OpenCard(found.id),) if screen.opens else ()
    return Step(turn.progress, screen.render(found, turn.facts), opened)


def _reacted(reaction: Reaction | CardReaction, action: React, turn: Turn) -> Step:
    if isinstance(reaction, Reaction):
        return reaction.run(turn, action)
    found = turn.facts.card(action.about, reaction.of)
    step = reaction.run(turn, action, found) if found else None
    return step or turn.passes()


def _spoken(language: str, turn: Turn) -> Step:
    """What is open is asked again in the language that was chosen, else they are welcomed in it."""
    facts = turn.facts
    if language not in facts.programme.languages:
        return turn.passes()
    spoken = replace(turn, facts=replace(facts, me=replace(facts.me, language=language)))
    chosen = turn.causes(SetLanguage(language))
    if turn.progress.current:
        return chosen.then(spoken.passes("language-set"))
    return chosen.then(turn.shows(*home.welcome(spoken.facts)))
