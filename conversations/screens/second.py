"""A no, or what is to be set aside, as somebody else reads it before it goes."""

from __future__ import annotations

from conversations import letters
from conversations.actions import Open, React, Show, encode, mark
from conversations.contributions import SettingAside
from conversations.effects import said_in
from conversations.messages import Message, Text, Words, button, column, say
from conversations.promises import slept_on
from conversations.views import ContributionCard, Facts, WaitingAnswer


def render(found: ContributionCard, facts: Facts) -> tuple[Message, ...]:
    """Show what its author would read, and what whoever reads it can do."""
    if found.waiting is None or found.waiting.goes:
        return (say("applied-nothing_waits", number=found.number),)
    heading = Text("second-heading", {"number": found.number, "by": Words(found.waiting.by)})
    answer = found.waiting.answer
    if isinstance(answer, SettingAside):
        why = Text("second-aside", {"reason": Words(answer.reason)})
        return (Message((heading, why)), _ways(found, found.waiting, facts))
    told = letters.Answered(answer.text, found.waiting.by)
    write = letters.corrected if answer.corrects else letters.answer
    body = write(told, found, facts.programme).body
    shown = Message(body, language=found.author_language or None)
    others = ", ".join(map(str, answer.also))
    also = (say("preview-also", numbers=others),) if others else ()
    return (Message((heading,)), shown, *also, _ways(found, found.waiting, facts))


def _ways(found: ContributionCard, waiting: WaitingAnswer, facts: Facts) -> Message:
    """Nobody reads their own as a second person; where nobody else is, it waits a night."""
    card = button("button-card-of", encode(Show("card", found.id)), number=found.number)
    undo = button("button-undo", encode(React("undo", found.id, waiting.which)))
    which = mark(said_in(waiting.answer))
    agree = button("button-second-yes", encode(React("second_yes", found.id, which)))
    if waiting.by_id != facts.me.person:
        back = button("button-second-no", encode(Open("second_no", found.id)))
        return say("second-ask", column(agree, back, card))
    if not waiting.alone:
        return say("applied-not_alone", column(undo, card), number=found.number)
    again = slept_on(waiting.made_at, facts.programme.calendar)
    if facts.today < again:
        return say("second-not-yet", column(undo, card), number=found.number, date=again)
    return say("second-ask-alone", column(agree, undo, card))
