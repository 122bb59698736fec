"""A person calls back: the number and when it suits. A dated task appears for somebody."""

from __future__ import annotations

from conversations.declare import Answers, Choice, Conversation, Result, ShortText, options
from conversations.effects import AddTask
from conversations.messages import say
from conversations.progress import Draft
from conversations.promises import task_due
from conversations.resident.receipt import telephone
from conversations.views import Facts

phone = ShortText("phone", shape=telephone)
moment = Choice("moment", options=options("morning", "afternoon", "evening"), optional=True)


def submit(answers: Answers, draft: Draft, facts: Facts) -> Result:
    details = {"phone": answers[phone], "moment": answers.get(moment) or "any"}
    if facts.me.name:
        details["name"] = facts.me.name
    promised = say("call-planned", date=task_due(facts.now, facts.programme.calendar))
    return Result((AddTask("call", draft.about, details),), (promised,))


CONVERSATION = Conversation(
    "call",
    questions=(phone, moment),
    on_submit=submit,
    summary=False,
    contact=True,
    urgent=True,
)
