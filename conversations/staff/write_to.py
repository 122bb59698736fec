"""Write to somebody about no message of theirs; the task that asked for it is done then.

They asked for that, want to come by, or were in danger.
"""

from __future__ import annotations

from conversations.declare import Conversation, Manner, Result
from conversations.effects import WriteTo
from conversations.messages import Message, say
from conversations.progress import Draft
from conversations.questions import Answers, LongText
from conversations.roles import May
from conversations.views import Desk, Facts

words = LongText("words", shortest=5)


def submit(answers: Answers, draft: Draft, facts: Facts) -> Result:
    return Result((WriteTo(draft.subject, answers[words]),))


def may_write(draft: Draft, facts: Facts) -> Message | None:
    """Allow only a task that still lies with whoever writes."""
    found = facts.find(Desk)
    mine = {line.id for line in found.tasks} if found else set()
    return None if draft.about in mine else say("not-your-task")


CONVERSATION = Conversation(
    "write_to",
    questions=(words,),
    on_submit=submit,
    needs=(Desk,),
    may=May.DECIDE,
    gate=may_write,
    manner=Manner(of_task=True),
)
