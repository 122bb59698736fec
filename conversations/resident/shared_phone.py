"""Ask whether somebody else may read along on this phone: then what is pushed says little."""

from __future__ import annotations

from conversations.declare import Conversation, Manner, Result
from conversations.effects import SetDiscreet
from conversations.messages import say
from conversations.progress import Draft
from conversations.questions import Answers, YesNo
from conversations.views import Facts

along = YesNo("along")


def submit(answers: Answers, draft: Draft, facts: Facts) -> Result:
    discreet = answers[along]
    said = say("shared-discreet" if discreet else "shared-open")
    return Result((SetDiscreet(discreet),), (said,))


CONVERSATION = Conversation(
    "shared", questions=(along,), on_submit=submit, summary=False, manner=Manner(urgent=True)
)
