"""Write down what was heard in a voice note; the resident says whether it is right (promise 2)."""

from __future__ import annotations

from conversations.declare import Conversation, Result
from conversations.effects import WriteDown
from conversations.progress import Draft
from conversations.questions import Answers, LongText
from conversations.roles import May
from conversations.staff.decide import may_decide
from conversations.views import ContributionCard, Facts

heard = LongText("heard", shortest=2)


def submit(answers: Answers, draft: Draft, facts: Facts) -> Result:
    return Result((WriteDown(draft.subject, draft.seen or 0, answers[heard]),))


CONVERSATION = Conversation(
    "write_down",
    questions=(heard,),
    on_submit=submit,
    needs=(ContributionCard,),
    may=May.DECIDE,
    gate=may_decide,
)
