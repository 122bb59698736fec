"""Whatever came first is kept, then we ask what it is (promise 1)."""

from __future__ import annotations

from conversations.declare import Answers, Choice, Conversation, Result, Story, options
from conversations.effects import SubmitContribution
from conversations.engine import FIRST
from conversations.progress import Draft
from conversations.views import Facts

story = Story("story")
kind = Choice("kind", options=options("idea", "other"))


def submit(answers: Answers, draft: Draft, facts: Facts) -> Result:
    if answers.get(kind) == "idea":
        return Result(then="idea", carry={"story": draft.answers["story"]})
    return Result((SubmitContribution("question", answers[story].parts),), offers_left=False)


CONVERSATION = Conversation(FIRST, questions=(story, kind), on_submit=submit, summary=False)
