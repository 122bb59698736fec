"""Somebody who said stop hears this then, and when they talk again."""

from __future__ import annotations

from dataclasses import replace

from conversations.actions import Open, React, encode
from conversations.effects import Mute, Unmute
from conversations.engine import Step
from conversations.events import Event, Said, Started, Submitted, Tapped
from conversations.messages import Message, button, column, say
from conversations.roles import May
from conversations.turn import Turn
from conversations.views import Facts


def stopped(turn: Turn) -> Message:
    """Nothing is said unasked any more; what is still on its way is named."""
    ways = [button("button-unmute", encode(React("unmute")))]
    if turn.progress.current or turn.progress.left:
        ways.insert(0, button("button-only-this", encode(React("only_this"))))
    if turn.facts.me.may(May.READ_ALL):
        ways.append(button("button-summary-hour", encode(Open("summary_hour"))))
        return say("stopped-staff", column(*ways))
    return say("stopped", column(*ways), waiting=str(turn.facts.me.contributions))


def with_silence(step: Step, event: Event, facts: Facts) -> Step:
    """Somebody who said stop and talks again hears that answers wait, and may undo it."""
    talks = isinstance(event, Said | Tapped | Started | Submitted)
    settled = any(isinstance(effect, Mute | Unmute) for effect in step.effects)
    if not facts.me.muted or not talks or settled or not step.messages or step.progress.current:
        return step
    undo = column(button("button-unmute", encode(React("unmute"))))
    return replace(step, messages=(*step.messages, say("still-quiet", undo)))
