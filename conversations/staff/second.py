"""Not yet, says whoever read a no as well: back to its writer, with what is missing."""

from __future__ import annotations

from conversations.declare import Conversation, Result
from conversations.effects import SecondRead
from conversations.messages import Message, say
from conversations.progress import Draft
from conversations.questions import Answers, LongText
from conversations.roles import May
from conversations.views import ContributionCard, Facts

remark = LongText("remark", shortest=10, longest=1_000)


def may_send_back(draft: Draft, facts: Facts) -> Message | None:
    found = facts.find(ContributionCard, draft.about) if draft.about is not None else None
    if found is None:
        return say("not-for-you")
    waits = found.waiting is not None and not found.waiting.goes
    return None if waits else say("applied-nothing_waits", number=found.number)


def submit(answers: Answers, draft: Draft, facts: Facts) -> Result:
    return Result((SecondRead(draft.subject, agree=False, remark=answers[remark]),))


CONVERSATION = Conversation(
    "second_no",
    questions=(remark,),
    on_submit=submit,
    needs=(ContributionCard,),
    may=May.DECIDE,
    gate=may_send_back,
)
