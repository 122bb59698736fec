"""A person calls back: the number and when it suits. A dated task appears for somebody.

The short road, from danger and misunderstanding; `talk` asks first with whom and how.
"""

from __future__ import annotations

from conversations.declare import Conversation, Manner, Result
from conversations.effects import AddTask, Meeting
from conversations.progress import Draft
from conversations.questions import Answers, Choice, ShortText, options
from conversations.resident.receipt import telephone
from conversations.views import Facts

phone = ShortText("phone", shape=telephone)
moment = Choice("moment", options=options("morning", "afternoon", "evening"), optional=True)


def meet(
    how: Meeting,
    answers: Answers,
    draft: Draft,
    facts: Facts,
    *,
    to: int | None = None,
    name: str | None = None,
) -> Result:
    """Make a task for that person, else for whoever it falls to.

    Its effect tells the resident who that is.
    """
    told = {
        "phone": answers.get(phone) if how == "call" else None,
        "moment": answers.get(moment) or "any",
        "name": name or facts.me.name,
    }
    details = {key: value for key, value in told.items() if value}
    return Result((AddTask(how, draft.about, details, to=to, tells=True),), offers_left=False)


def submit(answers: Answers, draft: Draft, facts: Facts) -> Result:
    return meet("call", answers, draft, facts)


CONVERSATION = Conversation(
    "call",
    questions=(phone, moment),
    on_submit=submit,
    summary=False,
    manner=Manner(contact=True, urgent=True),
)
