"""Ask the resident something about their contribution."""

from __future__ import annotations

from conversations.declare import Conversation, Result
from conversations.effects import AskResident
from conversations.lifecycle import Act, permitted
from conversations.messages import Message, say
from conversations.progress import Draft
from conversations.questions import Answers, LongText
from conversations.roles import May
from conversations.views import ContributionCard, Facts

question = LongText("question", shortest=5, longest=1_000)


def may_ask(draft: Draft, facts: Facts) -> Message | None:
    found = facts.find(ContributionCard, draft.about) if draft.about is not None else None
    if found is None:
        return say("not-for-you")
    return None if permitted(Act.ASK, found.status) else say("cannot-ask", number=found.number)


def submit(answers: Answers, draft: Draft, facts: Facts) -> Result:
    return Result((AskResident(draft.subject, draft.seen or 0, answers[question]),))


CONVERSATION = Conversation(
    "ask",
    questions=(question,),
    on_submit=submit,
    needs=(ContributionCard,),
    may=May.DECIDE,
    gate=may_ask,
)
