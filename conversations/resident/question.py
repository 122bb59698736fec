"""Anything else: kept as a question, read by a person."""

from __future__ import annotations

from conversations.declare import Answers, Conversation, Result, ShortText, Story
from conversations.effects import SubmitContribution
from conversations.progress import Draft
from conversations.views import Facts

story = Story("story")
name = ShortText("name", optional=True, remembered=True, skip="button-rather-not")


def submit(answers: Answers, draft: Draft, facts: Facts) -> Result:
    effect = SubmitContribution("question", answers[story].parts, name=answers.get(name))
    return Result((effect,), offers_left=False)


CONVERSATION = Conversation("question", questions=(story, name), on_submit=submit)
