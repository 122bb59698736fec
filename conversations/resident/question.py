"""A question: read by a person, and answered."""

from __future__ import annotations

from conversations.declare import Conversation, Result
from conversations.effects import SubmitContribution
from conversations.progress import Draft
from conversations.questions import Answers, Story
from conversations.resident import elsewhere
from conversations.resident.idea import name, wijk
from conversations.views import Facts

story = Story("story")


def submit(answers: Answers, draft: Draft, facts: Facts) -> Result:
    effect = SubmitContribution(
        "question", answers[story].parts, wijk=answers.get(wijk), name=answers.get(name)
    )
    return Result((effect,), offers_left=False)


CONVERSATION = Conversation(
    "question", questions=(story, wijk, name), on_submit=submit, detour=elsewhere.request
)
