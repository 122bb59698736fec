"""An author replies to a question of staff, to what was heard, or to a decision.

Source: promises 2, 5 and 8.
"""

from __future__ import annotations

from typing import Literal

from conversations.declare import Conversation, OnSubmit, Result
from conversations.effects import AddWords, ConfirmHeard, SayBetter
from conversations.messages import Message, say
from conversations.progress import Draft
from conversations.questions import Answers, LongText, Story
from conversations.views import ContributionCard, Facts

story = Story("story")
Why = Literal["answer", "question", "disagree", "correction", "partly"]


def _adds(why: Why) -> OnSubmit:
    def submit(answers: Answers, draft: Draft, facts: Facts) -> Result:
        words = AddWords(draft.subject, answers[story].parts, why)
        if why == "correction":
            return Result((ConfirmHeard(draft.subject, False), words))
        return Result((words,))

    return submit


def _only_the_author(draft: Draft, facts: Facts) -> Message | None:
    found = facts.find(ContributionCard, draft.about) if draft.about is not None else None
    return None if found and found.mine else say("not-for-you")


def _reply(conversation_id: str, why: Why) -> Conversation:
    return Conversation(
        conversation_id,
        questions=(story,),
        on_submit=_adds(why),
        needs=(ContributionCard,),
        gate=_only_the_author,
    )


ANSWER = _reply("answer", "answer")
ASK_BACK = _reply("ask_back", "question")
DISAGREE = _reply("disagree", "disagree")
CORRECT_HEARD = _reply("correct_heard", "correction")
PARTLY = _reply("partly", "partly")

sign = LongText("sign", shortest=3, longest=300)
BETTER = Conversation(
    "better",
    questions=(sign,),
    on_submit=lambda answers, draft, facts: Result((SayBetter(draft.subject, answers[sign]),)),
    needs=(ContributionCard,),
    gate=_only_the_author,
    summary=False,
)
