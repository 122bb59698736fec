"""Write to the author: an answer to a question they had, or anything between two decisions."""

from __future__ import annotations

from conversations.declare import Conversation, Result
from conversations.effects import WriteBack
from conversations.lifecycle import OPEN
from conversations.messages import Message, say
from conversations.progress import Draft
from conversations.questions import Answers, LongText
from conversations.roles import May
from conversations.views import ContributionCard, Facts

words = LongText("words", shortest=2)


def may_write(draft: Draft, facts: Facts) -> Message | None:
    found = facts.find(ContributionCard, draft.about) if draft.about is not None else None
    if found is None or found.author is None or found.status not in OPEN:
        return say("not-for-you")
    return None


def submit(answers: Answers, draft: Draft, facts: Facts) -> Result:
    return Result((WriteBack(draft.subject, answers[words]),))


CONVERSATION = Conversation(
    "write_back",
    questions=(words,),
    on_submit=submit,
    needs=(ContributionCard,),
    may=May.DECIDE,
    gate=may_write,
)
