"""An idea: what, where, and a name if they like (report, rows 6, 22 and 24)."""

from __future__ import annotations

from conversations.declare import Conversation, Result
from conversations.effects import SubmitContribution
from conversations.progress import Draft
from conversations.questions import Answers, Choice, ShortText, Story, programme
from conversations.resident import elsewhere
from conversations.views import Facts

story = Story("story")
wijk = Choice(
    "wijk", options=programme("wijken"), optional=True, remembered=True, skip="button-dont-know"
)
name = ShortText("name", optional=True, remembered=True, skip="button-rather-not")


def submit(answers: Answers, draft: Draft, facts: Facts) -> Result:
    effect = SubmitContribution(
        "idea", answers[story].parts, wijk=answers.get(wijk), name=answers.get(name)
    )
    return Result((effect,), offers_left=False)


CONVERSATION = Conversation(
    "idea", questions=(story, wijk, name), on_submit=submit, detour=elsewhere.objection
)
