"""Ask when somebody wants their summary."""

from __future__ import annotations

from conversations.declare import Conversation, Result
from conversations.effects import ChooseSummary
from conversations.progress import Draft
from conversations.questions import Answers, Choice, options
from conversations.roles import May
from conversations.summaries import CHOICES
from conversations.views import Facts

hour = Choice("hour", options=options(*CHOICES))


def submit(answers: Answers, draft: Draft, facts: Facts) -> Result:
    return Result((ChooseSummary(answers[hour]),))


CONVERSATION = Conversation(
    "summary_hour", questions=(hour,), on_submit=submit, may=May.READ_ALL, summary=False
)
